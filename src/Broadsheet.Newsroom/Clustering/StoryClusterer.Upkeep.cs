namespace Broadsheet.Clustering;

/// <content>What becomes of stories after an article was placed: they grow together, fall apart, close.</content>
public sealed partial class StoryClusterer
{
    private OpenStory MergeWhatGrewTogether(OpenStory story)
    {
        _near.Clear();
        foreach (var other in _links.Stories)
        {
            if (other != story && other.Likeness >= NearEnough * _options.MergeAt)
                _near.Add(other);
        }

        _near.Sort(static (one, other) => IsBefore(one, other) ? -1 : 1);
        foreach (var other in _near)
        {
            if (Editors.AreApart(story.Id, other.Id))
                continue;
            var likeness = Likeness(Between(story, other), (long)story.Members * other.Members);
            var opinion = _second.On(story, other, likeness);
            if (!_second.Suffices(likeness, _options.MergeAt, opinion))
                continue;
            var (into, from) = story.Size > other.Size || (story.Size == other.Size && story.Number < other.Number) ? (story, other) : (other, story);
            Merge(into, from, likeness, "merged", opinion);
            story = into;
        }

        return story;
    }

    private long Between(OpenStory one, OpenStory other)
    {
        foreach (var known in one.Watched)
        {
            if (known.Beside(one) == other)
                return known.Pull;
        }

        var pair = new WatchedPair(one, other) { Pull = _links.PullBetween(one, other) };
        one.Watched.Add(pair);
        other.Watched.Add(pair);
        return pair.Pull;
    }

    private void Merge(OpenStory into, OpenStory from, double likeness, string reason, double? opinion = null)
    {
        Words.Move(from, into);
        Articles.Move(from, into);
        into.Size += from.Size;
        Lexicon.CountStory(from.Language, -1);
        Unwatch(into);
        Unwatch(from);
        _byId.Remove(from.Id);
        if (reason != "editor")
            Editors.NoteMerge(from.Id, into.Id);
        _changes.Add(new StoryChange.Merged(from.Id, into.Id, likeness, reason) { SecondOpinion = opinion });
    }

    private static void Unwatch(OpenStory story)
    {
        foreach (var pair in story.Watched)
            pair.Beside(story).Watched.Remove(pair);
        story.Watched.Clear();
    }

    private void Advance(long time)
    {
        Clock = Math.Max(Clock, time);
        var window = (long)_options.Window.TotalSeconds;
        var step = Clock / (window / StepsPerWindow);
        if (step == Step)
            return;
        var sweeps = step / StepsPerSweep != Step / StepsPerSweep;
        Step = step;
        if (sweeps)
            Sweep(Clock - window);
        else
            Articles.Expire(Clock - window);
        CloseEmpty();
    }

    private void Sweep(long oldest)
    {
        Articles.Sweep(oldest);
        if (SinceFading >= _options.Memory)
            FadeWords();
        Regroup();
        if (!_keepsTogether)
            SplitWhatFellApart();
    }

    private void SplitWhatFellApart()
    {
        var parted = false;
        foreach (var story in Stories.ToArray())
        {
            // One that hardly grew since it was found to hold together still does.
            if (story.Size * 10 < story.SizeLooked * 11)
                continue;
            var leaving = _splitter.Leaving(story);
            story.SizeLooked = story.Size;
            // An editor's word about one of the articles is a word about the story.
            if (leaving.Count == 0 || IsBound(story))
                continue;
            var ids = leaving.ConvertAll(Articles.IdOf);
            var newStory = StoryPart.IdFor(ids[0]);
            if (newStory == story.Id || _byId.ContainsKey(newStory))
                continue;
            _changes.Add(new StoryChange.Split(story.Id, newStory, ids, "split"));
            Part(leaving, Open(newStory, story.Language));
            story.SizeLooked = story.Size;
            parted = true;
        }

        if (parted)
            Regroup();
    }

    private bool IsBound(OpenStory story)
    {
        for (var slot = story.First; slot >= 0; slot = Articles[slot].Next)
        {
            if (Editors.StoryOf(Articles.IdOf(slot)) is not null)
                return true;
        }

        return false;
    }

    /// <summary>Makes articles part of another story; its members are to be listed anew then.</summary>
    private void Part(List<int> slots, OpenStory story)
    {
        Words.Prepare(story);
        foreach (var slot in slots)
        {
            Articles[slot].Story.Size--;
            Articles[slot].Story = story;
            story.Size++;
            Words.Add(story, Articles.VectorOf(slot).Terms);
        }
    }

    private void FadeWords()
    {
        SinceFading = 0;
        Lexicon.Fade();
        var moved = Lexicon.Forget(term => Articles.PlaceOf(term).Count > 0);
        foreach (var story in Stories)
            Words.Renumber(story, moved);
        Articles.Renumber(moved);
        _vectors.ForgetIds();
    }

    /// <summary>Lists each story's members anew.</summary>
    private void Regroup()
    {
        foreach (var story in Stories)
        {
            (story.First, story.Last, story.Members) = (-1, -1, 0);
            story.Watched.Clear();
        }

        Articles.Regroup();
    }

    private void CloseEmpty()
    {
        foreach (var story in Stories)
        {
            if (story.Members > 0)
                continue;
            Unwatch(story);
            Words.Forget(story);
            // A story that was merged may have been opened again by an editor, under the same id.
            if (_byId.GetValueOrDefault(story.Id) == story)
                _byId.Remove(story.Id);
        }

        Stories.RemoveAll(static story => story.Members == 0);
    }
}
