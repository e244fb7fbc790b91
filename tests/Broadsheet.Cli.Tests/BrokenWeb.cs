using System.Text.Json.Nodes;
using Broadsheet.Testing;
using Microsoft.AspNetCore.Http;

namespace Broadsheet.Cli.Tests;

/// <summary>A site that reads two publishers on the loopback: a healthy one, and one that a test breaks.</summary>
internal sealed class BrokenWeb : IAsyncDisposable
{
    /// <summary>The moment of all runs.</summary>
    private const string Now = "2026-03-07T18:00:00Z";

    // The site lies one folder down, so that a file written beside it would be seen.
    private readonly SiteCopy parent = SiteCopy.Empty();
    private readonly FakePublisher healthy;

    private BrokenWeb(FakePublisher healthy, FakePublisher broken)
    {
        this.healthy = healthy;
        Broken = broken;
    }

    /// <summary>The publisher to be broken; its feed is expected at <see cref="FeedPath"/>.</summary>
    public FakePublisher Broken { get; }

    public const string FeedPath = "/feed.xml";

    /// <summary>The site folder.</summary>
    public string Root => Path.Combine(parent.Root, "site");

    public static async Task<BrokenWeb> OpenAsync(string timeLimit = "20s")
    {
        var web = new BrokenWeb(await FakePublisher.OpenAsync(), await FakePublisher.OpenAsync());
        web.healthy.On(FeedPath, FakePublisher.Document(Feed(Item("The bridge opens again", web.healthy.Url("/bridge")))));
        web.healthy.On("/bridge", Page("The bridge opens again"));
        web.parent.Write("site/broadsheet.yml", $"""
            title: The Broken Web
            url: http://localhost:8080
            polling:
              allowLoopback: true
              hostDelay: 0s
              timeLimit: {timeLimit}

            """);
        web.parent.Write("site/feeds.opml", $"""
            <opml version="2.0" xmlns:broadsheet="https://broadsheet.news/opml"><head/><body>
              <outline type="rss" text="Broken" xmlUrl="{web.Broken.Url(FeedPath)}" broadsheet:kind="curated" broadsheet:provider="broken.example"/>
              <outline type="rss" text="Healthy" xmlUrl="{web.healthy.Url(FeedPath)}" broadsheet:kind="curated" broadsheet:provider="healthy.example"/>
            </body></opml>
            """);
        return web;
    }

    /// <summary>A feed of the items.</summary>
    public static string Feed(params string[] items) =>
        $"<rss version=\"2.0\"><channel><title>News</title><link>http://localhost/</link>{string.Concat(items)}</channel></rss>";

    /// <summary>An item; the title as it stands in the XML.</summary>
    public static string Item(string title, string link) =>
        $"<item><title>{title}</title><link>{link}</link><description>{Sentence}</description><pubDate>Sat, 07 Mar 2026 12:00:00 GMT</pubDate></item>";

    /// <summary>A page; the title as it stands in the HTML.</summary>
    public static RequestDelegate Page(string? title, string head = "") => FakePublisher.Document(
        $"<!doctype html><html lang=\"en\"><head>{(title is null ? "" : $"<title>{title}</title>")}{head}</head><body><article><p>{Sentence}</p></article></body></html>", "text/html");

    private const string Sentence = "After two years of repairs the bridge over the river carries cars and trams again, said the city on Saturday.";

    /// <summary>Runs the program; whatever the broken publisher did, the healthy one's article is published and the site is intact.</summary>
    public async Task<RunSummary> RunAsync()
    {
        var (outcome, peak) = await BroadsheetProcess.RunMeasuredAsync("run", Root, "--now", Now, "--json");

        Assert.Equal("", outcome.Errors);
        Assert.Equal(0, outcome.ExitCode);
        var run = JsonNode.Parse(outcome.Output)!["run"]!;
        Assert.Contains("The bridge opens again", File.ReadAllText(Path.Combine(Root, "public", "index.html")), StringComparison.Ordinal);
        Assert.Contains(Records(), record => record.EndsWith("-the-bridge-opens-again.md", StringComparison.Ordinal));
        Assert.Equal([Root], Directory.GetFileSystemEntries(parent.Root));
        PublishedSite.AssertIntact(Root);
        return new RunSummary(run, peak);
    }

    /// <summary>The records the run wrote.</summary>
    public string[] Records() => Directory.GetFiles(Path.Combine(Root, "_news"), "*.md", SearchOption.AllDirectories);

    public async ValueTask DisposeAsync()
    {
        await healthy.DisposeAsync();
        await Broken.DisposeAsync();
        parent.Dispose();
    }

    /// <summary>What the program said of its run.</summary>
    /// <param name="Run">The report.</param>
    /// <param name="Peak">Most memory it held, in bytes.</param>
    internal sealed record RunSummary(JsonNode Run, long Peak)
    {
        /// <summary>What became of the broken feed.</summary>
        public (string Outcome, string Reason) Feed
        {
            get
            {
                var feed = Run["feeds"]!.AsArray().Single(feed => feed!["title"]!.GetValue<string>() == "Broken")!;
                return (feed["outcome"]!.GetValue<string>(), feed["reason"]!.GetValue<string>());
            }
        }

        /// <summary>Why pages and pictures gave trouble.</summary>
        public IReadOnlyList<string> Troubles => [.. Run["troubles"]!.AsArray().Select(trouble => trouble!["reason"]!.GetValue<string>())];
    }
}
