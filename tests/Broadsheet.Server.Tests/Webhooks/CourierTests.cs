using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Broadsheet.Server.Webhooks;
using Broadsheet.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Broadsheet.Server.Tests.Webhooks;

/// <summary>Events on their way to real receivers.</summary>
public sealed class CourierTests : IDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("a secret of more than 24 bytes");
    private readonly string folder = Directory.CreateTempSubdirectory("broadsheet-courier-").FullName;
    private readonly FakeTimeProvider clock = new(Some.Moment);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task AnEventArrivesSignedAndIsNotSentAgain()
    {
        await using var receiver = await Receiver.OpenAsync();
        using var store = WithAnEvent(receiver.Url);
        using var courier = Courier(store, receiver.Url);

        var first = await courier.RoundAsync(Cancellation);
        var second = await courier.RoundAsync(Cancellation);

        Assert.Equal((new CourierReport(1, 0, 0), new CourierReport(0, 0, 0)), (first, second));
        var sent = Assert.Single(receiver.All);
        Assert.Equal("story.new", sent.Kind);
        Assert.Equal(Some.Moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), sent.Timestamp);
        var signed = HMACSHA256.HashData(Secret, (byte[])[.. Encoding.UTF8.GetBytes($"{sent.Id}.{sent.Timestamp}."), .. sent.Body]);
        Assert.Equal("v1," + Convert.ToBase64String(signed), sent.Signature);
    }

    [Fact]
    public async Task WhatFailsIsTriedAgainLaterUnderTheSameIdAndEachTimeLater()
    {
        await using var receiver = await Receiver.OpenAsync(FakePublisher.Status(500));
        using var store = WithAnEvent(receiver.Url);
        using var courier = Courier(store, receiver.Url);
        var waits = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(1, (await courier.RoundAsync(Cancellation)).Failed);
            // Not before it is due.
            Assert.Equal(0, (await courier.RoundAsync(Cancellation)).Failed);
            var wait = Assert.Single(store.Deliveries("waiting", 10)).Due - clock.GetUtcNow();
            waits.Add(wait.TotalSeconds);
            clock.Advance(wait);
        }

        receiver.Answer(FakePublisher.Status(200));
        Assert.Equal(1, (await courier.RoundAsync(Cancellation)).Delivered);
        Assert.Equal(4, receiver.All.Count);
        Assert.Single(receiver.All.Select(sent => (sent.Id, Convert.ToHexString(sent.Body))).Distinct());
        Assert.Equal(4, receiver.All.Select(sent => sent.Timestamp).Distinct().Count());
        Assert.InRange(waits[0], 8, 12);
        Assert.InRange(waits[1], 32, 48);
        Assert.InRange(waits[2], 128, 192);
    }

    [Fact]
    public async Task AfterSoManyTriesItIsGivenUpAndCanBeTriedAgain()
    {
        await using var receiver = await Receiver.OpenAsync(FakePublisher.Status(404));
        using var store = WithAnEvent(receiver.Url);
        using var courier = Courier(store, receiver.Url, options => options.Attempts = 2);

        await courier.RoundAsync(Cancellation);
        clock.Advance(TimeSpan.FromMinutes(1));
        var last = await courier.RoundAsync(Cancellation);
        clock.Advance(TimeSpan.FromDays(2));
        await courier.RoundAsync(Cancellation);

        Assert.Equal(new CourierReport(0, 0, 1), last);
        Assert.Equal(("dead", 2, "404 NotFound"), (store.Deliveries(null, 10)[0].State, store.Deliveries(null, 10)[0].Attempts, store.Deliveries(null, 10)[0].Answer));
        Assert.Equal(2, receiver.All.Count);

        receiver.Answer(FakePublisher.Status(200));
        Assert.Equal(1, store.Retry(null, clock.GetUtcNow()));
        Assert.Equal(1, (await courier.RoundAsync(Cancellation)).Delivered);
        Assert.Single(receiver.All.Select(sent => sent.Id).Distinct());
    }

    [Fact]
    public async Task ASlowReceiverIsGivenUpOnInTimeAndHoldsUpNobodyElse()
    {
        await using var slow = await Receiver.OpenAsync(async context => await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        await using var quick = await Receiver.OpenAsync();
        using var store = WithAnEvent(slow.Url, quick.Url);
        var options = new WebhookOptions { Endpoints = [slow.Url, quick.Url], AllowPrivate = true };
        using var courier = new Courier(new WebhookSettings { Options = options, Secrets = [Secret] }, store, clock);

        var round = courier.RoundAsync(Cancellation);
        await SampleSite.UntilAsync(() => Task.FromResult(slow.All.Count == 1 && store.Counts().ContainsKey("delivered")));
        Assert.False(round.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(new CourierReport(1, 1, 0), await round);
        Assert.Equal("It did not answer within 15 s.", Assert.Single(store.Deliveries("waiting", 10)).Answer);
    }

    [Fact]
    public async Task WhatIsSentButNotKnownToBeIsSentAgainUnderTheSameId()
    {
        await using var receiver = await Receiver.OpenAsync();
        using var store = WithAnEvent(receiver.Url);
        // As if the process had been killed after the receiver had answered.
        using (var stopping = new CancellationTokenSource())
        {
            receiver.Answer(async context => await stopping.CancelAsync());
            using var killed = Courier(store, receiver.Url);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => killed.RoundAsync(stopping.Token));
        }

        receiver.Answer(FakePublisher.Status(204));
        clock.Advance(TimeSpan.FromMinutes(1));
        using var reopened = WebhookStore.Open(folder);
        using var next = Courier(reopened, receiver.Url);

        Assert.Equal(1, (await next.RoundAsync(Cancellation)).Delivered);
        Assert.Equal(2, receiver.All.Count);
        Assert.Single(receiver.All.Select(sent => sent.Id).Distinct());
    }

    [Fact]
    public async Task APrivateAddressIsNotConnectedToUnlessThatIsAllowed()
    {
        await using var receiver = await Receiver.OpenAsync();
        using var store = WithAnEvent(receiver.Url);
        using var courier = Courier(store, receiver.Url, options => options.AllowPrivate = false);

        await courier.RoundAsync(Cancellation);

        Assert.Empty(receiver.All);
        Assert.Contains("not on the public network", Assert.Single(store.Deliveries("waiting", 10)).Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARedirectIsNotFollowed()
    {
        await using var other = await Receiver.OpenAsync();
        await using var receiver = await Receiver.OpenAsync(FakePublisher.Redirect(other.Url, 307));
        using var store = WithAnEvent(receiver.Url);
        using var courier = Courier(store, receiver.Url);

        Assert.Equal(1, (await courier.RoundAsync(Cancellation)).Failed);
        Assert.Empty(other.All);
    }

    [Theory]
    [InlineData(410, "dead", 0)]
    [InlineData(503, "waiting", 900)]
    public async Task WhoWantsNoMoreGetsNoMoreAndWhoAsksForTimeGetsIt(int status, string state, int seconds)
    {
        await using var receiver = await Receiver.OpenAsync(FakePublisher.Status(status, "Retry-After: 900"));
        using var store = WithAnEvent(receiver.Url);
        using var courier = Courier(store, receiver.Url);

        await courier.RoundAsync(Cancellation);

        var delivery = Assert.Single(store.Deliveries(state, 10));
        Assert.True(delivery.Due - clock.GetUtcNow() >= TimeSpan.FromSeconds(seconds));
    }

    /// <summary>Nobody can make us keep their events for a year.</summary>
    [Theory]
    [InlineData("900", 900)]
    [InlineData("86400", 86_400)]
    [InlineData("31536000", 86_400)]
    public async Task AnEndpointIsGivenTheTimeItAsksForUpToADay(string asked, int seconds)
    {
        await using var receiver = await Receiver.OpenAsync(FakePublisher.Status(503, "Retry-After: " + asked));
        using var store = WithAnEvent(receiver.Url);
        using var courier = Courier(store, receiver.Url);

        await courier.RoundAsync(Cancellation);

        Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.Single(store.Deliveries("waiting", 10)).Due - clock.GetUtcNow());
    }

    [Fact]
    public async Task WhatWaitsForAnEndpointThatIsNamedNoLongerIsDropped()
    {
        await using var receiver = await Receiver.OpenAsync();
        using var store = WithAnEvent("https://gone.example/", receiver.Url);
        using var courier = Courier(store, receiver.Url);

        await courier.RoundAsync(Cancellation);

        Assert.Equal("https://gone.example/", Assert.Single(store.Deliveries("dropped", 10)).Endpoint);
    }

    private WebhookStore WithAnEvent(params string[] endpoints)
    {
        var store = WebhookStore.Open(folder);
        var options = new WebhookOptions { Endpoints = [.. endpoints] };
        NewsTeller.Tell(store, options, Some.Edition());
        NewsTeller.Tell(store, options, Some.Edition(Some.Story(Some.Article())));
        return store;
    }

    private Courier Courier(WebhookStore store, string endpoint, Action<WebhookOptions>? change = null)
    {
        var options = new WebhookOptions { Endpoints = [endpoint], AllowPrivate = true };
        change?.Invoke(options);
        return new Courier(new WebhookSettings { Options = options, Secrets = [Secret] }, store, clock);
    }
}
