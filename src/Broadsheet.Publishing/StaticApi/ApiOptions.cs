using System.ComponentModel.DataAnnotations;

namespace Broadsheet.Publishing.StaticApi;

/// <summary>Settings of the JSON API that is kept as files.</summary>
public sealed class ApiOptions
{
    /// <summary>
    /// Which fields an item has: <c>modern</c> adds quality, story, related articles and reasons to those of the old API, <c>compat</c> writes the
    /// old ones to the byte. Default: modern.
    /// </summary>
    public ApiProfile Profile { get; set; } = ApiProfile.Modern;

    /// <summary>Items on a page, 1 to 1,000. Default: 25.</summary>
    [Range(1, 1000)]
    public int PageSize { get; set; } = 25;

    /// <summary>Whether each page also lies under the oldest spelling of its address, <c>page2/</c> beside <c>page/2/</c>. Default: false.</summary>
    public bool AliasPages { get; set; }

    /// <summary>
    /// Whether only topics have pages whose file names an address for the service <c>news</c>. The old system left 65 stories without an endpoint
    /// that way. Default: false.
    /// </summary>
    public bool OnlyTopicsWithService { get; set; }

    /// <summary>
    /// Sites whose newest item is older than this have dates in the site's time zone, and an empty line as content: the old API changed both on
    /// 22 November 2023. Default: none, dates are UTC.
    /// </summary>
    public DateTimeOffset? UtcSince { get; set; }
}

/// <summary>A set of fields.</summary>
public enum ApiProfile
{
    /// <summary>All we know.</summary>
    Modern,

    /// <summary>What the old API had.</summary>
    Compat,
}
