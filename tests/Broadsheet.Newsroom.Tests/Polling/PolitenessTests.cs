using System.Globalization;
using Broadsheet.Polling;
using Broadsheet.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Broadsheet.Tests.Polling;

/// <summary>A week with a thousand feeds on fifty hosts, in simulated time: what publishers see of us, and what we see of their news.</summary>
public sealed class PolitenessTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [Fact]
    public async Task AWeekOfPollingIsFreshAndPolite()
    {
        var start = Some.Moment;
        var clock = new FakeTimeProvider(start);
        var hosts = Enumerable.Range(0, 50).Select(i => new SimulatedHost(i, start)).ToList();
        // Limits count in simulated time, which the pump below moves faster than this process may be scheduled.
        var options = new PollingOptions { TimeLimit = TimeSpan.FromMinutes(10) };
        using var internet = new SimulatedInternet(hosts, clock, options.HostDelay);
        using var web = new WebFetcher(internet, new HostTurns(options, clock), options, clock);
        var poller = new FeedPoller(web, Lines.Read, options);
        var sources = hosts.SelectMany(host => host.Feeds).Select(feed => new Source { Url = feed.Url }).ToList();
        var states = new Dictionary<string, PollState>(StringComparer.Ordinal);
        var seen = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);

        while (clock.GetUtcNow() < start + Week)
        {
            var run = RunAsync(poller, sources, states, seen, clock.GetUtcNow());
            while (!run.IsCompleted)
            {
                await Task.WhenAny(run, Task.Delay(1, TestContext.Current.CancellationToken));
                if (!run.IsCompleted)
                    clock.Advance(TimeSpan.FromMilliseconds(500));
            }

            await run;
            // As a server would: once a minute, when there is something to do.
            var now = clock.GetUtcNow();
            var next = states.Values.Min(state => state.NextPoll!.Value);
            clock.Advance((next - now) is var wait && wait > TimeSpan.FromMinutes(1) ? wait : TimeSpan.FromMinutes(1));
        }

        var news = hosts.SelectMany(host => host.Feeds).SelectMany(feed => feed.Between(start + TimeSpan.FromHours(1), start + Week - feed.Interval)).ToList();
        var inTime = news.Count(item => seen.TryGetValue(item.Id, out var at) && at - item.At <= item.Feed.Interval);
        var fixedRequests = sources.Count * (int)(Week / TimeSpan.FromMinutes(15));
        var share = (double)inTime / news.Count;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{internet.Requests} requests, {(double)fixedRequests / internet.Requests:0.0} times fewer than every 15 minutes; {share:P2} of {news.Count} items in time; {internet.NotModified} not modified, {internet.TooMany} answered 429"));

        Assert.Empty(internet.Complaints);
        Assert.True(internet.TooMany > 0);
        Assert.True(share >= 0.95, $"{share:P2} of new items were seen within an interval of their feed's rhythm.");
        Assert.True(internet.Requests * 5 <= fixedRequests, $"{internet.Requests} requests.");
    }

    private static async Task RunAsync(
        FeedPoller poller, List<Source> sources, Dictionary<string, PollState> states, Dictionary<string, DateTimeOffset> seen, DateTimeOffset at)
    {
        await foreach (var poll in poller.PollAsync(sources, states.ToDictionary(StringComparer.Ordinal), at))
        {
            states[poll.Source.Url] = poll.State;
            foreach (var item in poll.Feed?.Items ?? [])
                seen.TryAdd(item.Identity, at);
        }
    }

    private sealed record News(string Id, DateTimeOffset At, SimulatedFeed Feed);

    /// <summary>A feed whose items come by chance, more by day than at night and at weekends, over five weeks before and the week itself.</summary>
    private sealed class SimulatedFeed
    {
        private const int Window = 30;
        private readonly List<News> items = [];

        public SimulatedFeed(string url, int number, DateTimeOffset start)
        {
            var chance = new Random(number);
            Url = url;
            HasValidators = number % 5 != 0;
            // Most feeds are slow and a few never sleep, as in any list of subscriptions.
            var perWeek = (number % 100) switch
            {
                < 35 => 1 + (chance.NextDouble() * 4),
                < 65 => 5 + (chance.NextDouble() * 20),
                < 87 => 25 + (chance.NextDouble() * 75),
                < 97 => 100 + (chance.NextDouble() * 150),
                _ => 250 + (chance.NextDouble() * 250),
            };
            Interval = Week / perWeek;
            var zone = chance.Next(24);
            var average = Enumerable.Range(0, 168).Average(hour => Weight(hour, zone));
            for (var hour = start.AddDays(-35); hour < start + Week; hour = hour.AddHours(1))
            {
                var rate = perWeek / 168 * Weight(((int)hour.DayOfWeek * 24) + hour.Hour, zone) / average;
                for (var time = -Math.Log(1 - chance.NextDouble()) / rate; time < 1; time += -Math.Log(1 - chance.NextDouble()) / rate)
                    items.Add(new News(string.Create(CultureInfo.InvariantCulture, $"{number}-{items.Count}"), hour.AddHours(time), this));
            }
        }

        public string Url { get; }

        public bool HasValidators { get; }

        public TimeSpan Interval { get; }

        public string? LastServed { get; set; }

        public string Path => new Uri(Url).AbsolutePath;

        public IEnumerable<News> Between(DateTimeOffset from, DateTimeOffset to) => items.Where(item => item.At >= from && item.At < to);

        public (string Tag, string Document) At(DateTimeOffset moment)
        {
            var count = items.TakeWhile(item => item.At <= moment).Count();
            var window = items.Take(count).TakeLast(Window).Reverse();
            return ($"\"{count}\"", Lines.Document([.. window.Select(item => Lines.Dated(item.Id, item.At))]));
        }

        private static double Weight(int hourOfWeek, int zone)
        {
            var local = (hourOfWeek + zone) % 168;
            var byDay = local / 24 is 0 or 6 ? 0.3 : 1;
            return byDay * (local % 24 is >= 7 and < 20 ? 1 : 0.12);
        }
    }

    /// <summary>A host with twenty feeds, which loses patience now and then.</summary>
    private sealed class SimulatedHost
    {
        public SimulatedHost(int number, DateTimeOffset start)
        {
            Name = $"host{number}.example";
            Feeds = [.. Enumerable.Range(0, 20).Select(i => new SimulatedFeed($"https://{Name}/{i}", (number * 20) + i, start))];
            LosesPatience = [.. Enumerable.Range(0, number % 3).Select(i => start.AddHours((13 * number % 80) + (i * 60)))];
        }

        public string Name { get; }

        public IReadOnlyList<SimulatedFeed> Feeds { get; }

        public List<DateTimeOffset> LosesPatience { get; }

        public int Open;

        public DateTimeOffset LastLeft { get; set; } = DateTimeOffset.MinValue;

        public DateTimeOffset SilentUntil { get; set; } = DateTimeOffset.MinValue;
    }

    private sealed class SimulatedInternet(List<SimulatedHost> hosts, TimeProvider clock, TimeSpan hostDelay) : HttpMessageHandler
    {
        private readonly Dictionary<string, SimulatedHost> byName = hosts.ToDictionary(host => host.Name, StringComparer.Ordinal);
        private readonly Lock counting = new();

        public int Requests { get; private set; }

        public int NotModified { get; private set; }

        public int TooMany { get; private set; }

        public List<string> Complaints { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var host = byName[request.RequestUri!.Host];
            if (Interlocked.Increment(ref host.Open) != 1)
                Complain($"{host.Name} had two connections");
            // Long enough in real time for a second connection to show.
            await Task.Yield();
            var response = Answer(host, request);
            host.LastLeft = clock.GetUtcNow();
            Interlocked.Decrement(ref host.Open);
            return response;
        }

        private HttpResponseMessage Answer(SimulatedHost host, HttpRequestMessage request)
        {
            var now = clock.GetUtcNow();
            lock (counting)
                Requests++;
            if (now < host.SilentUntil)
                Complain($"{host.Name} was asked at {now:O}, before {host.SilentUntil:O}");
            if (now - host.LastLeft < hostDelay)
                Complain($"{host.Name} had no pause");
            if (host.LosesPatience.Find(time => time <= now) is var time && time != default)
            {
                host.LosesPatience.Remove(time);
                return Refuse(host, now);
            }

            var feed = host.Feeds.First(feed => feed.Path == request.RequestUri!.AbsolutePath);
            var (tag, document) = feed.At(now);
            if (feed.HasValidators && request.Headers.NonValidated.TryGetValues("If-None-Match", out var tags) && tags.ToString() == tag)
            {
                lock (counting)
                    NotModified++;
                return new HttpResponseMessage(System.Net.HttpStatusCode.NotModified);
            }

            var response = new HttpResponseMessage { Content = new StringContent(document) };
            if (feed.HasValidators && feed.LastServed == tag)
                Complain($"{feed.Url} had to send again what had not changed");
            feed.LastServed = tag;
            if (feed.HasValidators)
                response.Headers.TryAddWithoutValidation("ETag", tag);
            return response;
        }

        private HttpResponseMessage Refuse(SimulatedHost host, DateTimeOffset now)
        {
            lock (counting)
                TooMany++;
            host.SilentUntil = now.AddMinutes(45);
            var response = new HttpResponseMessage(System.Net.HttpStatusCode.TooManyRequests);
            // Half of the hosts say it in seconds, half as a date; dates have whole seconds, so they ask for a little less.
            if (host.Name.Length % 2 == 0)
            {
                response.Headers.TryAddWithoutValidation("Retry-After", "2700");
            }
            else
            {
                host.SilentUntil = host.SilentUntil.AddTicks(-(host.SilentUntil.Ticks % TimeSpan.TicksPerSecond));
                response.Headers.TryAddWithoutValidation("Retry-After", host.SilentUntil.ToString("r", CultureInfo.InvariantCulture));
            }

            return response;
        }

        private void Complain(string complaint)
        {
            lock (counting)
                Complaints.Add(complaint);
        }
    }
}
