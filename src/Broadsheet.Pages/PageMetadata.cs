namespace Broadsheet.Pages;

/// <summary>What the HTML of one article's page says about it. A fact that is not stated is null.</summary>
public sealed record PageMetadata
{
    /// <summary>Absolute canonical address, when it can be believed.</summary>
    public Finding<string>? Canonical { get; init; }

    /// <summary>The headline, without the site's name.</summary>
    public Finding<string>? Title { get; init; }

    /// <summary>The publisher's own description, decoded.</summary>
    public Finding<string>? Description { get; init; }

    /// <summary>Whole sentences a reader would accept as a summary, at most 300 characters.</summary>
    public Finding<string>? Excerpt { get; init; }

    /// <summary>When the article was first published, with the offset as written.</summary>
    public Finding<PageDate>? Published { get; init; }

    /// <summary>When the article was last changed.</summary>
    public Finding<PageDate>? Modified { get; init; }

    /// <summary>The people who wrote it.</summary>
    public Finding<IReadOnlyList<string>>? Authors { get; init; }

    /// <summary>Name of the publisher.</summary>
    public Finding<string>? Publisher { get; init; }

    /// <summary>Section of the publication.</summary>
    public Finding<string>? Section { get; init; }

    /// <summary>Keywords and tags.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Language tag (BCP 47).</summary>
    public Finding<string>? Language { get; init; }

    /// <summary>What kind of work the page is.</summary>
    public Finding<PageType> Type { get; init; } = new(PageType.Article, 0, "default");

    /// <summary>False when the page says that it is not free to read.</summary>
    public bool? IsAccessibleForFree { get; init; }

    /// <summary>Absolute address of the AMP twin, as the page states it.</summary>
    public string? AmpUrl { get; init; }

    /// <summary>Absolute addresses of the feeds the page offers, best first.</summary>
    public IReadOnlyList<string> FeedUrls { get; init; } = [];

    /// <summary>The lead picture.</summary>
    public Finding<PageImage>? LeadImage { get; init; }

    /// <summary>The surest picture beside the lead one, for when that cannot be had: most often the one the page gives for sharing.</summary>
    public Finding<PageImage>? SecondImage { get; init; }

    /// <summary>Icons and logos the publisher offers, best first.</summary>
    public IReadOnlyList<PageIcon> Icons { get; init; } = [];

    /// <summary>The video, when the page is about one.</summary>
    public PageVideo? Video { get; init; }

    /// <summary>The main text, paragraphs separated by a blank line.</summary>
    public string? Text { get; init; }

    /// <summary>The headline as the page states it for sharing (<c>og:title</c>), often shorter; without the site's name.</summary>
    public string? ShortTitle { get; init; }

    /// <summary>Everything that was considered, field by field, surest first; only when <see cref="PageReaderOptions.Explain"/> is set.</summary>
    public IReadOnlyList<PageCandidate> Candidates { get; init; } = [];

    /// <summary>The encoding the bytes were read with.</summary>
    public string Encoding { get; init; } = "utf-8";
}

/// <summary>A fact and where it was found.</summary>
/// <param name="Value">The fact.</param>
/// <param name="Confidence">0 (a guess) to 1 (certain).</param>
/// <param name="From">The signal it comes from, such as <c>og:title</c> or <c>json-ld headline</c>.</param>
public sealed record Finding<T>(T Value, double Confidence, string From);

/// <summary>A value that was considered for a field.</summary>
/// <param name="Field">The field: <c>title</c>, <c>published</c>, …</param>
/// <param name="Value">The value, as text.</param>
/// <param name="Confidence">0 (refused) to 1 (certain).</param>
/// <param name="From">The signal it comes from, with the reason when it was judged differently from others of its kind.</param>
public sealed record PageCandidate(string Field, string Value, double Confidence, string From);

/// <summary>A date of a page.</summary>
/// <param name="Instant">The instant; the offset is the one written, or zero.</param>
/// <param name="HasZone">Whether a zone was written.</param>
/// <param name="HasTime">Whether a time of day was written.</param>
public readonly record struct PageDate(DateTimeOffset Instant, bool HasZone, bool HasTime);

/// <summary>A picture a page names.</summary>
/// <param name="Url">Absolute address.</param>
/// <param name="Width">Stated width in pixels, if any.</param>
/// <param name="Height">Stated height in pixels, if any.</param>
public sealed record PageImage(string Url, int? Width, int? Height);

/// <summary>An icon or logo a publisher offers.</summary>
/// <param name="Url">Absolute address.</param>
/// <param name="Size">Stated edge in pixels, if any.</param>
/// <param name="Kind">Where it was found: <c>apple-touch-icon</c>, <c>icon</c>, <c>json-ld logo</c>, …</param>
public sealed record PageIcon(string Url, int? Size, string Kind);

/// <summary>A video a page is about.</summary>
/// <param name="YouTubeId">Its id at YouTube, if it is there.</param>
/// <param name="EmbedUrl">Absolute address of a player, if stated.</param>
public sealed record PageVideo(string? YouTubeId, string? EmbedUrl);

/// <summary>What kind of work a page is.</summary>
public enum PageType
{
    /// <summary>A text.</summary>
    Article,

    /// <summary>A video.</summary>
    Video,

    /// <summary>A podcast or other sound.</summary>
    Audio,

    /// <summary>A live blog.</summary>
    Live,

    /// <summary>A series of pictures.</summary>
    Gallery,

    /// <summary>A comment or editorial.</summary>
    Opinion,
}
