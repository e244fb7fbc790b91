using System.Net;
using Broadsheet.Testing;
using YamlDotNet.RepresentationModel;
using static Broadsheet.Cli.Tests.BrokenWeb;

namespace Broadsheet.Cli.Tests;

/// <summary>
/// Whatever a publisher sends, the run ends well, says why, and prints the others. What holds for all is asserted in
/// <see cref="BrokenWeb.RunAsync"/>.
/// </summary>
public sealed class BrokenInputTests
{
    [Fact]
    public async Task AFeedThatIsAWebPageIsNamed()
    {
        await using var web = await OpenAsync();
        web.Broken.On(FeedPath, FakePublisher.Document("<!doctype html><html><head><title>Sorry</title></head><body>We moved.</body></html>", "text/html"));

        Assert.Equal(("failed", "The address leads to a web page, not to a feed."), (await web.RunAsync()).Feed);
    }

    [Fact]
    public async Task AFeedThatIsEmptyIsNamed()
    {
        await using var web = await OpenAsync();
        web.Broken.On(FeedPath, FakePublisher.Document(""));

        Assert.Equal(("failed", "The feed is empty."), (await web.RunAsync()).Feed);
    }

    [Fact]
    public async Task AFeedOf200MegabytesIsLeftUnread()
    {
        await using var web = await OpenAsync();
        web.Broken.On(FeedPath, FakePublisher.Repeating("<rss version=\"2.0\"><channel>", Item("Again", "http://localhost/again"), 200_000_000));

        var summary = await web.RunAsync();

        Assert.Equal(("failed", "The answer is larger than 16,384 KiB."), summary.Feed);
        Assert.InRange(summary.Peak, 1, 300_000_000);
    }

    [Fact]
    public async Task AFeedThatNeverEndsIsGivenUp()
    {
        await using var web = await OpenAsync(timeLimit: "2s");
        web.Broken.On(FeedPath, FakePublisher.Repeating("<rss version=\"2.0\"><channel>", " ", long.MaxValue, TimeSpan.FromMilliseconds(50)));

        Assert.Equal(("failed", "The server was not done within 2 seconds."), (await web.RunAsync()).Feed);
    }

    [Fact]
    public async Task AFeedThatRedirectsForEverIsGivenUp()
    {
        await using var web = await OpenAsync();
        web.Broken.On(FeedPath, FakePublisher.Redirect("/1"));
        for (var i = 1; i <= 50; i++)
            web.Broken.On($"/{i}", FakePublisher.Redirect($"/{i + 1}"));

        Assert.Equal(("failed", "The server redirects more than 5 times."), (await web.RunAsync()).Feed);
    }

    [Fact]
    public async Task AFeedThatRedirectsInACircleIsGivenUp()
    {
        await using var web = await OpenAsync();
        web.Broken.On(FeedPath, FakePublisher.Redirect("/there")).On("/there", FakePublisher.Redirect(FeedPath));

        Assert.Equal(("failed", "The server redirects in a circle."), (await web.RunAsync()).Feed);
    }

    [Fact]
    public async Task AFeedThatRedirectsIntoTheCloudsOwnNetworkIsRefused()
    {
        await using var web = await OpenAsync();
        web.Broken.On(FeedPath, FakePublisher.Redirect("http://169.254.169.254/latest/meta-data/"));

        Assert.Equal(("failed", "169.254.169.254 leads to 169.254.169.254, which is not on the public network."), (await web.RunAsync()).Feed);
    }

    [Fact]
    public async Task AFeedWithABillionLaughsIsReadWithoutThem()
    {
        await using var web = await OpenAsync();
        var laughs = string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">"));
        web.Broken.On(FeedPath, FakePublisher.Document($"<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY l0 \"lol\">{laughs}]>" + Feed(Item("Laughs &l9; out loud", web.Broken.Url("/laughs")))));

        var summary = await web.RunAsync();

        Assert.StartsWith("The document type defines texts that are made of others; they were left as they stand.", summary.Feed.Reason, StringComparison.Ordinal);
        Assert.InRange(summary.Peak, 1, 300_000_000);
        Assert.All(web.Records(), record => Assert.InRange(new FileInfo(record).Length, 1, 10_000));
    }

    [Fact]
    public async Task AnItemAndPageWithoutTitleAreTurnedAway()
    {
        await using var web = await OpenAsync();
        web.Broken.On(FeedPath, FakePublisher.Document(Feed(Item("", web.Broken.Url("/untitled"))))).On("/untitled", Page(title: null));

        var summary = await web.RunAsync();

        Assert.Equal(1, summary.Run["rejected"]!["no-title"]!.GetValue<int>());
        var item = Assert.Single(summary.Run["turnedAway"]!.AsArray())!;
        Assert.Equal(("no-title", web.Broken.Url("/untitled"), web.Broken.Url(FeedPath)), (Text("code"), Text("link"), Text("source")));
        Assert.Single(web.Records());

        string Text(string name) => item[name]!.GetValue<string>();
    }

    [Fact]
    public async Task APageWithoutTitleTakesItFromItsFeed()
    {
        await using var web = await OpenAsync();
        web.Broken.On(FeedPath, FakePublisher.Document(Feed(Item("The ferry is late", web.Broken.Url("/untitled"))))).On("/untitled", Page(title: null));

        await web.RunAsync();

        Assert.Contains(web.Records(), record => record.EndsWith("-the-ferry-is-late.md", StringComparison.Ordinal));
    }

    [Fact]
    public async Task APictureOf900MegapixelsIsNotDecoded()
    {
        await using var web = await OpenAsync();
        var picture = HugePicture.Png(30_000, 30_000);
        web.Broken.On(FeedPath, FakePublisher.Document(Feed(Item("A wide view", web.Broken.Url("/view")))));
        web.Broken.On("/view", Page("A wide view", $"<meta property=\"og:image\" content=\"{web.Broken.Url("/view.png")}\">"));
        web.Broken.On("/view.png", async context =>
        {
            context.Response.ContentType = "image/png";
            await context.Response.Body.WriteAsync(picture);
        });

        var summary = await web.RunAsync();

        Assert.Contains("The picture has 30000×30000 pixels, too many for any reader.", summary.Troubles);
        Assert.InRange(summary.Peak, 1, 300_000_000);
    }

    [Fact]
    public async Task AHostileTitleIsTextInEveryFile()
    {
        const string title = "Say \"no\" to 'it'\n---\npublished: true {{ 6 | times: 7 }} {% raw %} ../../etc 5 < 6 & 7 > 2 <script>alert(1)</script> ]]> \\";
        await using var web = await OpenAsync();
        web.Broken.On(FeedPath, FakePublisher.Document(Feed(Item(WebUtility.HtmlEncode(WebUtility.HtmlEncode(title)), web.Broken.Url("/hostile")))));
        web.Broken.On("/hostile", Page(WebUtility.HtmlEncode(title), $"<meta property=\"og:title\" content=\"{WebUtility.HtmlEncode(title)}\">"));

        await web.RunAsync();

        var record = Assert.Single(web.Records(), record => !record.EndsWith("-the-bridge-opens-again.md", StringComparison.Ordinal));
        Assert.Matches("^[a-z0-9-]+\\.md$", Path.GetFileName(record));
        // Markup in a title is taken out, everything else stays as it was written.
        var shown = title.Replace('\n', ' ').Replace("<script>alert(1)</script> ", "", StringComparison.Ordinal);
        Assert.Equal(shown, ((YamlScalarNode)PublishedSite.RecordIn(record).Children["title"]).Value);
        Assert.Contains(PublishedSite.PageIn(Path.Combine(web.Root, "public", "index.html")).QuerySelectorAll("a"), link => link.TextContent.Trim() == shown);
    }
}
