namespace Broadsheet.Clustering;

/// <content>What editors decided, which wins over likeness.</content>
public sealed partial class StoryClusterer
{
    /// <summary>
    /// Learns again what a state knew that cannot be read: the articles in the stories they are in, which stay as they are whatever would be
    /// made of them today, and where stories went. What editors decided is to be applied next.
    /// </summary>
    /// <param name="known">All articles and their stories.</param>
    /// <param name="constraints">The editors' constraints in force.</param>
    /// <param name="withdrawn">Those that the state obeyed and that are no longer in force: what is applied next undoes them.</param>
    /// <param name="merged">Stories that went into others, and into which.</param>
    public void LearnAgain(
        IEnumerable<(Article Article, string StoryId)> known, IReadOnlyList<StoryConstraint> constraints, IReadOnlyList<StoryConstraint> withdrawn, IReadOnlyDictionary<string, string> merged)
    {
        IReadOnlyList<StoryConstraint> obeyed = [.. withdrawn, .. constraints];
        // Where an editor put a story, it goes by the decision, and comes back when that is undone.
        var byEditors = obeyed.OfType<StoryConstraint.Together>().SelectMany(together => together.Parts).Select(part => part.StoryId).ToHashSet(StringComparer.Ordinal);
        Editors.Take(obeyed);
        foreach (var (ended, into) in merged)
        {
            if (!byEditors.Contains(ended))
                Editors.NoteMerge(ended, into);
        }

        Editors.Take([]);
        _keepsTogether = true;
        LearnAll(known);
        _keepsTogether = false;
        foreach (var story in Stories)
            story.SizeLooked = story.Size;
        Editors.Take(withdrawn);
    }

    /// <summary>
    /// Takes the editors' constraints in force, in the order they were decided, and reports through <see cref="TakeChanges"/>
    /// what that does to stories already made. Constraints that are no longer among them are undone.
    /// </summary>
    public void Apply(IReadOnlyList<StoryConstraint> constraints)
    {
        var before = Editors.Constraints.Select(constraint => constraint.DecisionId).ToHashSet(StringComparer.Ordinal);
        var after = constraints.Select(constraint => constraint.DecisionId).ToHashSet(StringComparer.Ordinal);
        var undone = Editors.Constraints.Where(constraint => !after.Contains(constraint.DecisionId)).Reverse().ToList();
        Editors.Take(constraints);
        foreach (var constraint in undone)
            Undo(constraint);
        foreach (var constraint in constraints)
        {
            if (!before.Contains(constraint.DecisionId))
                Do(constraint);
        }
    }

    private Placement PlaceAsDecided(string articleId, long time, TermVector vector, string language, string storyId)
    {
        var story = _byId.GetValueOrDefault(storyId) ?? Open(storyId, language);
        var likeness = _links.PullOf(story) == 0 ? 0 : story.Likeness;
        var (shared, parts) = (SharedTerms(vector, story), _links.PartsOf(story));
        Join(story, articleId, time, vector);
        return new Placement(articleId, story.Id, likeness, shared, null, 0, "editor") { Parts = parts };
    }

    private void Do(StoryConstraint constraint)
    {
        switch (constraint)
        {
            case StoryConstraint.Together together:
                foreach (var part in together.Parts)
                    MoveAll(part.StoryId, together.IntoStoryId);
                break;
            case StoryConstraint.Apart apart:
                MoveSome(apart.StoryId, apart.Left);
                break;
        }
    }

    private void Undo(StoryConstraint constraint)
    {
        switch (constraint)
        {
            case StoryConstraint.Together together:
                foreach (var part in together.Parts)
                    MoveSome(together.IntoStoryId, part);
                break;
            case StoryConstraint.Apart apart:
                MoveAll(apart.Left.StoryId, apart.StoryId);
                break;
        }
    }

    private void MoveAll(string storyId, string intoStoryId)
    {
        storyId = Editors.Now(storyId);
        intoStoryId = Editors.Now(intoStoryId);
        if (storyId == intoStoryId)
            return;
        if (!_byId.TryGetValue(storyId, out var from))
        {
            _changes.Add(new StoryChange.Merged(storyId, intoStoryId, 1, "editor"));
            return;
        }

        Merge(_byId.GetValueOrDefault(intoStoryId) ?? Open(intoStoryId, from.Language), from, 1, "editor");
    }

    private void MoveSome(string storyId, StoryPart part)
    {
        storyId = Editors.Now(storyId);
        _changes.Add(new StoryChange.Split(storyId, part.StoryId, part.ArticleIds, "editor"));
        var slots = part.ArticleIds.Select(Articles.SlotOf).Where(slot => slot >= 0).Order().ToList();
        if (slots.Count == 0)
            return;
        var old = Articles[slots[0]].Story;
        var story = _byId.GetValueOrDefault(part.StoryId) ?? Open(part.StoryId, old.Language);
        Part(slots, story);
        Regroup();
        CloseEmpty();
    }
}
