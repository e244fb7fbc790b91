using System.Text;
using Broadsheet.Feeds.Reading;

namespace Broadsheet.Feeds;

/// <summary>One entry, as the feed states it. All text is plain and decoded unless its name says markup.</summary>
public sealed record FeedItem
{
    /// <summary>Tells the item from all others of the same document; stable from poll to poll.</summary>
    public required string Identity { get; init; }

    /// <summary>The id exactly as stated (guid, atom:id, rdf:about), if any.</summary>
    public string? Id { get; init; }

    /// <summary>Plain title.</summary>
    public string? Title { get; init; }

    /// <summary>Plain text of the summary or the beginning of the body, white space collapsed, at most 600 characters.</summary>
    public string? Excerpt { get => field ??= Bodies?.Excerpt; init; }

    /// <summary>Plain text of the whole body, when the feed carries one.</summary>
    public string? Text { get => field ??= Bodies?.Plain; init; }

    /// <summary>Sanitised HTML of the body, when the feed carries one.</summary>
    public string? ContentMarkup { get => field ??= Bodies?.Markup; init; }

    /// <summary>As <see cref="ContentMarkup"/>, in UTF-8: for those who store, print or send it, and need no string. Empty when there is none.</summary>
    public ReadOnlyMemory<byte> ContentMarkupUtf8 => Bodies is { } bodies ? bodies.MarkupUtf8 : Encoding.UTF8.GetBytes(ContentMarkup ?? "");

    /// <summary>Absolute address as the feed gives it (may be a redirector).</summary>
    public string? Link { get; init; }

    /// <summary>The best address known without asking: feedburner:origLink or <see cref="Link"/>, tracking parameters removed.</summary>
    public string? CanonicalLink { get; init; }

    /// <summary>When the item was published.</summary>
    public FeedDate? Published { get; init; }

    /// <summary>When the item was last changed.</summary>
    public FeedDate? Updated { get; init; }

    /// <summary>Names of the authors, as people.</summary>
    public IReadOnlyList<string> Authors { get => field ??= Bodies?.Authors ?? []; init; }

    /// <summary>Categories and tags.</summary>
    public IReadOnlyList<string> Tags { get => field ??= Bodies?.Tags ?? []; init; }

    /// <summary>The best picture the item names.</summary>
    public FeedImage? Image { get => field ??= Bodies?.LeadImage; init; }

    /// <summary>Title and address of the outlet, when the feed is somebody else's (RSS source, atom:source).</summary>
    public FeedSource? Source { get; init; }

    /// <summary>Language of the item when it differs from the feed's.</summary>
    public string? Language { get; init; }

    /// <summary>The YouTube video id, when the item is one.</summary>
    public string? YouTubeId { get; init; }

    /// <summary>Everything the feed states about the item; null for an item that was not read from a document.</summary>
    public FeedFacts? Facts { get; init; }

    /// <summary>Where the texts and the picture come from when they are first asked for.</summary>
    internal ItemBodies? Bodies { get; init; }
}

/// <summary>A date of a feed.</summary>
/// <param name="Instant">The instant, with the offset as written.</param>
/// <param name="Origin">How it was come by.</param>
/// <param name="Raw">What the feed wrote.</param>
public readonly record struct FeedDate(DateTimeOffset Instant, FeedDateOrigin Origin, string Raw);

/// <summary>How a date was come by.</summary>
public enum FeedDateOrigin
{
    /// <summary>In a standard shape, with a zone.</summary>
    Stated,

    /// <summary>In a shape that had to be interpreted.</summary>
    Repaired,

    /// <summary>A part (zone, time of day) had to be supplied.</summary>
    Estimated,
}

/// <summary>A picture a feed item names.</summary>
/// <param name="Url">Absolute address.</param>
/// <param name="Width">Stated width in pixels, if any.</param>
/// <param name="Height">Stated height in pixels, if any.</param>
public sealed record FeedImage(string Url, int? Width, int? Height);

/// <summary>The outlet an aggregated item comes from.</summary>
/// <param name="Title">Plain name.</param>
/// <param name="Url">Absolute address, if stated.</param>
public sealed record FeedSource(string? Title, string? Url);
