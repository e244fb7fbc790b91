using Broadsheet.Site;
using Broadsheet.Storage;
using Broadsheet.Testing;
using static Broadsheet.Cli.Tests.BrokenWeb;

namespace Broadsheet.Cli.Tests;

/// <summary>What publishers see of one run after another.</summary>
public sealed class PoliteRunTests
{
    [Fact]
    public async Task ASecondRunKnowsTheRobotsFileOfTheFirst()
    {
        await using var web = await OpenAsync();
        web.Broken.On("/robots.txt", FakePublisher.Document("User-agent: *\nDisallow: /private", "text/plain"));
        web.Broken.On("/one", Page("The ferry is late")).On("/private/two", Page("The ferry is on time"));
        web.Broken.On(FeedPath, FakePublisher.Document(Feed(Item("The ferry is late", web.Broken.Url("/one")))));
        await BroadsheetProcess.DoneAsync("run", web.Root, "--now", "2026-03-07T18:00:00Z");

        web.Broken.On(FeedPath, FakePublisher.Document(Feed(Item("The ferry is late", web.Broken.Url("/one")), Item("The ferry is on time", web.Broken.Url("/private/two")))));
        await BroadsheetProcess.DoneAsync("run", web.Root, "--now", "2026-03-08T18:00:00Z");

        Assert.Equal([FeedPath, "/robots.txt", "/one", FeedPath], web.Broken.Requests.Select(request => request.Path).Where(path => path != "/favicon.ico"));
        Assert.Contains(web.Records(), record => record.EndsWith("-the-ferry-is-on-time.md", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ARunThatIsKilledHasKeptTheRobotsFilesItRead()
    {
        await using var web = await OpenAsync();
        web.Broken.On("/robots.txt", FakePublisher.Document("User-agent: *\nDisallow: /private", "text/plain"));
        web.Broken.On("/one", Page("The ferry is late")).On("/two", FakePublisher.Silence());
        web.Broken.On(FeedPath, FakePublisher.Document(Feed(Item("The ferry is late", web.Broken.Url("/one")), Item("The ferry is silent", web.Broken.Url("/two")))));

        Assert.True(await BroadsheetProcess.KillWhenAsync(RobotsKeptAsync(web), "run", web.Root, "--now", "2026-03-07T18:00:00Z"));
        web.Broken.On("/two", Page("The ferry is silent"));
        await BroadsheetProcess.DoneAsync("run", web.Root, "--now", "2026-03-07T18:10:00Z");

        Assert.Single(web.Broken.Requests, request => request.Path == "/robots.txt");
        Assert.Contains(web.Records(), record => record.EndsWith("-the-ferry-is-silent.md", StringComparison.Ordinal));
    }

    // The page that is silent keeps the run from its end meanwhile; once it is given up, the run keeps everything anyway.
    private static async Task RobotsKeptAsync(BrokenWeb web)
    {
        while (web.Broken.Requests.All(request => request.Path != "/two"))
            await Task.Delay(20, TestContext.Current.CancellationToken);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        silence.CancelAfter(TimeSpan.FromSeconds(10));
        while (!IsKept())
            await Task.Delay(20, silence.Token);

        bool IsKept()
        {
            using var store = NewsStore.Open(SiteFolder.Open(web.Root).StorePath);
            return store.Robots.All().Any(robots => robots.Address == web.Broken.Url("/robots.txt"));
        }
    }

    [Fact]
    public async Task APageIsAskedForAgainOnlyWhenItsItemSaysSomethingElse()
    {
        await using var web = await OpenAsync();
        web.Broken.On("/one", Page("The ferry is late"));
        async Task<int> AskedAfterAsync(string item, string now)
        {
            web.Broken.On(FeedPath, FakePublisher.Document(Feed(item)));
            await BroadsheetProcess.DoneAsync("run", web.Root, "--now", now);
            return web.Broken.Requests.Count(request => request.Path == "/one");
        }

        var item = Item("The ferry is late", web.Broken.Url("/one"));
        Assert.Equal(1, await AskedAfterAsync(item, "2026-03-07T18:00:00Z"));
        // The order and the white space of the feed are not the item's.
        Assert.Equal(1, await AskedAfterAsync(item.Replace("<link>", "\n   <link>", StringComparison.Ordinal), "2026-03-08T18:00:00Z"));

        Assert.Equal(2, await AskedAfterAsync(Item("The ferry is late again", web.Broken.Url("/one")), "2026-03-09T18:00:00Z"));
    }
}
