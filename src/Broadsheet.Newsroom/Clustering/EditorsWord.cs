namespace Broadsheet.Clustering;

/// <summary>The constraints in force, folded in their order: which articles are bound to a story, which stories are held apart.</summary>
internal sealed class EditorsWord
{
    private readonly Dictionary<string, string> _bound = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _goneInto = new(StringComparer.Ordinal);
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private HashSet<(string One, string Other)> _apart = [];

    /// <summary>The constraints in force, in the order they were decided.</summary>
    public IReadOnlyList<StoryConstraint> Constraints { get; private set; } = [];

    /// <summary>What merging of its own accord did to stories an editor named.</summary>
    public IReadOnlyDictionary<string, string> GoneInto => _goneInto;

    /// <summary>Takes the constraints in force from now on.</summary>
    public void Take(IReadOnlyList<StoryConstraint> constraints)
    {
        Constraints = [.. constraints];
        _bound.Clear();
        _named.Clear();
        _apart = [];
        foreach (var constraint in Constraints)
        {
            if (constraint is StoryConstraint.Together together)
                Bind(together);
            else if (constraint is StoryConstraint.Apart apart)
                Part(apart);
        }
    }

    /// <summary>The story an editor put the article in, null when none did.</summary>
    public string? StoryOf(string articleId) => _bound.TryGetValue(articleId, out var story) ? Now(story) : null;

    /// <summary>Whether an editor holds the two stories apart.</summary>
    public bool AreApart(string one, string other)
    {
        if (_apart.Count == 0)
            return false;
        foreach (var (left, right) in _apart)
        {
            var (a, b) = (Now(left), Now(right));
            if ((a == one && b == other) || (a == other && b == one))
                return true;
        }

        return false;
    }

    /// <summary>Remembers where a story went that an editor named.</summary>
    public void NoteMerge(string ended, string into)
    {
        if (_named.Contains(ended) || _goneInto.ContainsValue(ended))
            _goneInto[ended] = into;
    }

    /// <summary>Sets what was remembered, as a saved state has it.</summary>
    public void Restore(IEnumerable<KeyValuePair<string, string>> goneInto)
    {
        foreach (var (ended, into) in goneInto)
            _goneInto[ended] = into;
    }

    /// <summary>The story that stands for this one now.</summary>
    public string Now(string storyId)
    {
        for (var hops = 0; hops <= _goneInto.Count && _goneInto.TryGetValue(storyId, out var into); hops++)
            storyId = into;
        return storyId;
    }

    private void Bind(StoryConstraint.Together together)
    {
        _named.Add(together.IntoStoryId);
        _bound["a" + together.IntoStoryId[1..]] = together.IntoStoryId;
        foreach (var part in together.Parts)
        {
            _named.Add(part.StoryId);
            Redirect(part.StoryId, together.IntoStoryId);
            _bound["a" + part.StoryId[1..]] = together.IntoStoryId;
            foreach (var article in part.ArticleIds)
                _bound[article] = together.IntoStoryId;
        }
    }

    /// <summary>A later merge takes along what earlier decisions put in the story, and speaks against holding the two apart.</summary>
    private void Redirect(string from, string into)
    {
        foreach (var (article, story) in _bound.ToArray())
        {
            if (story == from)
                _bound[article] = into;
        }

        _apart = [.. _apart.Select(pair => (To(pair.One), To(pair.Other))).Where(pair => pair.Item1 != pair.Item2)];
        string To(string story) => story == from ? into : story;
    }

    private void Part(StoryConstraint.Apart apart)
    {
        _named.Add(apart.StoryId);
        _named.Add(apart.Left.StoryId);
        foreach (var article in apart.StayingArticleIds)
            _bound[article] = apart.StoryId;
        foreach (var article in apart.Left.ArticleIds)
            _bound[article] = apart.Left.StoryId;
        _apart.Add((apart.StoryId, apart.Left.StoryId));
    }
}
