using Broadsheet.Publishing;
using Broadsheet.Server.Hubs;
using Broadsheet.Site;
using Broadsheet.Testing;

namespace Broadsheet.Server.Tests.Hubs;

/// <summary>Hubs are told of the feeds that changed, and whatever they do, nothing comes of it but a report.</summary>
public sealed class HubNoticesTests : IDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private readonly string root = Directory.CreateTempSubdirectory("broadsheet-hub-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task EachChangedFeedIsToldOfAndNoOther()
    {
        await using var hub = await FakeHub.OpenAsync();
        var site = Site(hub.Url);
        using var notices = HubNotices.Of(site)!;
        var (first, second) = (Some.Story(Some.Article(title: "Ferry returns")), Some.Story(Some.Article(title: "Bridge opens", provider: Some.Provider("Courier", "courier.example"), topics: [])));
        await notices.TellAsync(notices.Changed(Print(site, Some.Edition(first))), Cancellation);
        var before = hub.Told.Count;

        await notices.TellAsync(notices.Changed(Print(site, Some.Edition(first, second))), Cancellation);
        var after = hub.Told.Count;
        await notices.TellAsync(notices.Changed(Print(site, Some.Edition(first, second))), Cancellation);

        Assert.Equal(
            ["https://paper.example/news/atom.xml", "https://paper.example/news/feed.json", "https://paper.example/news/feed.xml", "https://paper.example/news/provider/courier.example/atom.xml", "https://paper.example/news/provider/courier.example/feed.json", "https://paper.example/news/provider/courier.example/feed.xml"],
            hub.Told.Skip(before).Select(notice => notice.Topic));
        Assert.All(hub.Told, notice => Assert.Equal(("publish", notice.Topic), (notice.Mode, notice.Url)));
        Assert.Equal(after, hub.Told.Count);
    }

    [Theory]
    [InlineData(404, 2, "It answered 404.")]
    [InlineData(503, 1, "It answered 503.")]
    [InlineData(429, 1, "It answered 429.")]
    [InlineData(302, 2, "It answered 302.")]
    public async Task AHubThatRefusesIsReported(int status, int asked, string trouble)
    {
        await using var hub = await FakeHub.OpenAsync(FakePublisher.Status(status, "Location: http://127.0.0.1:1/"));
        using var notices = HubNotices.Of(Site(hub.Url))!;

        var report = Assert.Single(await notices.TellAsync(["https://paper.example/feed.xml", "https://paper.example/atom.xml"], Cancellation));

        Assert.Equal((0, 2, trouble), (report.Told, report.Untold, report.Trouble));
        Assert.Equal(asked, hub.Told.Count);
    }

    [Fact]
    public async Task AHubThatIsSilentIsGivenUpAndHoldsUpNoOther()
    {
        await using var silent = await FakeHub.OpenAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using var hub = await FakeHub.OpenAsync();
        using var notices = HubNotices.Of(Site(silent.Url, hub.Url))!;
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));

        var reports = await notices.TellAsync(["https://paper.example/feed.xml", "https://paper.example/atom.xml"], soon.Token);

        Assert.Equal([(0, 2), (2, 0)], reports.Select(report => (report.Told, report.Untold)));
    }

    [Fact]
    public async Task AnAddressOfTheLocalNetworkIsNotToldUnlessItMayBe()
    {
        await using var hub = await FakeHub.OpenAsync();
        using var notices = HubNotices.Of(Site([hub.Url], ""))!;

        var report = Assert.Single(await notices.TellAsync(["https://paper.example/feed.xml"], Cancellation));

        Assert.Contains("not on the public network", report.ToString(), StringComparison.Ordinal);
        Assert.Empty(hub.Told);
    }

    [Fact]
    public void WithoutAHubNobodyIsToldAndAnAddressOfAnotherKindIsAMistake()
    {
        Assert.Null(HubNotices.Of(Site([], "")));
        var site = Site(["ftp://hub.example/"], "");
        Assert.Null(HubNotices.Of(site));
        Assert.Contains(site.Problems.All, problem => problem.IsError && problem.ToString().Contains("syndication.hubs", StringComparison.Ordinal));
    }

    private static PressReport Print(SiteFolder site, Edition edition) =>
        PrintingPress.Open(site, null).Print(edition with { Masthead = site.Masthead });

    private SiteFolder Site(params string[] hubs) => Site(hubs, "  allowPrivateHubs: true\n");

    private SiteFolder Site(string[] hubs, string more)
    {
        File.WriteAllText(Path.Combine(root, SiteFolder.SettingsName), $"title: The Paper\nurl: https://paper.example\nbaseUrl: /news\nsyndication:\n  hubs: [{string.Join(", ", hubs)}]\n{more}");
        return SiteFolder.Open(root);
    }
}
