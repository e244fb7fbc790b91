using Broadsheet.Clustering;

namespace Broadsheet.Eval;

/// <summary>Which story each article is in, as stories merge and part.</summary>
internal sealed class StoriesFollowed
{
    private readonly Dictionary<string, string> _storyOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _members = new(StringComparer.Ordinal);

    /// <summary>How many stories there are.</summary>
    public int Count => _members.Count;

    /// <summary>How many stories fell apart.</summary>
    public int Splits { get; private set; }

    /// <summary>The story an article is in.</summary>
    public string StoryOf(string articleId) => _storyOf[articleId];

    /// <summary>An article was placed; changes told with it are still to be followed.</summary>
    public void Add(string articleId, string storyId)
    {
        _storyOf[articleId] = storyId;
        MembersOf(storyId).Add(articleId);
    }

    /// <summary>Moves what changed.</summary>
    public void Follow(IReadOnlyList<StoryChange> changes)
    {
        foreach (var change in changes)
        {
            switch (change)
            {
                case StoryChange.Merged merged when _members.Remove(merged.StoryId, out var all):
                    all.ForEach(article => Add(article, merged.IntoStoryId));
                    break;
                case StoryChange.Split split:
                    Splits++;
                    foreach (var article in split.ArticleIds)
                    {
                        MembersOf(split.StoryId).Remove(article);
                        Add(article, split.NewStoryId);
                    }

                    break;
            }
        }
    }

    private List<string> MembersOf(string storyId)
    {
        if (!_members.TryGetValue(storyId, out var members))
            _members[storyId] = members = [];
        return members;
    }
}
