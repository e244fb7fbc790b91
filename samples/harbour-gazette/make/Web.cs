using System.Globalization;
using System.Net;
using System.Text;
using HarbourGazette.Make.Drawing;

namespace HarbourGazette.Make;

/// <summary>The invented web around Kelhaven: every address it answers, and what it says there.</summary>
internal sealed class Web
{
    private readonly string folder;

    public Web(string folder)
    {
        this.folder = folder;
        Outlets = [.. Directory.GetDirectories(folder).Order(StringComparer.Ordinal).Select(Outlet.Read)];
        Articles = [.. Outlets.SelectMany(outlet => outlet.Articles)];
    }

    public IReadOnlyList<Outlet> Outlets { get; }

    public IReadOnlyList<NewsArticle> Articles { get; }

    public IEnumerable<HttpResponse> Responses() =>
        Outlets.SelectMany(FrontDoor)
            .Concat(Articles.SelectMany(PagesOf))
            .Concat(Articles.SelectMany(PicturesOf))
            .Concat(Hosts().Select(host => Text($"https://{host}/robots.txt", "text/plain; charset=utf-8", "User-agent: *\nDisallow: /search\n", Started)));

    /// <summary>Address and story of every article: the truth the clustering is measured against.</summary>
    public string StoriesTable()
    {
        var table = new StringBuilder("# url\tstory\n");
        foreach (var article in Articles.OrderBy(article => article.KnownAs, StringComparer.Ordinal))
            table.Append(CultureInfo.InvariantCulture, $"{article.KnownAs}\t{article.Story}\n");
        return table.ToString();
    }

    private static DateTimeOffset Started => new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);

    private IEnumerable<string> Hosts() =>
        Outlets.Select(outlet => outlet.Host).Concat(["feeds.pressrelay.example", "img.coastline-tv.example", "www.youtube.com", "youtube.com", "i.ytimg.com"]);

    private IEnumerable<HttpResponse> FrontDoor(Outlet outlet)
    {
        var latest = outlet.Articles.Max(article => article.Published);
        yield return Text(outlet.FeedUrl, FeedText.ContentTypeOf(outlet), FeedText.Of(outlet), latest);
        yield return Text(outlet.Home, "text/html; charset=utf-8", HomeOf(outlet), latest);
        var logo = Logos.Draw(outlet.Id, outlet.Colours.Ink, outlet.Colours.Paper);
        yield return new HttpResponse(outlet.IconUrl, "image/png", logo, Started);
        yield return new HttpResponse($"https://{outlet.Host}/favicon.ico", "image/png", logo, Started);
    }

    private string HomeOf(Outlet outlet)
    {
        var headlines = string.Concat(outlet.Articles.OrderByDescending(article => article.Published).Take(12).Select(article =>
            $"    <li><a href=\"{WebUtility.HtmlEncode(article.Url)}\">{WebUtility.HtmlEncode(article.Title)}</a></li>\n"));
        return Template.Fill(Read("home.html"), new Dictionary<string, string?>
        {
            ["outlet"] = outlet.Name,
            ["about"] = outlet.About,
            ["home"] = outlet.Home,
            ["icon"] = outlet.IconUrl,
            ["feed"] = outlet.FeedUrl,
            ["feedType"] = FeedText.ContentTypeOf(outlet).Split(';')[0],
            ["headlines"] = headlines,
        });
    }

    private IEnumerable<HttpResponse> PagesOf(NewsArticle article)
    {
        const string Html = "text/html; charset=utf-8";
        var page = Fill(article, Path.Combine(article.Outlet.Id, "page.html"));
        yield return Text(article.Url, Html, page, article.Modified);
        if (article.FeedLink != article.Url)
        {
            // The redirector adds its marks, and the paper answers to the marked address as to its own.
            var marked = article.Url + "?utm_source=rss&utm_medium=feed&utm_campaign=kelhaven-chronicle";
            yield return Moved(article.FeedLink, marked);
            yield return Text(marked, Html, page, article.Modified);
        }
        if (article.AmpUrl is not null)
            yield return Text(article.AmpUrl, Html, Fill(article, Path.Combine(article.Outlet.Id, "amp.html")), article.Modified);
        if (article.VideoId is not null)
            yield return Moved(article.KnownAs, article.Url);
    }

    private static IEnumerable<HttpResponse> PicturesOf(NewsArticle article)
    {
        if (article.Scene is null)
            yield break;
        var (width, height) = article.VideoId is null ? (1200, 675) : (1280, 720);
        var extension = article.Outlet.PictureExtension;
        var type = extension == "jpg" ? "image/jpeg" : "image/" + extension;
        yield return new HttpResponse(article.PictureUrl!, type, Scenes.Draw(article.Scene, $"{article.Outlet.Id}/{article.Story}", width, height, extension), article.Published);
        if (article.VideoId is not null)
            yield return new HttpResponse($"https://i.ytimg.com/vi/{article.VideoId}/hqdefault.jpg", type, Scenes.Draw(article.Scene, $"{article.Outlet.Id}/{article.Story}", 480, 270, extension), article.Published);
    }

    private string Fill(NewsArticle article, string template)
    {
        var outlet = article.Outlet;
        var others = outlet.Articles.Where(other => other != article).OrderBy(other => (other.Published - article.Published).Duration()).Take(3);
        return Template.Fill(Read(template), new Dictionary<string, string?>
        {
            ["title"] = article.Title,
            ["summary"] = article.Summary,
            ["url"] = article.Url,
            ["amp"] = article.AmpUrl,
            ["author"] = article.Author,
            ["published"] = article.Published.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["modified"] = article.Modified.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["day"] = article.Published.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture),
            ["time"] = article.Published.ToString("HH:mm", CultureInfo.InvariantCulture),
            ["picture"] = article.PictureUrl,
            ["body"] = FeedText.Paragraphs(article),
            ["outlet"] = outlet.Name,
            ["about"] = outlet.About,
            ["home"] = outlet.Home,
            ["icon"] = outlet.IconUrl,
            ["feed"] = outlet.FeedUrl,
            ["video"] = article.VideoId,
            ["others"] = string.Concat(others.Select(other => $"<li><a href=\"{WebUtility.HtmlEncode(other.Url)}\">{WebUtility.HtmlEncode(other.Title)}</a></li>")),
        });
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(folder, name)).ReplaceLineEndings("\n");

    private static HttpResponse Text(string url, string type, string text, DateTimeOffset modified) =>
        new(url, type, Encoding.UTF8.GetBytes(text), modified);

    private static HttpResponse Moved(string from, string to) => new(from, "text/html; charset=utf-8", [], Started) { Location = to };
}
