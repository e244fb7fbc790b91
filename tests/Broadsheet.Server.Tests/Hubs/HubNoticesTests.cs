using Broadsheet.Publishing;
using Broadsheet.Server.Hubs;
using Broadsheet.Site;
using Broadsheet.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Broadsheet.Server.Tests.Hubs;

/// <summary>Hubs are told of the feeds that changed, and whatever they do, nothing comes of it but a report.</summary>
public sealed class HubNoticesTests : IDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private readonly FakeTimeProvider clock = new(Some.Moment);
    private readonly string root = Directory.CreateTempSubdirectory("broadsheet-hub-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task EachChangedFeedIsToldOfAndNoOther()
    {
        await using var hub = await FakeHub.OpenAsync();
        var site = Site(hub.Url);
        using var notices = HubNotices.Of(site, clock)!;
        var (first, second) = (Some.Story(Some.Article(title: "Ferry returns")), Some.Story(Some.Article(title: "Bridge opens", provider: Some.Provider("Courier", "courier.example"), topics: [])));
        notices.Keep(Print(site, Some.Edition(first)));
        await notices.TellAsync(Cancellation);
        var before = hub.Told.Count;

        notices.Keep(Print(site, Some.Edition(first, second)));
        await notices.TellAsync(Cancellation);
        var after = hub.Told.Count;
        notices.Keep(Print(site, Some.Edition(first, second)));
        await notices.TellAsync(Cancellation);

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
        using var notices = HubNotices.Of(Site(hub.Url), clock)!;

        notices.Keep(["https://paper.example/feed.xml", "https://paper.example/atom.xml"]);

        var report = Assert.Single(await notices.TellAsync(Cancellation));

        Assert.Equal((0, 2, trouble), (report.Told, report.Untold, report.Trouble));
        Assert.Equal(asked, hub.Told.Count);
    }

    [Fact]
    public async Task AHubThatIsSilentIsGivenUpAndHoldsUpNoOther()
    {
        await using var silent = await FakeHub.OpenAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using var hub = await FakeHub.OpenAsync();
        using var notices = HubNotices.Of(Site(silent.Url, hub.Url), clock)!;
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));

        notices.Keep(["https://paper.example/feed.xml", "https://paper.example/atom.xml"]);

        var reports = await notices.TellAsync(soon.Token);

        Assert.Equal([(0, 2), (2, 0)], reports.Select(report => (report.Told, report.Untold)));
    }

    /// <summary>Later and later, by whatever process has the site then; and once it took it, no more.</summary>
    [Theory]
    [InlineData(503)]
    [InlineData(404)]
    public async Task AHubThatRefusedIsToldAgainByTheNextProcess(int status)
    {
        await using var hub = await FakeHub.OpenAsync(context => FakePublisher.Status(status)(context));
        var site = Site(hub.Url);
        Assert.Equal((0, 1), await TellAsync(site, "https://paper.example/feed.xml"));

        Assert.Equal((0, 0), await TellAsync(site));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((0, 1), await TellAsync(site));
        clock.Advance(TimeSpan.FromMinutes(3.9));
        Assert.Equal((0, 0), await TellAsync(site));
        clock.Advance(TimeSpan.FromMinutes(0.1));
        status = 204;
        Assert.Equal((1, 0), await TellAsync(site));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((0, 0), await TellAsync(site));

        Assert.Equal(Enumerable.Repeat("https://paper.example/feed.xml", 3), hub.Told.Select(notice => notice.Topic));
    }

    [Fact]
    public async Task AHubThatNeverTakesItIsGivenUp()
    {
        await using var hub = await FakeHub.OpenAsync(FakePublisher.Status(500));
        var site = Site(hub.Url);
        using var notices = HubNotices.Of(site, clock)!;
        notices.Keep(["https://paper.example/feed.xml"]);

        var reports = new List<HubReport>();
        while (notices.NextDue is not null)
        {
            reports.AddRange(await notices.TellAsync(Cancellation));
            clock.Advance(TimeSpan.FromHours(6));
        }

        Assert.Equal(8, hub.Told.Count);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 1], reports.Select(report => report.GivenUp));
        Assert.Contains("told again later", reports[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("told no more", reports[^1].ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(site.StatePath, "hubs.json")));
    }

    [Fact]
    public async Task AHubIsLeftAloneForAsLongAsItAsks()
    {
        await using var hub = await FakeHub.OpenAsync(FakePublisher.Status(429, "Retry-After: 600"));
        var site = Site(hub.Url);
        await TellAsync(site, "https://paper.example/feed.xml");

        clock.Advance(TimeSpan.FromSeconds(599));
        Assert.Equal((0, 0), await TellAsync(site));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((0, 1), await TellAsync(site));
    }

    /// <summary>News does not wait for an old refusal to be over, and one that comes during the telling is told of afterwards.</summary>
    [Fact]
    public async Task AFeedThatChangesAgainIsToldOfAtOnce()
    {
        HubNotices? notices = null;
        var answers = new Queue<Action<HttpContext>>([context => context.Response.StatusCode = 503, _ => notices!.Keep(["https://paper.example/feed.xml"]), _ => { }]);
        await using var hub = await FakeHub.OpenAsync(context =>
        {
            answers.Dequeue()(context);
            return Task.CompletedTask;
        });
        using var held = notices = HubNotices.Of(Site(hub.Url), clock)!;
        notices.Keep(["https://paper.example/feed.xml"]);
        Assert.Equal(0, Assert.Single(await notices.TellAsync(Cancellation)).Told);

        notices.Keep(["https://paper.example/feed.xml"]);
        Assert.Equal(1, Assert.Single(await notices.TellAsync(Cancellation)).Told);
        Assert.Equal(clock.GetUtcNow(), notices.NextDue);
        Assert.Equal(1, Assert.Single(await notices.TellAsync(Cancellation)).Told);
        Assert.Null(notices.NextDue);
    }

    [Fact]
    public async Task AHubThatIsNamedNoMoreIsOwedNothingAndADamagedFileIsNoTrouble()
    {
        await using var away = await FakeHub.OpenAsync(FakePublisher.Status(503));
        await using var hub = await FakeHub.OpenAsync();
        await TellAsync(Site(away.Url), "https://paper.example/feed.xml");
        clock.Advance(TimeSpan.FromDays(1));

        var site = Site(hub.Url);
        Assert.Equal((0, 0), await TellAsync(site));
        File.WriteAllText(Path.Combine(site.StatePath, "hubs.json"), "[{");
        Assert.Equal((1, 0), await TellAsync(site, "https://paper.example/feed.xml"));

        Assert.Single(away.Told);
        Assert.Single(hub.Told);
    }

    /// <summary>In a process of its own as far as the site can tell.</summary>
    private async Task<(int Told, int Untold)> TellAsync(SiteFolder site, params string[] changed)
    {
        using var notices = HubNotices.Of(site, clock)!;
        notices.Keep(changed);
        var reports = await notices.TellAsync(Cancellation);
        return (reports.Sum(report => report.Told), reports.Sum(report => report.Untold));
    }

    [Fact]
    public async Task AnAddressOfTheLocalNetworkIsNotToldUnlessItMayBe()
    {
        await using var hub = await FakeHub.OpenAsync();
        using var notices = HubNotices.Of(Site([hub.Url], ""), clock)!;

        notices.Keep(["https://paper.example/feed.xml"]);

        var report = Assert.Single(await notices.TellAsync(Cancellation));

        Assert.Contains("not on the public network", report.ToString(), StringComparison.Ordinal);
        Assert.Empty(hub.Told);
    }

    [Fact]
    public void WithoutAHubNobodyIsToldAndAnAddressOfAnotherKindIsAMistake()
    {
        Assert.Null(HubNotices.Of(Site([], ""), clock));
        var site = Site(["ftp://hub.example/"], "");
        Assert.Null(HubNotices.Of(site, clock));
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
