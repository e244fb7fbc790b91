using Broadsheet.Feeds;
using Broadsheet.Pages;

namespace Broadsheet.Extraction;

/// <summary>All that is known when an article is to be made.</summary>
public sealed record ArticleMaterial
{
    /// <summary>The source it came through.</summary>
    public required Source Source { get; init; }

    /// <summary>The feed, as read this time.</summary>
    public required Feed Feed { get; init; }

    /// <summary>The item.</summary>
    public required FeedItem Item { get; init; }

    /// <summary>The page it leads to; null when nobody asked for it.</summary>
    public VisitedPage? Page { get; init; }

    /// <summary>When the item was seen for the first time.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>What became of looking at pictures, by address as <see cref="ArticleMaker.PicturesOf(ArticleMaterial)"/> gave it.</summary>
    public IReadOnlyDictionary<string, MeasuredPicture> Pictures { get; init; } = new Dictionary<string, MeasuredPicture>();
}

/// <summary>What became of visiting an article's page.</summary>
/// <param name="FinalUrl">Where the address led after redirects, as far as it was followed.</param>
/// <param name="Metadata">What the page says; null when it could not be read.</param>
/// <param name="Missing">Why it could not be read, in a sentence.</param>
public sealed record VisitedPage(string? FinalUrl, PageMetadata? Metadata, string? Missing);
