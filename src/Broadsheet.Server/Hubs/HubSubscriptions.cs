using System.Collections.Concurrent;
using System.Threading.Channels;
using Broadsheet.Polling;
using Broadsheet.Polling.WebSub;
using Microsoft.Extensions.Logging;

namespace Broadsheet.Server.Hubs;

/// <summary>
/// Our subscriptions at the hubs that feeds announce. Requests ask it while the pressroom goes about its runs; the pressroom alone reads and writes the store,
/// takes what was delivered, and asks hubs. So what a hub confirms counts at once and is stored at the next run; were it lost in between, we ask again.
/// </summary>
internal sealed partial class HubSubscriptions(LiveSetup setup, ILogger<HubSubscriptions> logger)
{
    /// <summary>Largest document a hub may deliver, in bytes; a larger one comes with the next poll.</summary>
    public const int LargestDelivery = 4 * 1024 * 1024;

    // A hub that is refused tries again, and polling brings what it gives up on.
    private const int MostWaiting = 16;

    private readonly ConcurrentDictionary<string, Held> byToken = new(StringComparer.Ordinal);
    private readonly Channel<Delivery> deliveries = Channel.CreateBounded<Delivery>(MostWaiting);

    /// <summary>Done as soon as something was delivered.</summary>
    public ValueTask<bool> WaitForDeliveryAsync(CancellationToken cancellation) => deliveries.Reader.WaitToReadAsync(cancellation);

    /// <summary>Answers a hub that asks whether we meant it.</summary>
    public WebSubAnswer Answer(string token, IReadOnlyDictionary<string, string> query, DateTimeOffset at)
    {
        if (!byToken.TryGetValue(token, out var held))
            return new WebSubAnswer(404, "", null);
        var answer = WebSubSubscriber.Answer(held.Subscription, query, held.IsWanted, at);
        // The pressroom may be about to store it; the hub then asks again.
        if (answer.Status == 200 && !byToken.TryUpdate(token, held with { Subscription = answer.Subscription! }, held))
            return Answer(token, query, at);
        return answer;
    }

    /// <summary>Whether a delivery may come for this token.</summary>
    public bool Knows(string token) => byToken.ContainsKey(token);

    /// <summary>Takes a delivery; false when there is no room. One that is not the hub's own is thrown away without a word, as §7.1 of WebSub asks.</summary>
    public bool Take(string token, string? signature, string? contentType, ReadOnlyMemory<byte> body)
    {
        if (!byToken.TryGetValue(token, out var held) || !held.IsWanted)
            return true;
        if (!WebSubSubscriber.IsGenuine(held.Subscription, signature, body.Span))
        {
            LogForged(held.SourceUrl);
            return true;
        }

        return deliveries.Writer.TryWrite(new Delivery(held.SourceUrl, held.Subscription.Topic, contentType, body));
    }

    /// <summary>Gives the newsroom what was delivered and confirmed since the last run.</summary>
    public void HandOver(Newsroom newsroom, WebFetcher web, DateTimeOffset at)
    {
        foreach (var token in byToken.Keys.Order(StringComparer.Ordinal))
            Store(newsroom, token);
        while (deliveries.Reader.TryRead(out var delivery))
            newsroom.TakeDelivery(web, delivery, at);
    }

    /// <summary>Asks hubs for what is due: subscriptions to be made, renewed or ended; and stores how things stand.</summary>
    /// <param name="publicUrl">Where hubs reach this server.</param>
    /// <param name="newsroom">The site at work.</param>
    /// <param name="web">The web.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task RenewAsync(string publicUrl, Newsroom newsroom, WebFetcher web, CancellationToken cancellation)
    {
        var wanted = newsroom.WantedSubscriptions();
        foreach (var (source, subscription) in newsroom.Subscriptions())
            byToken.TryAdd(subscription.Token, new Held(source, subscription, IsWanted: true) { Stored = subscription });
        foreach (var (source, subscription) in wanted)
            byToken.TryAdd(subscription.Token, new Held(source, subscription, IsWanted: true));

        var tokens = wanted.Select(one => one.Subscription.Token).ToHashSet(StringComparer.Ordinal);
        foreach (var token in byToken.Keys.Order(StringComparer.Ordinal))
        {
            byToken[token] = byToken[token] with { IsWanted = tokens.Contains(token) };
            await AskAsync(token, publicUrl, web, cancellation);
            Store(newsroom, token);
        }
    }

    private async Task AskAsync(string token, string publicUrl, WebFetcher web, CancellationToken cancellation)
    {
        var held = byToken[token];
        var now = setup.Time.GetUtcNow();
        var isForLeaving = !held.IsWanted;
        // Leaving is asked once; a hub that does not hear it ends with the lease.
        if (isForLeaving ? !WebSubSubscriber.IsActive(held.Subscription, now) || held.HasLeft : WebSubSubscriber.AskAt(held.Subscription, now) > now)
            return;
        // Before the hub is asked: some ask back before they answer.
        byToken[token] = held with { Subscription = held.Subscription with { AskedAt = now, Denied = null }, HasLeft = isForLeaving };
        var form = WebSubSubscriber.RequestFor(held.Subscription, $"{publicUrl.TrimEnd('/')}/websub/{token}", isForLeaving);
        if (await web.PostAsync(held.Subscription.Hub, form, cancellation) is { } failure)
            LogRefused(held.Subscription.Hub, held.SourceUrl, failure.Reason);
    }

    private void Store(Newsroom newsroom, string token)
    {
        var held = byToken[token];
        if (held.IsWanted)
        {
            if (held.Stored == held.Subscription)
                return;
            newsroom.Keep(new SourceSubscription(held.SourceUrl, held.Subscription));
            // Nothing but a hub's confirmation changes it meanwhile, and that is stored the next time.
            byToken.TryUpdate(token, held with { Stored = held.Subscription }, held);
            return;
        }

        // It may still be asked to confirm that we leave; after the lease there is nothing to confirm.
        if (WebSubSubscriber.IsActive(held.Subscription, setup.Time.GetUtcNow()))
            return;
        byToken.TryRemove(token, out _);
        newsroom.Forget(new SourceSubscription(held.SourceUrl, held.Subscription));
    }

    [LoggerMessage(LogLevel.Warning, "A delivery for {Source} was not signed by its hub and was thrown away.")]
    private partial void LogForged(string source);

    [LoggerMessage(LogLevel.Warning, "The hub {Hub} did not take our request for {Source}: {Reason}")]
    private partial void LogRefused(string hub, string source, string reason);

    private sealed record Held(string SourceUrl, WebSubSubscription Subscription, bool IsWanted, bool HasLeft = false)
    {
        /// <summary>The subscription as the store has it.</summary>
        public WebSubSubscription? Stored { get; init; }
    }
}
