namespace Broadsheet;

/// <summary>One published work at one canonical address: what we believe, after reading its item and its page.</summary>
public sealed record Article
{
    /// <summary>Stable id, derived from the canonical address at first sight: <c>a</c> and 16 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Path of its record, such as <c>_news/2026-03-04-a-title.md</c>; given once and kept though the title changes.</summary>
    public required string Path { get; init; }

    /// <summary>Plain headline.</summary>
    public required string Title { get; init; }

    /// <summary>Plain summary; empty when nothing worth showing was found.</summary>
    public string Excerpt { get; init; } = "";

    /// <summary>Plain main text for clustering and search; never republished.</summary>
    public string? Text { get; init; }

    /// <summary>When it was published, to the second.</summary>
    public required DateTimeOffset Published { get; init; }

    /// <summary>Whether <see cref="Published"/> is the publisher's word or our estimate.</summary>
    public DateOrigin PublishedOrigin { get; init; }

    /// <summary>When the publisher last changed it, if it says so.</summary>
    public DateTimeOffset? Modified { get; init; }

    /// <summary>When we first saw it.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>The address the feed gave, as it gave it.</summary>
    public required string OriginalUrl { get; init; }

    /// <summary>Where that leads; null for a work that is shown on our own page (video).</summary>
    public string? WebUrl { get; init; }

    /// <summary>The address that tells this work from all others.</summary>
    public required string CanonicalUrl { get; init; }

    /// <summary>Address of the AMP twin, if wanted and stated.</summary>
    public string? AmpWebUrl { get; init; }

    /// <summary>Address of the AMP twin in the AMP cache.</summary>
    public string? CdnAmpWebUrl { get; init; }

    /// <summary>Article or video.</summary>
    public ArticleType Type { get; init; }

    /// <summary>HTML of an embedded player, for videos.</summary>
    public string? FeaturedContent { get; init; }

    /// <summary>Who published it.</summary>
    public required Provider Provider { get; init; }

    /// <summary>The people who wrote it.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>Language tag (BCP 47), when known.</summary>
    public string? Language { get; init; }

    /// <summary>The publisher's own keywords and tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Pictures, the lead first.</summary>
    public IReadOnlyList<Picture> Images { get; init; } = [];

    /// <summary>The feeds it came through, in the order of arrival.</summary>
    public IReadOnlyList<Sighting> Sightings { get; init; } = [];

    /// <summary>What it is about, and why we think so; the site's root topic first.</summary>
    public IReadOnlyList<TopicMatch> Topics { get; init; } = [];

    /// <summary>How good it is, and why.</summary>
    public QualityScore Quality { get; init; } = QualityScore.None;

    /// <summary>Where each fact came from: field name to signal, for <c>explain</c>.</summary>
    public IReadOnlyDictionary<string, string> Origins { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The heat an adopted record states for its story, where that is more than quality and company (old sites counted page views); null otherwise.</summary>
    public int? StatedHeat { get; init; }

    /// <summary>A <c>secured</c> value that came with an adopted record, carried through untouched.</summary>
    public string? ForeignSecured { get; init; }
}

/// <summary>What kind of work an article is, as the record format knows it.</summary>
public enum ArticleType
{
    /// <summary>A text on the publisher's site.</summary>
    Article,

    /// <summary>A video, shown on our own page.</summary>
    Video,
}

/// <summary>How a date was come by.</summary>
public enum DateOrigin
{
    /// <summary>The publisher's word.</summary>
    Stated,

    /// <summary>The publisher's word, with a part supplied by us.</summary>
    Repaired,

    /// <summary>Ours: the moment of first sight.</summary>
    Estimated,
}

/// <summary>One arrival of an article through a feed.</summary>
/// <param name="SourceUrl">The feed.</param>
/// <param name="ItemIdentity">The item's identity in it.</param>
/// <param name="IsCurated">Whether the source was a curated one.</param>
/// <param name="At">When it was first seen there.</param>
public sealed record Sighting(string SourceUrl, string ItemIdentity, bool IsCurated, DateTimeOffset At);

/// <summary>A picture of an article or provider.</summary>
/// <param name="Url">Absolute address, ours when <paramref name="IsCached"/>, the publisher's otherwise.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="IsCached">Whether we keep a copy.</param>
public sealed record Picture(string Url, int Width, int Height, bool IsCached)
{
    /// <summary>Key of our copy in the picture store, when <see cref="IsCached"/>: the SHA-256 of its bytes in hexadecimal.</summary>
    public string? StoreKey { get; init; }

    /// <summary>The publisher's address, when <see cref="Url"/> is ours.</summary>
    public string? OriginalUrl { get; init; }

    /// <summary>Our narrower copies, the narrowest first: what a <c>srcset</c> is made of.</summary>
    public IReadOnlyList<PictureCopy> Copies { get; init; } = [];
}

/// <summary>One of our copies of a picture.</summary>
/// <param name="Url">Absolute address.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
public sealed record PictureCopy(string Url, int Width, int Height);
