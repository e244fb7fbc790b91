namespace Broadsheet.Feeds;

/// <summary>One reading of one feed document: what the publisher said this time.</summary>
public sealed record Feed
{
    /// <summary>The dialect the document is written in.</summary>
    public FeedFormat Format { get; init; }

    /// <summary>The encoding the bytes were read with, as a lower-case IANA name.</summary>
    public string? Encoding { get; init; }

    /// <summary>False when something had to be forgiven; <see cref="Problems"/> says what.</summary>
    public bool IsWellFormed { get; init; }

    /// <summary>Plain title, entities decoded, no markup.</summary>
    public string? Title { get; init; }

    /// <summary>Absolute address of the site the feed belongs to.</summary>
    public string? SiteUrl { get; init; }

    /// <summary>Absolute address the feed gives as its own.</summary>
    public string? SelfUrl { get; init; }

    /// <summary>WebSub hubs the feed announces, absolute.</summary>
    public IReadOnlyList<string> Hubs { get; init; } = [];

    /// <summary>Language tag as stated (BCP 47, not checked).</summary>
    public string? Language { get; init; }

    /// <summary>How long the publisher asks us to wait between two polls (RSS ttl, sy:updatePeriod).</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>Hours of the day (0–23, UTC) in which the publisher does not want to be asked.</summary>
    public IReadOnlyList<int> SkipHours { get; init; } = [];

    /// <summary>Days of the week on which the publisher does not want to be asked.</summary>
    public IReadOnlyList<DayOfWeek> SkipDays { get; init; } = [];

    /// <summary>The items in document order.</summary>
    public IReadOnlyList<FeedItem> Items { get; init; } = [];

    /// <summary>The version as a short name: rss20, atom10, json11, …; empty when the document is no feed.</summary>
    public string Version { get; init; } = "";

    /// <summary>Everything the document states about the feed; null when it is none.</summary>
    public FeedFacts? Facts { get; init; }

    /// <summary>What had to be forgiven, in document order.</summary>
    public IReadOnlyList<FeedProblem> Problems { get; init; } = [];
}

/// <summary>The dialect of a feed document.</summary>
public enum FeedFormat
{
    /// <summary>Not a feed.</summary>
    Unknown,

    /// <summary>RSS 0.90 or 1.0 (RDF).</summary>
    Rdf,

    /// <summary>RSS 0.91 to 2.0.</summary>
    Rss,

    /// <summary>Atom 0.3 or 1.0.</summary>
    Atom,

    /// <summary>JSON Feed 1.0 or 1.1.</summary>
    Json,

    /// <summary>Channel Definition Format.</summary>
    Cdf,

    /// <summary>A sitemap, with or without the Google News extension.</summary>
    Sitemap,
}

/// <summary>Something the reader had to forgive.</summary>
/// <param name="Code">A stable code for machines, in kebab-case.</param>
/// <param name="Message">A sentence for people.</param>
/// <param name="Line">Line in the document, from 1; 0 when it concerns the whole.</param>
/// <param name="Column">Column in the line, from 1; 0 when it concerns the whole.</param>
public sealed record FeedProblem(string Code, string Message, int Line, int Column);
