using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Broadsheet.Polling;
using Broadsheet.Publishing;
using Broadsheet.Site;
using Broadsheet.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Broadsheet.Server.Tests.Hubs;

/// <summary>A server, a publisher and a hub, all over real HTTP: from the first poll to a delivery, and what is refused.</summary>
public sealed class HubTests : IAsyncLifetime
{
    private const string PublicUrl = "https://paper.example";
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private readonly string root = Directory.CreateTempSubdirectory("broadsheet-hub-").FullName;
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 7, 18, 0, 0, TimeSpan.Zero));
    private readonly ConcurrentQueue<Dictionary<string, string>> asked = new();
    private FakePublisher publisher = null!;
    private FakeHub ours = null!;
    private LiveSite live = null!;
    private HttpClient http = null!;
    private string leaseSeconds = "864000";

    public async ValueTask InitializeAsync()
    {
        publisher = await FakePublisher.OpenAsync();
        publisher.On("/hub", AskHubAsync);
        ours = await FakeHub.OpenAsync();
        Publish("The ferry is late");
        await File.WriteAllTextAsync(Path.Combine(root, "broadsheet.yml"), $"""
            title: The Subscriber
            url: {PublicUrl}
            polling:
              allowLoopback: true
              obeyRobots: false
              hostDelay: 0s
            server:
              publicUrl: {PublicUrl}
            syndication:
              hubs: [{ours.Url}]
              allowPrivateHubs: true
            """, Cancellation);
        WriteFeeds(publisher.Url("/feed"));
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await live.DisposeAsync();
        await publisher.DisposeAsync();
        await ours.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task ADeliveryBringsNewsWithoutAPoll()
    {
        var request = await SubscribedAsync();
        Assert.Equal(("subscribe", publisher.Url("/feed")), (request["hub.mode"], request["hub.topic"]));
        Assert.StartsWith(PublicUrl + "/websub/", request["hub.callback"], StringComparison.Ordinal);
        Assert.True(request["hub.secret"].Length >= 32);
        var polls = Polls();

        var document = Feed("The ferry is late", "The bridge opens again");
        using var accepted = await DeliverAsync(request, document, "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(request["hub.secret"]), Encoding.UTF8.GetBytes(document))));

        Assert.Equal(HttpStatusCode.NoContent, accepted.StatusCode);
        await UntilTitlesAsync("The bridge opens again", "The ferry is late");
        Assert.Equal(polls, Polls());
    }

    /// <summary>News that a hub brought are passed on to the site's own hub, without a poll in between.</summary>
    [Fact]
    public async Task OurOwnHubIsToldOfWhatTheirsDelivered()
    {
        var request = await SubscribedAsync();
        var before = ours.Told.Count;

        var document = Feed("The ferry is late", "The bridge opens again");
        using var accepted = await DeliverAsync(request, document, "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(request["hub.secret"]), Encoding.UTF8.GetBytes(document))));

        await SampleSite.UntilAsync(() => Task.FromResult(ours.Told.Skip(before).Contains(("publish", PublicUrl + "/feed.xml", PublicUrl + "/feed.xml"))));
        Assert.Contains($"<atom:link rel=\"hub\" href=\"{ours.Url}\"", await http.GetStringAsync(new Uri("/feed.xml", UriKind.Relative), Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhileSubscribedTheFeedIsAskedFourTimesADayAndOtherwiseHourly()
    {
        var before = await NextPollAsync();
        await SubscribedAsync();
        await LetPassAsync(TimeSpan.FromHours(1.5));
        await SampleSite.UntilAsync(async () => await NextPollAsync() > before + TimeSpan.FromHours(2));

        Assert.InRange(await NextPollAsync() - clock.GetUtcNow(), TimeSpan.FromHours(5.9), TimeSpan.FromHours(6.7));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("sha256=00")]
    [InlineData("sha1=da39a3ee5e6b4b0d3255bfef95601890afd80709")]
    public async Task AForgedDeliveryIsThrownAwayWithoutAWord(string? signature)
    {
        var request = await SubscribedAsync();

        using var forged = await DeliverAsync(request, Feed("Buy now"), signature);
        var document = Feed("The ferry is late", "The harbour freezes");
        using var genuine = await DeliverAsync(request, document, "sha512=" + Convert.ToHexStringLower(HMACSHA512.HashData(Encoding.UTF8.GetBytes(request["hub.secret"]), Encoding.UTF8.GetBytes(document))));

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (forged.StatusCode, genuine.StatusCode));
        await UntilTitlesAsync("The ferry is late", "The harbour freezes");
    }

    [Fact]
    public async Task NobodyElseCanConfirmOrDeliver()
    {
        var request = await SubscribedAsync();
        var path = new Uri(request["hub.callback"]).AbsolutePath;

        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri(path + "0?hub.mode=subscribe&hub.topic=x&hub.challenge=y", UriKind.Relative), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri(path + "?hub.mode=subscribe&hub.topic=https://other.example/&hub.challenge=y", UriKind.Relative), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri($"{path}?hub.mode=unsubscribe&hub.topic={Uri.EscapeDataString(request["hub.topic"])}&hub.challenge=y", UriKind.Relative), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.PostAsync(new Uri("/websub/guess", UriKind.Relative), new StringContent("x"), Cancellation)).StatusCode);
        // Without waiting to be told to go on, the client may find the connection closed before it has read why.
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new ByteArrayContent(new byte[5 * 1024 * 1024]) };
        message.Headers.ExpectContinue = true;
        using var huge = await http.SendAsync(message, Cancellation);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, huge.StatusCode);
    }

    [Fact]
    public async Task TheLeaseIsRenewedBeforeItEndsAndSurvivesARestart()
    {
        leaseSeconds = "7200";
        await SubscribedAsync();
        // What the hub confirmed is stored with the next run.
        await LetPassAsync(TimeSpan.FromMinutes(16));
        await live.DisposeAsync();
        http.Dispose();
        await StartAsync();
        Assert.Single(asked);

        for (var i = 0; i < 6 && asked.Count == 1; i++)
            await LetPassAsync(TimeSpan.FromMinutes(16));

        Assert.Equal(2, asked.Count);
        Assert.Equal(asked.First()["hub.callback"], asked.Last()["hub.callback"]);
        Assert.Equal(asked.First()["hub.secret"], asked.Last()["hub.secret"]);
    }

    [Fact]
    public async Task AFeedThatIsTakenFromTheListIsUnsubscribed()
    {
        await SubscribedAsync();

        WriteFeeds(publisher.Url("/other"));
        await LetPassAsync(TimeSpan.FromMinutes(16));

        Assert.Equal(2, asked.Count);
        Assert.Equal("unsubscribe", asked.Last()["hub.mode"]);
        Assert.Equal(HttpStatusCode.OK, (await VerifyAsync(asked.Last(), live.Address)).StatusCode);
    }

    private async Task StartAsync()
    {
        live = await LiveSite.StartAsync(
            new LiveSetup
            {
                ReadSite = () =>
                {
                    var site = SiteFolder.Open(root);
                    NewsroomSettings.Read(site);
                    PressSettings.Read(site);
                    return site;
                },
                Address = "http://127.0.0.1:0",
                OpenWeb = options => WebFetcher.OnNetwork(options, clock),
                GivesWay = false,
                Time = clock,
                Logs = false,
            },
            Cancellation);
        http = SampleSite.ClientOf(live);
        await SampleSite.UntilAsync(async () => (await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancellation)).IsSuccessStatusCode);
    }

    private async Task<Dictionary<string, string>> SubscribedAsync()
    {
        await SampleSite.UntilAsync(() => Task.FromResult(!asked.IsEmpty));
        asked.TryPeek(out var request);
        using var answer = await VerifyAsync(request!, live.Address);
        Assert.Equal((HttpStatusCode.OK, "a challenge <b>"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation)));
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        return request!;
    }

    // The hub asks whether we meant it; the address is the server's, as a proxy in front of it would make it.
    private Task<HttpResponseMessage> VerifyAsync(Dictionary<string, string> request, string server) => http.GetAsync(
        new Uri(string.Create(CultureInfo.InvariantCulture,
            $"{server}{new Uri(request["hub.callback"]).AbsolutePath}?hub.mode={request["hub.mode"]}&hub.topic={Uri.EscapeDataString(request["hub.topic"])}&hub.challenge={Uri.EscapeDataString("a challenge <b>")}&hub.lease_seconds={leaseSeconds}")),
        Cancellation);

    private async Task<HttpResponseMessage> DeliverAsync(Dictionary<string, string> request, string document, string? signature)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(request["hub.callback"]).AbsolutePath, UriKind.Relative)) { Content = new StringContent(document, Encoding.UTF8, "application/rss+xml") };
        if (signature is not null)
            message.Headers.TryAddWithoutValidation("X-Hub-Signature", signature);
        return await http.SendAsync(message, Cancellation);
    }

    private async Task AskHubAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(Cancellation);
        asked.Enqueue(form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal));
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private void Publish(params string[] titles) => publisher.On("/feed", FakePublisher.Document(Feed(titles)));

    private string Feed(params string[] titles) => $"""
        <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Gazette</title><link>http://localhost/</link>
        <atom:link rel="hub" href="{publisher.Url("/hub")}"/><atom:link rel="self" href="{publisher.Url("/feed")}"/>
        {string.Concat(titles.Select(title => $"<item><title>{title}</title><link>{publisher.Url("/" + title.Replace(' ', '-'))}</link><description>It was said on Saturday that it is so, and nothing else is known yet.</description><pubDate>Sat, 07 Mar 2026 12:00:00 GMT</pubDate></item>"))}
        </channel></rss>
        """;

    private void WriteFeeds(string url) => File.WriteAllText(Path.Combine(root, "feeds.opml"), $"""
        <opml version="2.0" xmlns:broadsheet="https://broadsheet.news/opml"><head/><body>
          <outline type="rss" text="Gazette" xmlUrl="{url}" broadsheet:kind="curated" broadsheet:provider="gazette.example"/>
        </body></opml>
        """);

    private int Polls() => publisher.Requests.Count(request => request.Path == "/feed");

    private async Task<DateTimeOffset> NextPollAsync()
    {
        await SampleSite.UntilAsync(async () => (await JsonAsync("/api/v2/feeds")).GetProperty("value")[0].GetProperty("health").GetProperty("nextPoll").ValueKind == JsonValueKind.String);
        return (await JsonAsync("/api/v2/feeds")).GetProperty("value")[0].GetProperty("health").GetProperty("nextPoll").GetDateTimeOffset();
    }

    /// <summary>Lets time pass, more than the longest wait, while the server waits, until it has done the run that this calls for and waits again.</summary>
    private async Task LetPassAsync(TimeSpan time)
    {
        var since = await WaitingSinceAsync(null);
        clock.Advance(time);
        await WaitingSinceAsync(since);
    }

    private async Task<DateTimeOffset> WaitingSinceAsync(DateTimeOffset? run)
    {
        var last = DateTimeOffset.MinValue;
        await SampleSite.UntilAsync(async () =>
        {
            var status = await JsonAsync("/status");
            last = status.GetProperty("lastRun") is { ValueKind: JsonValueKind.Object } done ? done.GetProperty("at").GetDateTimeOffset() : DateTimeOffset.MinValue;
            return status.GetProperty("doing").GetString() == "waiting" && (run is null || last > run);
        });
        return last;
    }

    private Task UntilTitlesAsync(params string[] titles) => SampleSite.UntilAsync(async () =>
        (await JsonAsync("/api/v2/articles?published=any")).GetProperty("value").EnumerateArray().Select(article => article.GetProperty("title").GetString()!).Order(StringComparer.Ordinal).SequenceEqual(titles));

    private async Task<JsonElement> JsonAsync(string path)
    {
        using var document = JsonDocument.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation));
        return document.RootElement.Clone();
    }
}
