namespace Broadsheet;

/// <summary>A feed the operator wants to be polled, as the site's OPML names it.</summary>
public sealed record Source
{
    /// <summary>Absolute address of the feed; the identity of the source.</summary>
    public required string Url { get; init; }

    /// <summary>Name for people.</summary>
    public string? Title { get; init; }

    /// <summary>Address of the site the feed belongs to.</summary>
    public string? SiteUrl { get; init; }

    /// <summary>Whether everything in the feed is wanted, or only what the topics ask for.</summary>
    public SourceKind Kind { get; init; } = SourceKind.Search;

    /// <summary>How much this source counts among its equals, 0 to 10; 1 is neutral.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The operator's own grouping (the OPML folder).</summary>
    public string? Category { get; init; }

    /// <summary>A user agent to send instead of ours.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The domain its articles are credited to, when it is not the article's own (a video channel's owner).</summary>
    public string? ProviderDomain { get; init; }

    /// <summary>Whether polling is paused by the operator.</summary>
    public bool IsPaused { get; init; }
}

/// <summary>How the items of a source are taken.</summary>
public enum SourceKind
{
    /// <summary>Items are kept only when a topic asks for them.</summary>
    Search,

    /// <summary>Every item is kept, and being in it speaks for an article's quality.</summary>
    Curated,
}
