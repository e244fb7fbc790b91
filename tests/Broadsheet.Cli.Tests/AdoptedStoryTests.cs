using System.Globalization;
using System.Text;
using System.Text.Json;
using Broadsheet.Polling.Recording;

namespace Broadsheet.Cli.Tests;

/// <summary>What the real program makes of articles on one event: wire copies, and records that were there before us.</summary>
public sealed class AdoptedStoryTests
{
    private const string Wire = "Engineers from three yards worked through the night to free the propeller shaft of the Kelhaven ferry, the harbour master told reporters on the quay.";

    [Fact]
    public async Task ExplainTellsAWireCopyAndWhatItsLikenessIsMadeOf()
    {
        using var site = SiteCopy.Empty();

        await RunAsync(site, new Paper("chronicle.example", "Ferry freed after a night of work", 9), new Paper("echo.example", "Ferry freed after night of work", 11));

        var copy = Slug(site, "ferry-freed-after-night");
        var people = await BroadsheetProcess.DoneAsync("explain", copy, site.Root, "--now", SiteCopy.Evening);
        using var told = JsonDocument.Parse((await BroadsheetProcess.DoneAsync("explain", copy, site.Root, "--now", SiteCopy.Evening, "--json")).Output);
        var placement = told.RootElement.GetProperty("placement");
        Assert.Contains("It is a wire copy of “Ferry freed after a night of work”", people.Output, StringComparison.Ordinal);
        Assert.Contains(" to “Ferry freed after a night of work”", people.Output, StringComparison.Ordinal);
        Assert.NotEqual(JsonValueKind.Null, placement.GetProperty("copyOf").ValueKind);
        Assert.Equal(placement.GetProperty("likeness").GetDouble(), placement.GetProperty("parts").EnumerateArray().Sum(part => part.GetProperty("value").GetDouble()), 1e-9);
        var story = told.RootElement.GetProperty("story");
        Assert.Equal(story.GetProperty("heat").GetInt32(), story.GetProperty("heatParts").EnumerateArray().Sum(part => part.GetProperty("value").GetInt32()));
    }

    [Fact]
    public async Task ANewArticleJoinsTheStoryOfARecordThatWasThereBefore()
    {
        using var site = SiteCopy.Empty();
        site.Write("_news/2026-03-07-propeller-caught-in-rope.md", Record("Kelhaven ferry stuck: propeller shaft caught in rope", Wire, 8));
        site.Write("_news/2026-03-07-council-budget.md", Record("Council passes the budget", "Six voted for the spending on schools and five against, after four hours of talk.", 8));

        await RunAsync(site, new Paper("echo.example", "Kelhaven ferry freed after night of work on propeller shaft", 11));

        var stories = JsonSerializer.Deserialize<List<ListedStory>>(
            (await BroadsheetProcess.DoneAsync("stories", "list", site.Root, "--all", "--now", SiteCopy.Evening, "--json")).Output, JsonSerializerOptions.Web)!;
        var joined = stories.Single(story => story.Articles.Count == 2);
        Assert.Equal(2, stories.Count);
        Assert.Contains(joined.Articles, article => article.Path.EndsWith("propeller-caught-in-rope.md", StringComparison.Ordinal));
        Assert.Contains(joined.Articles, article => article.Path.Contains("freed-after-night", StringComparison.Ordinal));
    }

    private static string Slug(SiteCopy site, string part) =>
        Path.GetFileNameWithoutExtension(Directory.GetFiles(Path.Combine(site.Root, "_news"), $"*{part}*.md", SearchOption.AllDirectories).Single())["2026-03-07-".Length..];

    private static string Record(string title, string excerpt, int hour) => string.Create(CultureInfo.InvariantCulture, $"""
        ---
        category: news
        title: "{title}"
        excerpt: "{excerpt}"
        publishedDateTime: 2026-03-07T{hour:00}:00:00Z
        originalUrl: "https://gazette.example/{title.Length}"
        webUrl: "https://gazette.example/{title.Length}"
        type: article
        quality: 100
        heat: 100
        published: true

        provider:
          name: Gazette
          domain: gazette.example

        topics:
          - Harbour

        ---


        """);

    /// <summary>Runs the site over papers that exist only in a recording; each prints the wire's text under a title of its own.</summary>
    private static async Task RunAsync(SiteCopy site, params IReadOnlyList<Paper> papers)
    {
        using var outside = SiteCopy.Empty();
        var recording = Path.Combine(outside.Root, "web.warc.gz");
        using (var warc = WarcWriter.Create(recording, new(2026, 3, 7, 18, 0, 0, TimeSpan.Zero)))
        {
            foreach (var paper in papers)
            {
                Answer(warc, $"https://{paper.Domain}/ferry", "text/html", $"<html lang=\"en\"><head><title>{paper.Title}</title></head><body><h1>{paper.Title}</h1><p>{Wire}</p></body></html>");
                Answer(warc, $"https://{paper.Domain}/feed.xml", "application/rss+xml", string.Create(CultureInfo.InvariantCulture, $"""
                    <rss version="2.0"><channel><title>{paper.Domain}</title><item><title>{paper.Title}</title><link>https://{paper.Domain}/ferry</link>
                    <description>{Wire}</description><pubDate>Sat, 07 Mar 2026 {paper.Hour:00}:00:00 GMT</pubDate></item></channel></rss>
                    """));
            }
        }

        site.Write("broadsheet.yml", "title: Kelhaven\nurl: http://localhost:8080\n");
        site.Write("feeds.opml", $"""
            <opml version="2.0" xmlns:broadsheet="https://broadsheet.news/opml"><head/><body>
            {string.Concat(papers.Select(paper => $"<outline type=\"rss\" text=\"{paper.Domain}\" xmlUrl=\"https://{paper.Domain}/feed.xml\" broadsheet:kind=\"curated\"/>"))}
            </body></opml>
            """);
        await BroadsheetProcess.DoneAsync("run", site.Root, "--replay", recording, "--now", SiteCopy.Evening);
    }

    private static void Answer(WarcWriter warc, string url, string type, string body) =>
        warc.Write("response", url, "application/http;msgtype=response", Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {type}; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));

    private sealed record Paper(string Domain, string Title, int Hour);

    private sealed record ListedStory(string Id, IReadOnlyList<ListedArticle> Articles);

    private sealed record ListedArticle(string Id, string Path);
}
