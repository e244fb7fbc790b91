namespace Broadsheet.Publishing;

/// <summary>Where things are on the web site. An address, once given, stays.</summary>
internal sealed class SiteAddresses(Masthead masthead)
{
    private const string Root = "public/";

    /// <summary>Absolute address of the front page, with a slash at the end.</summary>
    public string Home { get; } = masthead.Url.TrimEnd('/') + masthead.BaseUrl + "/";

    /// <summary>Path of the site on its host, with a slash at both ends.</summary>
    public string Base { get; } = masthead.BaseUrl + "/";

    public static string Story(Story story) => "story/" + PathSegment.Of(story.Id) + "/";

    public static string Topic(Topic topic) => "topic/" + PathSegment.Of(topic.Id) + "/";

    public static string Provider(string domain) => "provider/" + PathSegment.Of(domain) + "/";

    /// <summary>Folder of a feed of one's own; there is no page at it.</summary>
    public static string Query(string name) => "query/" + PathSegment.Of(name) + "/";

    public static string Day(DateOnly day) => "day/" + IsoDate.Of(day) + "/";

    /// <summary>Address of a video's own page; the record format promises <c>/news/{file name}/</c>.</summary>
    public static string OwnPage(Article article) => "news/" + PathSegment.Of(Path.GetFileNameWithoutExtension(article.Path)) + "/";

    /// <summary>An article's lasting id as an address: a place on no particular page, because its story may change.</summary>
    public static string Article(Article article) => "article/" + PathSegment.Of(article.Id);

    /// <summary>The address below the host, such as <c>/base/topic/harbour/</c>.</summary>
    public string Local(string address) => Base + address;

    /// <summary>The absolute address.</summary>
    public string Absolute(string address) => Home + address;

    /// <summary>The file behind an address.</summary>
    public static string File(string address) => Root + (address.Length == 0 || address[^1] == '/' ? address + "index.html" : address);

    /// <summary>A picture's address as a page may use it: absolute when elsewhere, or below our own host; null when it is unsafe.</summary>
    public string? Picture(string url) => url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal)
        ? SafeLink.Of(masthead.Url.TrimEnd('/') + url) is null ? null : InBase(url)
        : SafeLink.Of(url) is { } safe ? Own(safe) : null;

    /// <summary>Our own pictures are named below the host, so that the site works wherever it is opened.</summary>
    private string Own(string url) => url.StartsWith(Home, StringComparison.Ordinal) ? Base + url[Home.Length..] : url;

    private string InBase(string path) => path.StartsWith(Base, StringComparison.Ordinal) ? path : masthead.BaseUrl + path;
}
