using System.ComponentModel.DataAnnotations;

namespace Broadsheet.Publishing.Website;

/// <summary>What the web site shows and how much of it.</summary>
public sealed class WebsiteOptions
{
    /// <summary>Name of the built-in theme: <c>broadsheet</c> or <c>wire</c>. Default: <c>broadsheet</c>.</summary>
    public string Theme { get; set; } = "broadsheet";

    /// <summary>Stories beside and below the lead, shown with their excerpt. 0 to 20. Default: 6.</summary>
    [Range(0, 20)]
    public int SecondStories { get; set; } = 6;

    /// <summary>Stories in the rising row. 0 to 20. Default: 4.</summary>
    [Range(0, 20)]
    public int RisingStories { get; set; } = 4;

    /// <summary>Stories in each topic's section of the front page. 0 to 20. Default: 4.</summary>
    [Range(0, 20)]
    public int SectionStories { get; set; } = 4;

    /// <summary>Topic sections on the front page. 0 to 50. Default: 6.</summary>
    [Range(0, 50)]
    public int Sections { get; set; } = 6;

    /// <summary>Stories in the list at the foot of the front page. 0 to 200. Default: 9.</summary>
    [Range(0, 200)]
    public int MoreStories { get; set; } = 9;

    /// <summary>Headlines of other outlets under a story of the front page. 0 to 10. Default: 3.</summary>
    [Range(0, 10)]
    public int AlsoCovered { get; set; } = 3;

    /// <summary>Stories on a page of a list. 10 to 200. Default: 40.</summary>
    [Range(10, 200)]
    public int ListStories { get; set; } = 40;

    /// <summary>Hosts whose players may be shown, in a sandbox, on a video's own page. Default: YouTube and Vimeo.</summary>
    public List<string> PlayerHosts { get; set; } = ["www.youtube-nocookie.com", "www.youtube.com", "player.vimeo.com"];

    /// <summary>Whether pages carry an instant search over all headlines. Default: true.</summary>
    public bool Search { get; set; } = true;

    /// <summary>Whether <c>sitemap-news.xml</c> tells search engines of the stories of the last two days, as Google News wants it. Default: true; false in the compatibility profile.</summary>
    public bool NewsSitemap { get; set; } = true;
}
