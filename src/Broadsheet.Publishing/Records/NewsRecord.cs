namespace Broadsheet.Publishing.Records;

/// <summary>One <c>_news/*.md</c> file, as the record format defines it: the facts of one article, for Jekyll and its kin.</summary>
public sealed record NewsRecord
{
    /// <summary>Kind of record; <c>news</c> for articles and videos.</summary>
    public string Category { get; init; } = "news";

    /// <summary>Headline.</summary>
    public required string Title { get; init; }

    /// <summary>Summary; may be empty.</summary>
    public required string Excerpt { get; init; }

    /// <summary>When it was published, in UTC to the second.</summary>
    public required DateTimeOffset Published { get; init; }

    /// <summary>The address the feed gave.</summary>
    public required string OriginalUrl { get; init; }

    /// <summary>Where that leads; absent for videos, whose page is on our own site.</summary>
    public string? WebUrl { get; init; }

    /// <summary>The AMP twin and its address in the cache; the format has both or neither.</summary>
    public AmpAddresses? Amp { get; init; }

    /// <summary><c>article</c> or <c>video</c>.</summary>
    public required string Type { get; init; }

    /// <summary>How good it is.</summary>
    public required int Quality { get; init; }

    /// <summary>How hot its story is, when it leads one; -1 when it does not lead.</summary>
    public required int Heat { get; init; }

    /// <summary>Whether it is shown.</summary>
    public required bool IsPublished { get; init; }

    /// <summary>HTML of an embedded player.</summary>
    public string? FeaturedContent { get; init; }

    /// <summary>Who published it.</summary>
    public required RecordProvider Provider { get; init; }

    /// <summary>Names of its topics, the root first.</summary>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>Pictures; the old system wrote one at most.</summary>
    public IReadOnlyList<RecordPicture> Images { get; init; } = [];

    /// <summary>The other articles of the story, best quality first.</summary>
    public IReadOnlyList<RelatedItem> Related { get; init; } = [];

    /// <summary>Sealed provenance: <c>base64(ciphertext);base64(16 bytes)</c>; absent on a site without a key.</summary>
    public string? Secured { get; init; }
}

/// <summary>Another article of the same story, as a record lists it.</summary>
public sealed record RelatedItem
{
    /// <summary>Headline.</summary>
    public required string Title { get; init; }

    /// <summary>Summary; may be empty.</summary>
    public required string Excerpt { get; init; }

    /// <summary>When it was published, in UTC to the second.</summary>
    public required DateTimeOffset Published { get; init; }

    /// <summary>Its address; absent for videos.</summary>
    public string? WebUrl { get; init; }

    /// <summary>The AMP twin and its address in the cache.</summary>
    public AmpAddresses? Amp { get; init; }

    /// <summary><c>article</c> or <c>video</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Who published it; the format shows no logos here.</summary>
    public required RecordProvider Provider { get; init; }

    /// <summary>How good it is.</summary>
    public required int Quality { get; init; }

    /// <summary>Pictures.</summary>
    public IReadOnlyList<RecordPicture> Images { get; init; } = [];
}

/// <summary>The AMP twin of an article.</summary>
/// <param name="WebUrl">Its own address (<c>ampWebUrl</c>).</param>
/// <param name="CdnUrl">Its address in the AMP cache (<c>cdnAmpWebUrl</c>).</param>
public sealed record AmpAddresses(string WebUrl, string CdnUrl);

/// <summary>A publisher as a record names it.</summary>
/// <param name="Name">Name for people.</param>
/// <param name="Domain">Registrable domain or full host.</param>
public sealed record RecordProvider(string Name, string Domain)
{
    /// <summary>Logos. The format gives them no <c>isCached</c>; it is false here.</summary>
    public IReadOnlyList<RecordPicture> Images { get; init; } = [];
}

/// <summary>A picture as a record lists it.</summary>
/// <param name="Url">Absolute address.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="IsCached">Whether the site keeps a copy.</param>
public sealed record RecordPicture(string Url, int Width, int Height, bool IsCached);
