using System.Globalization;
using Broadsheet.Polling;
using Broadsheet.Publishing;
using Broadsheet.Publishing.Syndication;
using Broadsheet.Site;

namespace Broadsheet.Server.Hubs;

/// <summary>
/// Tells the hubs which feeds changed, so that they fetch them and pass the news on at once (W3C WebSub §6; the form is that of PubSubHubbub 0.4,
/// which hubs agree on). A hub that refuses or is away is told again later, by whatever process prints or serves the site then. Whatever a hub
/// does, the newspaper is out: trouble is reported and never thrown.
/// </summary>
public sealed class HubNotices : IDisposable
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyList<string> hubs;
    private readonly Masthead masthead;
    private readonly OwedNotices owed;
    private readonly TimeProvider time;
    private readonly HttpMessageInvoker web;

    private HubNotices(IReadOnlyList<string> hubs, Masthead masthead, bool allowPrivate, OwedNotices owed, TimeProvider time)
    {
        this.hubs = hubs;
        this.masthead = masthead;
        this.owed = owed;
        this.time = time;
        web = new HttpMessageInvoker(GuardedTransport.Create(LongestAnswer, address => allowPrivate || AddressGuard.IsPublic(address)));
    }

    /// <summary>Those of a site; null when it has no hub.</summary>
    /// <param name="site">The site.</param>
    /// <param name="time">The clock by which hubs that refused are told again.</param>
    public static HubNotices? Of(SiteFolder site, TimeProvider time) => Of(site, time, OwedNotices.Of);

    /// <summary>Those of a site, of which what is owed to hubs is known.</summary>
    internal static HubNotices? Of(SiteFolder site, TimeProvider time, Func<SiteFolder, OwedNotices> owedOf)
    {
        ArgumentNullException.ThrowIfNull(site);
        var options = PressSettings.Read(site).Syndication;
        return options.SafeHubs() is { Count: > 0 } hubs ? new HubNotices(hubs, site.Masthead, options.AllowPrivateHubs, owedOf(site), time) : null;
    }

    /// <summary>When a hub is to be told next; null when all were told.</summary>
    public DateTimeOffset? NextDue => owed.NextDue;

    /// <summary>Keeps which feeds a printing changed, until the hubs were told of them.</summary>
    public void Keep(PressReport printed) => Keep(ChangedFeeds.Of(printed, masthead));

    /// <summary>Keeps which feeds changed, until the hubs were told of them.</summary>
    /// <param name="feeds">Addresses of feeds.</param>
    public void Keep(IReadOnlyList<string> feeds) => owed.Owe(hubs, feeds, time.GetUtcNow());

    /// <summary>Tells all hubs what is due, side by side, for half a minute at most; of the feeds of the whole site first.</summary>
    /// <param name="cancellation">Ends it early; what was not told by then waits.</param>
    public async Task<IReadOnlyList<HubReport>> TellAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(LongestRound);
        return await Task.WhenAll(owed.Due(hubs, time.GetUtcNow()).Select(one => TellAsync(one.Hub, one.Notices, limit.Token)));
    }

    /// <inheritdoc/>
    public void Dispose() => web.Dispose();

    private async Task<HubReport> TellAsync(string hub, IReadOnlyList<OwedNotice> notices, CancellationToken limit)
    {
        var byFeed = notices.ToDictionary(notice => notice.Feed, StringComparer.Ordinal);
        var feeds = ChangedFeeds.InOrder(byFeed.Keys);
        List<OwedNotice> told = [], refused = [];
        Answer? trouble = null;
        foreach (var (place, feed) in feeds.Index())
        {
            var answer = await TellAsync(hub, feed, limit);
            trouble ??= answer.Trouble is null ? null : answer;
            // Time is up, which is no fault of the hub's: the rest waits as it is.
            if (answer.Trouble is not null && limit.IsCancellationRequested)
                break;
            (answer.Trouble is null ? told : refused).Add(byFeed[feed]);
            if (!answer.IsAway)
                continue;
            // Who does not answer about one feed will not about the next.
            refused.AddRange(feeds.Skip(place + 1).Select(next => byFeed[next]));
            break;
        }

        var givenUp = owed.Settle(told, refused, time.GetUtcNow(), trouble?.RetryAfter);
        return new HubReport(hub, told.Count, feeds.Count - told.Count, givenUp, trouble?.Trouble);
    }

    private async Task<Answer> TellAsync(string hub, string feed, CancellationToken limit)
    {
        using var answerLimit = CancellationTokenSource.CreateLinkedTokenSource(limit);
        answerLimit.CancelAfter(LongestAnswer);
        using var message = new HttpRequestMessage(HttpMethod.Post, hub)
        {
            // Some hubs go by one name of the feed, some by the other.
            Content = new FormUrlEncodedContent([new("hub.mode", "publish"), new("hub.topic", feed), new("hub.url", feed)]),
        };
        message.Headers.TryAddWithoutValidation("User-Agent", WebFetcher.Product);
        try
        {
            // What it answers besides the status is not read.
            using var response = await web.SendAsync(message, answerLimit.Token);
            var status = (int)response.StatusCode;
            return status is >= 200 and < 300 ? new Answer(null) : new Answer(string.Create(CultureInfo.InvariantCulture, $"It answered {status}."))
            {
                IsAway = status is 429 or >= 500,
                RetryAfter = response.Headers.TryGetValues("Retry-After", out var values) ? RetryAfter.Parse(values.First(), time.GetUtcNow()) : null,
            };
        }
        catch (OperationCanceledException)
        {
            return new Answer("It did not answer in time.") { IsAway = true };
        }
        catch (Exception trouble) when (trouble is HttpRequestException or IOException)
        {
            return new Answer(trouble is HttpRequestException { InnerException: IOException inner } ? inner.Message : trouble.Message) { IsAway = true };
        }
    }

    private sealed record Answer(string? Trouble)
    {
        public bool IsAway { get; init; }

        public TimeSpan? RetryAfter { get; init; }
    }
}

/// <summary>What became of telling a hub.</summary>
/// <param name="Hub">Its address.</param>
/// <param name="Told">How many feeds it was told of.</param>
/// <param name="Untold">How many it was not.</param>
/// <param name="GivenUp">How many of these it is told no more, having been told too often in vain.</param>
/// <param name="Trouble">The first reason, when there are any.</param>
public sealed record HubReport(string Hub, int Told, int Untold, int GivenUp, string? Trouble)
{
    /// <summary>The trouble in a sentence.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"The hub {Hub} was told of {Counted.Of(Told, "changed feed")} and not of {Untold}: {Trouble} {(GivenUp < Untold ? "It is told again later." : "It is told no more; its readers see them when it looks again.")}");
}
