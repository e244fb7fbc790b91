using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace HarbourGazette.Make;

/// <summary>The outlets' feeds. Each has the dialect and the habits of a content system one meets.</summary>
internal static class FeedText
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Media = "http://search.yahoo.com/mrss/";
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Rss1 = "http://purl.org/rss/1.0/";
    private static readonly XNamespace YouTube = "http://www.youtube.com/xml/schemas/2015";
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string ContentTypeOf(Outlet outlet) => outlet.FeedFormat switch
    {
        "atom" or "atommedia" => "application/atom+xml; charset=utf-8",
        "json" => "application/feed+json",
        "rss1" => "application/rdf+xml",
        // YouTube says no more than this.
        "youtube" => "text/xml; charset=UTF-8",
        "rss2min" => "text/xml",
        _ => "application/rss+xml; charset=utf-8",
    };

    public static string Of(Outlet outlet)
    {
        var newestFirst = outlet.Articles.OrderByDescending(article => article.Published).ToList();
        return outlet.FeedFormat switch
        {
            "rss2" => Print(NewspaperRss(outlet, newestFirst)),
            "rss2local" => Print(CouncilRss(outlet, newestFirst)),
            "rss2est" => Print(HostedRss(outlet, newestFirst)),
            "rss2blog" => Print(BlogRss(outlet, newestFirst)),
            "rss2min" => Print(HandmadeRss(outlet, newestFirst)),
            "rss1" => Print(PortRdf(outlet, newestFirst)),
            "atom" => Print(AtomFeed(outlet, newestFirst, withMedia: false)),
            "atommedia" => Print(AtomFeed(outlet, newestFirst, withMedia: true)),
            "json" => JsonFeed(outlet, newestFirst),
            "youtube" => Print(YouTubeFeed(outlet, newestFirst)),
            var format => throw new FormatException($"{outlet.Id}: there is no feed format '{format}'."),
        };
    }

    public static string Paragraphs(NewsArticle article) =>
        string.Join("\n", article.Paragraphs.Select(paragraph => $"<p>{WebUtility.HtmlEncode(paragraph)}</p>"));

    // Everything a modern newspaper system writes: full text, creator, media with sizes; links through the redirector.
    private static XElement NewspaperRss(Outlet outlet, List<NewsArticle> articles) => Rss2(
        outlet,
        [new XAttribute(XNamespace.Xmlns + "content", Content), new XAttribute(XNamespace.Xmlns + "dc", Dc), new XAttribute(XNamespace.Xmlns + "media", Media), new XAttribute(XNamespace.Xmlns + "atom", Atom)],
        [new XElement(Atom + "link", new XAttribute("rel", "self"), new XAttribute("type", "application/rss+xml"), new XAttribute("href", outlet.FeedUrl)), new XElement("ttl", 15)],
        articles.Select(article => new XElement(
            "item",
            new XElement("title", article.Title),
            new XElement("link", article.FeedLink),
            new XElement("guid", new XAttribute("isPermaLink", "false"), $"kelhavenchronicle-{article.Number}"),
            new XElement("pubDate", Rfc822(article.Published)),
            new XElement(Dc + "creator", new XCData(article.Author ?? "")),
            new XElement("description", $"<p>{WebUtility.HtmlEncode(article.Summary)}</p>"),
            new XElement(Content + "encoded", new XCData(Paragraphs(article))),
            new XElement(
                Media + "content",
                new XAttribute("url", article.PictureUrl!),
                new XAttribute("medium", "image"),
                new XAttribute("type", "image/jpeg"),
                new XAttribute("width", 1200),
                new XAttribute("height", 675)))));

    // The council's supplier sits in Oslo, and so does its clock.
    private static XElement CouncilRss(Outlet outlet, List<NewsArticle> articles) => Rss2(
        outlet,
        [],
        [new XElement("generator", "CivicPages 9")],
        articles.Select(article => new XElement(
            "item",
            new XElement("title", article.Title),
            new XElement("link", article.Url),
            new XElement("guid", new XAttribute("isPermaLink", "true"), article.Url),
            new XElement("pubDate", article.Published.ToOffset(TimeSpan.FromHours(1)).ToString("ddd, dd MMM yyyy HH:mm:ss '+0100'", CultureInfo.InvariantCulture)),
            new XElement("description", article.Summary))));

    // Hosted in New York: a named zone, and pictures as enclosures.
    private static XElement HostedRss(Outlet outlet, List<NewsArticle> articles) => Rss2(
        outlet,
        [new XAttribute(XNamespace.Xmlns + "media", Media)],
        [],
        articles.Select(article => new XElement(
            "item",
            new XElement("title", article.Title),
            new XElement("link", article.Url),
            new XElement("guid", new XAttribute("isPermaLink", "false"), $"{article.Number} at {outlet.Home.TrimEnd('/')}"),
            new XElement("pubDate", article.Published.ToOffset(TimeSpan.FromHours(-5)).ToString("ddd, d MMM yyyy HH:mm:ss 'EST'", CultureInfo.InvariantCulture)),
            new XElement("author", $"newsdesk@orrestmercury.example ({article.Author})"),
            new XElement("description", article.Summary),
            article.PictureUrl is null ? null : new XElement(Media + "thumbnail", new XAttribute("url", article.PictureUrl)))));

    // A blog: entities in titles, a "read more" in the description, and no date while a post is being edited.
    private static XElement BlogRss(Outlet outlet, List<NewsArticle> articles) => Rss2(
        outlet,
        [new XAttribute(XNamespace.Xmlns + "content", Content), new XAttribute(XNamespace.Xmlns + "dc", Dc)],
        [],
        articles.Select(article => new XElement(
            "item",
            new XElement("title", article.Title.Replace("&", "&#038;", StringComparison.Ordinal).Replace("–", "&#8211;", StringComparison.Ordinal).Replace("'", "&#8217;", StringComparison.Ordinal)),
            new XElement("link", article.Url),
            new XElement("guid", new XAttribute("isPermaLink", "false"), $"https://{outlet.Host}/?p={article.Number}"),
            article.Story is "cricket-pavilion" or "parkrun-ten" ? null : new XElement("pubDate", Rfc822(article.Published)),
            new XElement(Dc + "creator", new XCData(article.Author ?? "")),
            new XElement("category", new XCData("Sport")),
            new XElement("description", new XCData($"<p>{WebUtility.HtmlEncode(article.Summary)} <a class=\"more-link\" href=\"{article.Url}\">Read on &#8230;</a></p>")),
            new XElement(Content + "encoded", new XCData(Paragraphs(article))))));

    // Written by hand in an editor since 2001: title, link, description, and nothing else.
    private static XElement HandmadeRss(Outlet outlet, List<NewsArticle> articles)
    {
        var rss = Rss2(outlet, [], [], articles.Select(article => new XElement(
            "item",
            new XElement("title", article.Title),
            new XElement("link", article.Url),
            new XElement("description", article.Summary))));
        rss.SetAttributeValue("version", "0.92");
        return rss;
    }

    private static XElement PortRdf(Outlet outlet, List<NewsArticle> articles) => new(
        Rdf + "RDF",
        new XAttribute(XNamespace.Xmlns + "rdf", Rdf),
        new XAttribute("xmlns", Rss1.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "dc", Dc),
        new XElement(
            Rss1 + "channel",
            new XAttribute(Rdf + "about", outlet.FeedUrl),
            new XElement(Rss1 + "title", outlet.Name),
            new XElement(Rss1 + "link", outlet.Home),
            new XElement(Rss1 + "description", outlet.About),
            new XElement(Dc + "language", "en-GB"),
            new XElement(Rss1 + "items", new XElement(Rdf + "Seq", articles.Select(article => new XElement(Rdf + "li", new XAttribute(Rdf + "resource", article.Url)))))),
        articles.Select(article => new XElement(
            Rss1 + "item",
            new XAttribute(Rdf + "about", article.Url),
            new XElement(Rss1 + "title", article.Title),
            new XElement(Rss1 + "link", article.Url),
            new XElement(Rss1 + "description", article.Summary),
            new XElement(Dc + "date", W3c(article.Published)))));

    private static XElement AtomFeed(Outlet outlet, List<NewsArticle> articles, bool withMedia) => new(
        Atom + "feed",
        new XAttribute(XNamespace.Xml + "lang", "en-GB"),
        withMedia ? new XAttribute(XNamespace.Xmlns + "media", Media) : null,
        new XElement(Atom + "id", $"tag:{outlet.Host},2019:feed"),
        new XElement(Atom + "title", outlet.Name),
        new XElement(Atom + "subtitle", outlet.About),
        new XElement(Atom + "updated", W3c(articles.Max(article => article.Modified))),
        new XElement(Atom + "link", new XAttribute("rel", "self"), new XAttribute("href", outlet.FeedUrl)),
        new XElement(Atom + "link", new XAttribute("href", outlet.Home)),
        articles.Select(article => new XElement(
            Atom + "entry",
            new XElement(Atom + "id", $"tag:{outlet.Host},{article.Published:yyyy-MM-dd}:{article.Number}"),
            new XElement(Atom + "title", article.Title),
            new XElement(Atom + "link", new XAttribute("rel", "alternate"), new XAttribute("type", "text/html"), new XAttribute("href", article.Url)),
            new XElement(Atom + "published", W3c(article.Published)),
            new XElement(Atom + "updated", W3c(article.Modified)),
            new XElement(Atom + "author", new XElement(Atom + "name", article.Author ?? outlet.Name)),
            new XElement(Atom + "summary", new XAttribute("type", "html"), $"<p>{WebUtility.HtmlEncode(article.Summary)}</p>"),
            withMedia && article.PictureUrl is not null
                ? new XElement(Media + "thumbnail", new XAttribute("url", article.PictureUrl), new XAttribute("width", 1200), new XAttribute("height", 675))
                : null)));

    private static XElement YouTubeFeed(Outlet outlet, List<NewsArticle> articles) => new(
        Atom + "feed",
        new XAttribute(XNamespace.Xmlns + "yt", YouTube),
        new XAttribute(XNamespace.Xmlns + "media", Media),
        new XElement(Atom + "link", new XAttribute("rel", "self"), new XAttribute("href", outlet.FeedUrl)),
        new XElement(Atom + "id", $"yt:channel:{ChannelOf(outlet)}"),
        new XElement(YouTube + "channelId", ChannelOf(outlet)),
        new XElement(Atom + "title", outlet.Name),
        new XElement(Atom + "link", new XAttribute("rel", "alternate"), new XAttribute("href", $"https://www.youtube.com/channel/{ChannelOf(outlet)}")),
        new XElement(Atom + "author", new XElement(Atom + "name", outlet.Name), new XElement(Atom + "uri", $"https://www.youtube.com/channel/{ChannelOf(outlet)}")),
        new XElement(Atom + "published", "2019-05-04T09:00:00+00:00"),
        articles.Select(article => new XElement(
            Atom + "entry",
            new XElement(Atom + "id", $"yt:video:{article.VideoId}"),
            new XElement(YouTube + "videoId", article.VideoId),
            new XElement(YouTube + "channelId", ChannelOf(outlet)),
            new XElement(Atom + "title", article.Title),
            new XElement(Atom + "link", new XAttribute("rel", "alternate"), new XAttribute("href", article.Url)),
            new XElement(Atom + "author", new XElement(Atom + "name", outlet.Name), new XElement(Atom + "uri", $"https://www.youtube.com/channel/{ChannelOf(outlet)}")),
            new XElement(Atom + "published", Offset(article.Published)),
            new XElement(Atom + "updated", Offset(article.Modified)),
            new XElement(
                Media + "group",
                new XElement(Media + "title", article.Title),
                new XElement(Media + "content", new XAttribute("url", $"https://www.youtube.com/v/{article.VideoId}?version=3"), new XAttribute("type", "application/x-shockwave-flash"), new XAttribute("width", 640), new XAttribute("height", 390)),
                new XElement(Media + "thumbnail", new XAttribute("url", $"https://i.ytimg.com/vi/{article.VideoId}/hqdefault.jpg"), new XAttribute("width", 480), new XAttribute("height", 360)),
                new XElement(Media + "description", string.Join("\n\n", article.Paragraphs)),
                new XElement(
                    Media + "community",
                    new XElement(Media + "starRating", new XAttribute("count", 40 + (article.Number % 90)), new XAttribute("average", "5.00"), new XAttribute("min", 1), new XAttribute("max", 5)),
                    new XElement(Media + "statistics", new XAttribute("views", 900 + article.Number)))))));

    private static string JsonFeed(Outlet outlet, List<NewsArticle> articles)
    {
        var feed = new JsonObject
        {
            ["version"] = "https://jsonfeed.org/version/1.1",
            ["title"] = outlet.Name,
            ["home_page_url"] = outlet.Home,
            ["feed_url"] = outlet.FeedUrl,
            ["description"] = outlet.About,
            ["icon"] = outlet.IconUrl,
            ["language"] = "en-GB",
            ["items"] = new JsonArray([.. articles.Select(article => (JsonNode)ItemOf(article))]),
        };
        return feed.ToJsonString(Readable) + "\n";
    }

    private static JsonObject ItemOf(NewsArticle article)
    {
        var item = new JsonObject
        {
            ["id"] = article.Url,
            ["url"] = article.Url,
            ["title"] = article.Title,
            ["summary"] = article.Summary,
            ["content_html"] = Paragraphs(article),
            ["date_published"] = Offset(article.Published),
            ["date_modified"] = Offset(article.Modified),
        };
        if (article.PictureUrl is not null)
            item["image"] = article.PictureUrl;
        if (article.Author is not null)
            item["authors"] = new JsonArray(new JsonObject { ["name"] = article.Author });
        return item;
    }

    private static XElement Rss2(Outlet outlet, IEnumerable<XAttribute> namespaces, IEnumerable<XElement> channel, IEnumerable<XElement> items) => new(
        "rss",
        new XAttribute("version", "2.0"),
        namespaces,
        new XElement(
            "channel",
            new XElement("title", outlet.Name),
            new XElement("link", outlet.Home),
            new XElement("description", outlet.About),
            new XElement("language", "en-gb"),
            channel,
            items));

    private static string ChannelOf(Outlet outlet) => outlet.FeedUrl[(outlet.FeedUrl.IndexOf('=', StringComparison.Ordinal) + 1)..];

    private static string Rfc822(DateTimeOffset instant) => instant.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);

    private static string W3c(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Offset(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static string Print(XElement root)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        text.Append(root.ToString().ReplaceLineEndings("\n")).Append('\n');
        return text.ToString();
    }
}
