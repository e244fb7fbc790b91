using System.Globalization;
using Broadsheet.Polling;
using Broadsheet.Publishing;
using Broadsheet.Publishing.Syndication;
using Broadsheet.Site;

namespace Broadsheet.Server.Hubs;

/// <summary>
/// Tells the hubs which feeds changed, so that they fetch them and pass the news on at once (W3C WebSub §6; the form is that of PubSubHubbub 0.4,
/// which hubs agree on). Whatever a hub does, the newspaper is out: trouble is reported and never thrown.
/// </summary>
public sealed class HubNotices : IDisposable
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyList<string> hubs;
    private readonly Masthead masthead;
    private readonly HttpMessageInvoker web;

    private HubNotices(IReadOnlyList<string> hubs, Masthead masthead, bool allowPrivate)
    {
        this.hubs = hubs;
        this.masthead = masthead;
        web = new HttpMessageInvoker(GuardedTransport.Create(LongestAnswer, address => allowPrivate || AddressGuard.IsPublic(address)));
    }

    /// <summary>Those of a site; null when it has no hub.</summary>
    public static HubNotices? Of(SiteFolder site)
    {
        ArgumentNullException.ThrowIfNull(site);
        var options = PressSettings.Read(site).Syndication;
        return options.SafeHubs() is { Count: > 0 } hubs ? new HubNotices(hubs, site.Masthead, options.AllowPrivateHubs) : null;
    }

    /// <summary>Addresses of the feeds a printing changed, those of the whole site first.</summary>
    public IReadOnlyList<string> Changed(PressReport printed) => ChangedFeeds.Of(printed, masthead);

    /// <summary>Tells all hubs, side by side, for half a minute at most.</summary>
    /// <param name="feeds">Addresses of feeds that changed.</param>
    /// <param name="cancellation">Ends it early; what was not told by then counts as not told.</param>
    public async Task<IReadOnlyList<HubReport>> TellAsync(IReadOnlyList<string> feeds, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(feeds);
        if (feeds.Count == 0)
            return [];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(LongestRound);
        return await Task.WhenAll(hubs.Select(hub => TellAsync(hub, feeds, limit.Token)));
    }

    /// <inheritdoc/>
    public void Dispose() => web.Dispose();

    private async Task<HubReport> TellAsync(string hub, IReadOnlyList<string> feeds, CancellationToken limit)
    {
        var told = 0;
        string? trouble = null;
        foreach (var feed in feeds)
        {
            var (isTold, isAway, answer) = await TellAsync(hub, feed, limit);
            told += isTold ? 1 : 0;
            trouble ??= answer;
            // Who does not answer about one feed will not about the next.
            if (isAway)
                break;
        }

        return new HubReport(hub, told, feeds.Count - told, trouble);
    }

    private async Task<(bool IsTold, bool IsAway, string? Trouble)> TellAsync(string hub, string feed, CancellationToken limit)
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
            return status is >= 200 and < 300
                ? (true, false, null)
                : (false, status is 429 or >= 500, string.Create(CultureInfo.InvariantCulture, $"It answered {status}."));
        }
        catch (OperationCanceledException)
        {
            return (false, true, "It did not answer in time.");
        }
        catch (Exception trouble) when (trouble is HttpRequestException or IOException)
        {
            return (false, true, trouble is HttpRequestException { InnerException: IOException inner } ? inner.Message : trouble.Message);
        }
    }
}

/// <summary>What became of telling a hub.</summary>
/// <param name="Hub">Its address.</param>
/// <param name="Told">How many feeds it was told of.</param>
/// <param name="Untold">How many it was not.</param>
/// <param name="Trouble">The first reason, when there are any.</param>
public sealed record HubReport(string Hub, int Told, int Untold, string? Trouble)
{
    /// <summary>The trouble in a sentence.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"The hub {Hub} was told of {Counted.Of(Told, "changed feed")} and not of {Untold}: {Trouble} Its readers see them when it looks again.");
}
