using System.Diagnostics;
using System.Globalization;
using Broadsheet.Feeds;
using Broadsheet.Polling;
using Broadsheet.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Broadsheet.Tests.Polling;

/// <summary>
/// Days with many feeds on fifty hosts, over real sockets in simulated time: what publishers see of us, and what we see of their news.
/// The week with a thousand feeds takes minutes and runs on request (<c>-explicit on</c>); its figures are in <c>bench/results/polling.md</c>.
/// </summary>
public sealed class PolitenessTests(ITestOutputHelper output)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    // Limits count in simulated time, which the pump below moves faster than this process may be scheduled.
    private static readonly PollingOptions Options = new() { TimeLimit = TimeSpan.FromMinutes(10), AllowLoopback = true };

    [Fact(Explicit = true)]
    public Task AWeekWithAThousandFeedsIsFreshAndPolite() => PollAsync(feedsPerHost: 20, TimeSpan.FromDays(7));

    [Fact]
    public Task TwoDaysWithAHundredAndFiftyFeedsAreFreshAndPolite() => PollAsync(feedsPerHost: 3, TimeSpan.FromDays(2));

    private async Task PollAsync(int feedsPerHost, TimeSpan length)
    {
        var start = Some.Moment;
        var clock = new FakeTimeProvider(start);
        var hosts = Enumerable.Range(0, 50).Select(i => new LoopbackHost(i, feedsPerHost, start, length, clock, Options.HostDelay)).ToList();
        await using var server = await LoopbackHost.OpenAsync(hosts);
        var gauge = new Gauge(GuardedTransport.Create(Options));
        using var web = new WebFetcher(gauge, new HostTurns(Options, clock), Options, clock);
        var poller = new FeedPoller(web, new FeedReader().Read, Options);
        var sources = hosts.SelectMany(host => host.Feeds.Select(feed => new Source { Url = host.Address + feed.Path })).ToList();
        var states = new Dictionary<string, PollState>(StringComparer.Ordinal);
        var seen = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var began = Stopwatch.GetTimestamp();

        while (clock.GetUtcNow() < start + length)
        {
            await PumpAsync(RunAsync(poller, sources, states, seen, clock.GetUtcNow()), clock, gauge);
            // As a server would: once a minute, when there is something to do.
            var wait = states.Values.Min(state => state.NextPoll!.Value) - clock.GetUtcNow();
            clock.Advance(wait > TimeSpan.FromMinutes(1) ? wait : TimeSpan.FromMinutes(1));
        }

        var news = hosts.SelectMany(host => host.Feeds).SelectMany(feed => feed.Between(start + TimeSpan.FromHours(1), start + length - feed.Interval)).ToList();
        var share = (double)news.Count(item => seen.TryGetValue(item.Id, out var at) && at - item.At <= item.Feed.Interval) / news.Count;
        var requests = hosts.Sum(host => host.Requests);
        var fixedRequests = sources.Count * (int)(length / TimeSpan.FromMinutes(15));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            feeds on hosts, simulated days              {sources.Count} on {hosts.Count}, {length.TotalDays}
            requests; asked every 15 minutes            {requests}; {fixedRequests} ({(double)fixedRequests / requests:0.0} times as many)
            new items; seen within their feed's interval {news.Count}; {share:P2}
            answers: not modified; too many requests    {hosts.Sum(host => host.NotModified)}; {hosts.Sum(host => host.TooMany)}
            bytes of documents; of unchanged ones with validators {hosts.Sum(host => host.Bytes)}; {hosts.Sum(host => host.BytesUnchanged)}
            connections opened; complaints              {hosts.Sum(host => host.Connections)}; {hosts.Sum(host => host.Complaints.Count)}
            seconds                                     {Stopwatch.GetElapsedTime(began).TotalSeconds:0}
            """));

        Assert.Empty(hosts.SelectMany(host => host.Complaints));
        Assert.True(hosts.Sum(host => host.TooMany) > 0);
        Assert.Equal(0, hosts.Sum(host => host.BytesUnchanged));
        Assert.True(share >= 0.95, $"{share:P2} of new items were seen within an interval of their feed's rhythm.");
        Assert.True(requests * 5 <= fixedRequests, $"{requests} requests.");
    }

    /// <summary>Moves the clock while all that is left to do is wait.</summary>
    private static async Task PumpAsync(Task run, FakeTimeProvider clock, Gauge gauge)
    {
        while (!run.IsCompleted)
        {
            await Task.WhenAny(run, Task.Delay(1, Cancellation));
            if (!run.IsCompleted && gauge.InFlight == 0)
                clock.Advance(TimeSpan.FromMilliseconds(500));
        }

        await run;
    }

    private static async Task RunAsync(
        FeedPoller poller, List<Source> sources, Dictionary<string, PollState> states, Dictionary<string, DateTimeOffset> seen, DateTimeOffset at)
    {
        // The poller reads them while answers come in.
        await foreach (var poll in poller.PollAsync(sources, states.ToDictionary(StringComparer.Ordinal), at, Cancellation))
        {
            states[poll.Source.Url] = poll.State;
            foreach (var item in poll.Feed?.Items ?? [])
                seen.TryAdd(item.Identity, at);
        }
    }

    /// <summary>Counts the requests that wait for their answer.</summary>
    private sealed class Gauge(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private int inFlight;

        public int InFlight => Volatile.Read(ref inFlight);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref inFlight);
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref inFlight);
            }
        }
    }
}
