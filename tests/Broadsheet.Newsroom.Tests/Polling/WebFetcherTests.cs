using System.Text;
using Broadsheet.Polling;
using Broadsheet.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Broadsheet.Tests.Polling;

public sealed class WebFetcherTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task TakesADocumentWithWhatTheHeadersSay()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/feed", FakePublisher.Document("<rss/>", "text/xml; charset=utf-8", 200,
            "ETag: W/\"odd \"", "Last-Modified: yesterday-ish", "Cache-Control: max-age=300", "Link: <https://hub.example/>; rel=hub"));

        var fetched = Assert.IsType<FetchResult.Fetched>(await FetchAsync(publisher, "/feed"));

        Assert.Equal("<rss/>", Encoding.UTF8.GetString(fetched.Body.Span));
        Assert.Equal("text/xml; charset=utf-8", fetched.ContentType);
        Assert.Equal("W/\"odd \"", fetched.ETag);
        Assert.Equal("yesterday-ish", fetched.LastModified);
        Assert.Equal(TimeSpan.FromMinutes(5), fetched.Freshness);
        Assert.Equal(["<https://hub.example/>; rel=hub"], fetched.Links);
        Assert.Null(fetched.MovedTo);
    }

    [Fact]
    public async Task TellsItsNameOrTheOneItIsGiven()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        using var web = WebFetcher.OnNetwork(Options(o => o.ContactUrl = "https://gazette.example"), TimeProvider.System);

        await web.FetchAsync(new FetchRequest { Url = publisher.Url("/a"), Kind = FetchKind.Feed }, Cancellation);
        await web.FetchAsync(new FetchRequest { Url = publisher.Url("/a"), Kind = FetchKind.Feed, UserAgent = "Other/1" }, Cancellation);

        Assert.Equal(["Broadsheet/0.1 (+https://gazette.example)", "Other/1"], publisher.Requests.Select(request => request.Headers["User-Agent"]));
    }

    [Fact]
    public async Task GivesValidatorsBackVerbatimAndUnderstandsNotModified()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/feed", FakePublisher.WithETag("<rss/>", "\"v1\""));

        var result = await FetchAsync(publisher, "/feed", request => request with { ETag = "\"v1\"", LastModified = "not a date" });

        Assert.IsType<FetchResult.NotModified>(result);
        Assert.Equal("not a date", publisher.Requests[0].Headers["If-Modified-Since"]);
    }

    [Fact]
    public async Task GivesBackEvenWhatIsNoAscii()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/feed", FakePublisher.WithETag("<rss/>", "\"\u00E9\u4E2D\""));
        using var web = WebFetcher.OnNetwork(Options(), TimeProvider.System);

        var first = Assert.IsType<FetchResult.Fetched>(await web.FetchAsync(Request(publisher, "/feed"), Cancellation));

        Assert.IsType<FetchResult.NotModified>(await web.FetchAsync(Request(publisher, "/feed") with { ETag = first.ETag }, Cancellation));
    }

    [Fact]
    public async Task FollowsARedirectWithLettersBeyondAscii()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/a", FakePublisher.Redirect("/caf\u00E9")).On("/caf%C3%A9", FakePublisher.Document("<rss/>"));

        Assert.IsType<FetchResult.Fetched>(await FetchAsync(publisher, "/a"));
    }

    [Fact]
    public async Task OpensOneConnectionToAHostHoweverMuchIsAsked()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        int open = 0, most = 0;
        for (var i = 0; i < 20; i++)
        {
            publisher.On($"/{i}", async context =>
            {
                most = Math.Max(most, Interlocked.Increment(ref open));
                await Task.Delay(5);
                await FakePublisher.Document("<rss/>")(context);
                Interlocked.Decrement(ref open);
            });
        }

        using var web = WebFetcher.OnNetwork(Options(), TimeProvider.System);
        var requests = Enumerable.Range(0, 20).Select(i => Request(publisher, $"/{i}")).ToList();
        var atOnce = await Task.WhenAll(requests.Select(request => web.FetchAsync(request, Cancellation)));

        Assert.All(atOnce, result => Assert.IsType<FetchResult.Fetched>(result));
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task StopsWhenTheReaderDoes()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        using var web = WebFetcher.OnNetwork(Options(), TimeProvider.System);
        var requests = Enumerable.Range(0, 1000).Select(i => Request(publisher, $"/{i}")).ToList();

        await foreach (var _ in web.FetchAllAsync(requests, Cancellation))
            break;

        Assert.True(publisher.Requests.Count < 500);
    }

    [Theory]
    [InlineData(410, null)]
    [InlineData(404, "http-404")]
    [InlineData(403, "http-403")]
    [InlineData(500, "http-500")]
    [InlineData(304, "http-304")]
    public async Task UnderstandsStatus(int status, string? code)
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/feed", FakePublisher.Status(status));

        var result = await FetchAsync(publisher, "/feed");

        Assert.Equal(code, (result as FetchResult.Failed)?.Code);
        Assert.Equal(code is null, result is FetchResult.Gone);
    }

    [Fact]
    public async Task TellsHowLongAHostWantsToBeLeftAlone()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/feed", FakePublisher.Status(429, "Retry-After: 3600"));
        using var web = WebFetcher.OnNetwork(Options(), TimeProvider.System);

        var first = Assert.IsType<FetchResult.Failed>(await web.FetchAsync(Request(publisher, "/feed"), Cancellation));
        var second = Assert.IsType<FetchResult.Failed>(await web.FetchAsync(Request(publisher, "/other"), Cancellation));

        Assert.Equal(("http-429", TimeSpan.FromHours(1)), (first.Code, first.RetryAfter));
        Assert.Equal("host-waiting", second.Code);
        Assert.Single(publisher.Requests);
    }

    [Fact]
    public async Task FollowsRedirectsAndTellsWhichArePermanent()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher
            .On("/a", FakePublisher.Redirect("/b", 301))
            .On("/b", FakePublisher.Redirect("/c", 308))
            .On("/c", FakePublisher.Redirect("/d", 302))
            .On("/d", FakePublisher.Redirect("/e", 301))
            .On("/e", FakePublisher.Document("<rss/>"));

        var fetched = Assert.IsType<FetchResult.Fetched>(await FetchAsync(publisher, "/a"));

        Assert.Equal(publisher.Url("/e"), fetched.FinalUrl);
        Assert.Equal(publisher.Url("/c"), fetched.MovedTo);
    }

    [Fact]
    public async Task FollowsFiveRedirectsAndNotSix()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        for (var i = 0; i < 6; i++)
            publisher.On($"/{i}", FakePublisher.Redirect($"/{i + 1}"));
        publisher.On("/6", FakePublisher.Document("<rss/>"));

        Assert.IsType<FetchResult.Fetched>(await FetchAsync(publisher, "/1"));
        Assert.Equal("too-many-redirects", Code(await FetchAsync(publisher, "/0")));
    }

    [Fact]
    public async Task GivesUpOnARedirectInACircle()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/a", FakePublisher.Redirect("/b")).On("/b", FakePublisher.Redirect("/a"));

        Assert.Equal("redirect-loop", Code(await FetchAsync(publisher, "/a")));
        Assert.Equal(2, publisher.Requests.Count);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/", "refused-address")]
    [InlineData("http://[::ffff:10.0.0.1]/", "refused-address")]
    [InlineData("http://0x7f.1/", "no-connection")]
    [InlineData("file:///etc/passwd", "refused-scheme")]
    [InlineData("gopher://gazette.example/", "refused-scheme")]
    public async Task RefusesWhereARedirectMustNotLead(string location, string code)
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/a", FakePublisher.Redirect(location));

        Assert.Equal(code, Code(await FetchAsync(publisher, "/a")));
    }

    [Fact]
    public async Task RefusesThisMachineUnlessAllowed()
    {
        await using var publisher = await FakePublisher.OpenAsync();

        Assert.Equal("refused-address", Code(await FetchAsync(publisher, "/a", options: o => o.AllowLoopback = false)));
        Assert.Empty(publisher.Requests);
    }

    [Theory]
    [InlineData("not an address", "bad-address")]
    [InlineData("", "bad-address")]
    [InlineData("ftp://gazette.example/feed", "refused-scheme")]
    [InlineData("https://no-such-host.invalid/", "no-such-host")]
    public async Task AnswersForAddressesThatCannotBeAsked(string url, string code)
    {
        using var web = WebFetcher.OnNetwork(Options(), TimeProvider.System);

        Assert.Equal(code, Code(await web.FetchAsync(new FetchRequest { Url = url, Kind = FetchKind.Feed }, Cancellation)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RefusesAFeedOf200Megabytes(bool isLengthStated)
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/feed", FakePublisher.Bytes(200L * 1024 * 1024, isLengthStated));

        Assert.Equal("too-large", Code(await FetchAsync(publisher, "/feed")));
    }

    [Fact]
    public async Task RefusesAFeedThatNeverEnds()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/feed", FakePublisher.Bytes(long.MaxValue, isLengthStated: false));

        Assert.Equal("too-large", Code(await FetchAsync(publisher, "/feed", options: o => o.FeedBytes = 256 * 1024)));
    }

    [Fact]
    public async Task RefusesAGzipBomb()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/feed", FakePublisher.GzipBomb(megabytes: 50));

        Assert.Equal("too-large", Code(await FetchAsync(publisher, "/feed")));
    }

    [Fact]
    public async Task SaysThatABodyBrokeOff()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/feed", FakePublisher.HalfBody());

        Assert.Equal("half-body", Code(await FetchAsync(publisher, "/feed")));
    }

    [Fact]
    public async Task DoesNotWaitForASilentServer()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/feed", FakePublisher.Silence());
        var clock = new FakeTimeProvider(Some.Moment);
        using var web = WebFetcher.OnNetwork(Options(), clock);

        var asking = web.FetchAsync(Request(publisher, "/feed"), Cancellation);
        while (publisher.Requests.Count == 0)
            await Task.Yield();
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(asking.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("time-out", Code(await asking));
    }

    [Fact]
    public async Task ReadsAPageOnlyUpToItsLimit()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/page", FakePublisher.Bytes(long.MaxValue, isLengthStated: false));

        var fetched = Assert.IsType<FetchResult.Fetched>(await FetchAsync(publisher, "/page", request => request with { Kind = FetchKind.Page }));

        Assert.Equal(4 * 1024 * 1024, fetched.Body.Length);
        Assert.True(fetched.IsPartial);
    }

    [Fact]
    public async Task LeavesWhatIsNoPage()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/page", FakePublisher.Document("%PDF", "application/pdf"));

        Assert.Equal("not-a-page", Code(await FetchAsync(publisher, "/page", request => request with { Kind = FetchKind.Page })));
    }

    [Fact]
    public async Task ObeysRobotsForPagesAndNotForFeeds()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher
            .On("/robots.txt", FakePublisher.Document("User-agent: *\nDisallow: /private", "text/plain"))
            .On("/private/page", FakePublisher.Document("<p>", "text/html"))
            .On("/open/page", FakePublisher.Document("<p>", "text/html"));
        using var web = WebFetcher.OnNetwork(Options(), TimeProvider.System);

        var refused = await web.FetchAsync(Request(publisher, "/private/page") with { Kind = FetchKind.Page }, Cancellation);
        var taken = await web.FetchAsync(Request(publisher, "/open/page") with { Kind = FetchKind.Page }, Cancellation);
        var feed = await web.FetchAsync(Request(publisher, "/private/page"), Cancellation);

        Assert.Equal("refused-by-robots", Code(refused));
        Assert.IsType<FetchResult.Fetched>(taken);
        Assert.IsType<FetchResult.Fetched>(feed);
        Assert.Equal(["/robots.txt", "/open/page", "/private/page"], publisher.Requests.Select(request => request.Path));
    }

    [Theory]
    [InlineData(404, true)]
    [InlineData(403, true)]
    [InlineData(500, false)]
    public async Task ReadsAMissingRobotsFileAsConsentAndABrokenOneAsRefusal(int status, bool isAllowed)
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/robots.txt", FakePublisher.Status(status)).On("/page", FakePublisher.Document("<p>", "text/html"));

        var result = await FetchAsync(publisher, "/page", request => request with { Kind = FetchKind.Page });

        Assert.Equal(isAllowed, result is FetchResult.Fetched);
        Assert.Equal(isAllowed ? null : "robots-unreachable", (result as FetchResult.Failed)?.Code);
    }

    [Fact]
    public async Task ReadsRobotsOnceHoweverManyPicturesAreAskedForAtOnce()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/robots.txt", FakePublisher.Document("User-agent: *\nDisallow: /private", "text/plain"));
        for (var i = 0; i < 10; i++)
            publisher.On($"/{i}.png", FakePublisher.Document("png", "image/png"));
        using var web = WebFetcher.OnNetwork(Options(), TimeProvider.System);

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => web.FetchAsync(Request(publisher, $"/{i}.png") with { Kind = FetchKind.Picture }, Cancellation)));

        Assert.All(results, result => Assert.IsType<FetchResult.Fetched>(result));
        Assert.Single(publisher.Requests, request => request.Path == "/robots.txt");
    }

    [Theory]
    [InlineData(FetchKind.Page)]
    [InlineData(FetchKind.Picture)]
    [InlineData(FetchKind.PictureHeader)]
    public async Task KeepsTheCrawlDelayBetweenPagesAndPictures(FetchKind kind)
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/robots.txt", FakePublisher.Document("User-agent: *\nCrawl-delay: 20", "text/plain")).On("/feed", FakePublisher.Document("<rss/>")).On("/a", FakePublisher.Document("a", "text/html"));
        var clock = new FakeTimeProvider(Some.Moment);
        using var web = WebFetcher.OnNetwork(Options(), clock);

        var asking = web.FetchAsync(Request(publisher, "/a") with { Kind = kind }, Cancellation);
        var times = new List<TimeSpan>();
        for (var seen = 0; !asking.IsCompleted; clock.Advance(TimeSpan.FromSeconds(1)))
        {
            await Task.Delay(20, Cancellation);
            for (; seen < publisher.Requests.Count; seen++)
                times.Add(clock.GetUtcNow() - Some.Moment);
        }

        await asking;
        // The last answer can be here before the loop has looked at its request.
        while (times.Count < publisher.Requests.Count)
            times.Add(clock.GetUtcNow() - Some.Moment);
        Assert.Equal(["/robots.txt", "/a"], publisher.Requests.Select(request => request.Path));
        Assert.InRange(times[1] - times[0], TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(22));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(23.9, false)]
    [InlineData(24.1, true)]
    [InlineData(-1, true)]
    public async Task RecallsForADayWhatAnEarlierRunReadOfRobots(double hoursAgo, bool asksAgain)
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/robots.txt", FakePublisher.Document("User-agent: *\nDisallow: /private", "text/plain")).On("/a", FakePublisher.Document("<p>", "text/html"));
        var clock = new FakeTimeProvider(Some.Moment);
        using var web = WebFetcher.OnNetwork(Options(), clock);
        web.Recall([new KnownRobots(publisher.Url("/robots.txt"), "User-agent: *\nDisallow: /a\n", Some.Moment.AddHours(-hoursAgo))]);

        var result = await web.FetchAsync(Request(publisher, "/a") with { Kind = FetchKind.Page }, Cancellation);

        Assert.Equal(asksAgain ? null : "refused-by-robots", Code(result));
        Assert.Equal(asksAgain ? ["/robots.txt", "/a"] : [], publisher.Requests.Select(request => request.Path));
        Assert.Equal(asksAgain ? [new KnownRobots(publisher.Url("/robots.txt"), "User-agent: *\nDisallow: /private\n", Some.Moment)] : [], web.TakeLearntRobots());
        Assert.Empty(web.TakeLearntRobots());
    }

    [Fact]
    public async Task ARecordingReadsRobotsAnewAndAReplayKnowsNoOther()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/robots.txt", FakePublisher.Document("User-agent: *\nDisallow: /private", "text/plain")).On("/a", FakePublisher.Document("<p>", "text/html"));
        KnownRobots[] before = [new(publisher.Url("/robots.txt"), "User-agent: *\nDisallow: /\n", TimeProvider.System.GetUtcNow())];
        var request = Request(publisher, "/a") with { Kind = FetchKind.Page };
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".warc.gz");

        using (var web = WebFetcher.Recording(path, Options(), TimeProvider.System, Some.Moment))
        {
            web.Recall(before);
            Assert.IsType<FetchResult.Fetched>(await web.FetchAsync(request, Cancellation));
            Assert.Single(web.TakeLearntRobots());
        }

        using (var web = WebFetcher.Replaying(path, Options(), Some.Moment))
        {
            web.Recall(before);
            Assert.IsType<FetchResult.Fetched>(await web.FetchAsync(request, Cancellation));
            Assert.Empty(web.TakeLearntRobots());
        }

        File.Delete(path);
        Assert.Equal(["/robots.txt", "/a"], publisher.Requests.Select(seen => seen.Path));
    }

    [Fact]
    public async Task LetsAFailingHostRest()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/feed", FakePublisher.Status(500));
        using var web = WebFetcher.OnNetwork(Options(), TimeProvider.System);
        var requests = Enumerable.Repeat(Request(publisher, "/feed"), 10).ToList();

        var codes = new List<string?>();
        await foreach (var (_, result) in web.FetchAllAsync(requests, Cancellation))
            codes.Add(Code(result));

        Assert.Equal(4, publisher.Requests.Count);
        Assert.Equal(6, codes.Count(code => code == "host-resting"));
    }

    [Fact]
    public async Task OpensOneConnectionForFeedsPagesAndPicturesAndPausesBetweenThem()
    {
        await using var publisher = await FakePublisher.OpenAsync();
        publisher.On("/robots.txt", FakePublisher.Status(404));
        var clock = new FakeTimeProvider(Some.Moment);
        var (open, most, times) = (0, 0, new List<DateTimeOffset>());
        FetchKind[] kinds = [FetchKind.Feed, FetchKind.Page, FetchKind.Picture, FetchKind.PictureHeader];
        for (var i = 0; i < 8; i++)
        {
            publisher.On($"/{i}", async context =>
            {
                most = Math.Max(most, Interlocked.Increment(ref open));
                times.Add(clock.GetUtcNow());
                await FakePublisher.Document("<rss/>", "text/html")(context);
                Interlocked.Decrement(ref open);
            });
        }

        using var web = WebFetcher.OnNetwork(Options(o => o.HostDelay = TimeSpan.FromSeconds(5)), clock);
        var asking = Task.WhenAll(Enumerable.Range(0, 8).Select(i => web.FetchAsync(Request(publisher, $"/{i}") with { Kind = kinds[i % 4] }, Cancellation)));
        for (; !asking.IsCompleted; clock.Advance(TimeSpan.FromSeconds(1)))
            await Task.Delay(10, Cancellation);

        Assert.All(await asking, result => Assert.IsType<FetchResult.Fetched>(result));
        Assert.Equal((1, 8), (most, times.Count));
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(5)));
    }

    private static FetchRequest Request(FakePublisher publisher, string path) => new() { Url = publisher.Url(path), Kind = FetchKind.Feed };

    private static string? Code(FetchResult result) => (result as FetchResult.Failed)?.Code;

    private static PollingOptions Options(Action<PollingOptions>? change = null)
    {
        var options = new PollingOptions { AllowLoopback = true, HostDelay = TimeSpan.Zero };
        change?.Invoke(options);
        return options;
    }

    private static async Task<FetchResult> FetchAsync(
        FakePublisher publisher, string path, Func<FetchRequest, FetchRequest>? change = null, Action<PollingOptions>? options = null)
    {
        using var web = WebFetcher.OnNetwork(Options(options), TimeProvider.System);
        var request = Request(publisher, path);
        return await web.FetchAsync(change?.Invoke(request) ?? request, Cancellation);
    }
}
