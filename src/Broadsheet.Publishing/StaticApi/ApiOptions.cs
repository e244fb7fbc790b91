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

    /// <summary>
    /// How many pages are counted 1, 2, 3 from the newest, 1 to 1,000; <c>nextPage</c> of the last leads on to pages whose numbers never shift. Each
    /// counted page is written anew with every new item, so that more of them serve none but clients that count for themselves. The profile
    /// <c>compat</c> counts all. Default: 1.
    /// </summary>
    [Range(1, 1000)]
    public int CountedPages { get; set; } = 1;

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

    /// <summary>The place the news are about, for clients of the oldest API, which asked by place. Default: none, that API is not written.</summary>
    public LocationOptions Location { get; set; } = new();
}

/// <summary>A place.</summary>
public sealed class LocationOptions
{
    /// <summary>ISO 3166 code of the country, such as <c>US</c>; with it <c>compat/v1/news/index.json</c> is written. Default: none.</summary>
    public string IsoCode { get; set; } = "";

    /// <summary>Name of the country or region. Default: none.</summary>
    public string Country { get; set; } = "";

    /// <summary>Name of the province or state. Default: none.</summary>
    public string? Province { get; set; }

    /// <summary>Latitude in degrees, -90 to 90. Default: 0.</summary>
    [Range(-90.0, 90.0)]
    public double Latitude { get; set; }

    /// <summary>Longitude in degrees, -180 to 180. Default: 0.</summary>
    [Range(-180.0, 180.0)]
    public double Longitude { get; set; }
}

/// <summary>A set of fields.</summary>
public enum ApiProfile
{
    /// <summary>All we know.</summary>
    Modern,

    /// <summary>What the old API had.</summary>
    Compat,
}
