namespace Broadsheet.Feeds;

/// <summary>
/// One subscription of an OPML document. What OPML has no attribute for is kept in attributes of our own namespace
/// (<see cref="OpmlDocument.Namespace"/>), which other readers pass over.
/// </summary>
public sealed record OpmlFeed
{
    /// <summary>Address of the feed.</summary>
    public required string XmlUrl { get; init; }

    /// <summary>Name shown to people.</summary>
    public string? Title { get; init; }

    /// <summary>Address of the site.</summary>
    public string? HtmlUrl { get; init; }

    /// <summary>Names of the outlines around it, outermost first.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>The operator's own grouping; OPML's categories, as written, when there is none.</summary>
    public string? Category { get; init; }

    /// <summary><c>curated</c> or <c>search</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>How much the source counts among its equals; 1 is neutral.</summary>
    public double? Weight { get; init; }

    /// <summary>User agent to ask with instead of ours.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Provider that all its articles belong to.</summary>
    public string? Provider { get; init; }

    /// <summary>Whether it is not polled for now.</summary>
    public bool Paused { get; init; }
}
