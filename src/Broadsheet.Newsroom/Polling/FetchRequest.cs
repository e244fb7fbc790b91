namespace Broadsheet.Polling;

/// <summary>Something to be asked of a publisher with one GET.</summary>
public sealed record FetchRequest
{
    /// <summary>Absolute http or https address.</summary>
    public required string Url { get; init; }

    /// <summary>What is expected there; decides limits, the Accept header and whether robots.txt is asked.</summary>
    public required FetchKind Kind { get; init; }

    /// <summary>The entity tag of the last answer, verbatim, with its quotes and W/ prefix.</summary>
    public string? ETag { get; init; }

    /// <summary>The Last-Modified of the last answer, verbatim; it need not be a date.</summary>
    public string? LastModified { get; init; }

    /// <summary>A user agent to send instead of ours.</summary>
    public string? UserAgent { get; init; }
}

/// <summary>What is expected at an address.</summary>
public enum FetchKind
{
    /// <summary>A feed: refused when too large.</summary>
    Feed,

    /// <summary>An article's page: read up to the limit, the rest is left.</summary>
    Page,

    /// <summary>A whole picture: refused when too large.</summary>
    Picture,

    /// <summary>The first bytes of a picture, enough to learn its size.</summary>
    PictureHeader,

    /// <summary>A robots.txt.</summary>
    Robots,
}
