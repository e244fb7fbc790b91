namespace Broadsheet.Clustering;

/// <summary>
/// Asks how alike articles are in meaning where likeness by words is so near the line that it leaves it open, and lets that decide.
/// As with likeness, all members of a story have a say, the mean counts.
/// </summary>
/// <param name="links">Chooses members of huge stories.</param>
/// <param name="articles">The active articles.</param>
/// <param name="options">The settings.</param>
/// <param name="ask">The mean cosine between two groups of articles, by their ids; null when nobody can say.</param>
internal sealed class SecondOpinion(
    LinkFinder links, ActiveArticles articles, ClusteringOptions options, Func<IReadOnlyList<string>, IReadOnlyList<string>, double?>? ask)
{
    /// <summary>So many members, evenly chosen, speak for a story; up to twice as many of a small one.</summary>
    private const int Heard = 8;

    private readonly List<int> _members = [];

    /// <summary>How alike an article and a story are in meaning; null where words suffice.</summary>
    public double? On(string articleId, OpenStory story) => IsOpen(story.Likeness, options.JoinAt) ? ask!([articleId], MembersOf(story)) : null;

    /// <summary>How alike two stories are in meaning; null where words suffice.</summary>
    public double? On(OpenStory one, OpenStory other, double likeness) => IsOpen(likeness, options.MergeAt) ? ask!(MembersOf(one), MembersOf(other)) : null;

    /// <summary>Whether it is alike enough: in meaning if that was asked for, in words otherwise.</summary>
    public bool Suffices(double likeness, double line, double? opinion) => opinion is { } cosine ? cosine >= options.Embeddings.AgreeAt : likeness >= line;

    private bool IsOpen(double likeness, double line) => ask is not null && Math.Abs(likeness - line) <= options.Embeddings.Band * line;

    private string[] MembersOf(OpenStory story)
    {
        links.Sample(story, _members, Heard);
        return [.. _members.Select(articles.IdOf)];
    }
}
