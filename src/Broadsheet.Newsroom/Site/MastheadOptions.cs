namespace Broadsheet.Site;

/// <summary>The settings at the top of <c>broadsheet.yml</c>, outside any section.</summary>
public sealed class MastheadOptions
{
    /// <summary>Name of the site. Required.</summary>
    public string Title { get; set; } = "";

    /// <summary>Absolute address of the site, such as <c>https://example.org</c>. Required.</summary>
    public string Url { get; set; } = "";

    /// <summary>Path below <see cref="Url"/> the site lives at, such as <c>/news</c>. Default: none.</summary>
    public string BaseUrl { get; set; } = "";

    /// <summary>Where people read the site, when that is elsewhere. Default: none.</summary>
    public string? WebUrl { get; set; }

    /// <summary>A sentence about the site. Default: none.</summary>
    public string Description { get; set; } = "";

    /// <summary>Language tag. Default: <c>en-us</c>.</summary>
    public string Locale { get; set; } = "en-us";

    /// <summary>IANA time zone in which the site's days are counted. Default: <c>UTC</c>.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Address for replies, shown in newsletters and on the about page. Default: none.</summary>
    public string? Contact { get; set; }
}
