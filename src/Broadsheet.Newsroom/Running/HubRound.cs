using System.Security.Cryptography;
using Broadsheet.Site;
using Broadsheet.Storage;

namespace Broadsheet.Running;

/// <summary>Says to which feeds we want to be subscribed at their hubs, and keeps how that stands.</summary>
internal sealed class HubRound(SiteFolder site, NewsStore store)
{
    private const string KeyName = "websub-key";

    /// <summary>The subscriptions wanted, those that are known as they stand: the first hub of each feed that is polled.</summary>
    public IReadOnlyList<SourceSubscription> Wanted()
    {
        var states = store.Polls.All();
        var known = store.Subscriptions.All().ToDictionary(one => one.Subscription.Token, StringComparer.Ordinal);
        var key = Key();
        var wanted = new List<SourceSubscription>();
        foreach (var source in site.Sources.Where(source => !source.IsPaused).DistinctBy(source => source.Url, StringComparer.Ordinal))
        {
            if (states.GetValueOrDefault(source.Url) is not { IsRetired: false, Hubs: [var hub, ..] } state)
                continue;
            var subscription = WebSubSubscription.To(state.Topic ?? state.Address, hub, key);
            wanted.Add(known.GetValueOrDefault(subscription.Token) ?? new SourceSubscription(source.Url, subscription));
        }

        return wanted;
    }

    /// <summary>Keeps how a subscription stands, and lets polling rely on it as long as it lasts.</summary>
    public void Keep(SourceSubscription subscription)
    {
        using var writing = store.Begin();
        store.Subscriptions.Save(subscription);
        Promise(subscription.SourceUrl, subscription.Subscription.LeaseUntil);
        writing.Commit();
    }

    /// <summary>Forgets a subscription that has ended.</summary>
    public void Forget(SourceSubscription subscription)
    {
        using var writing = store.Begin();
        // The source may have found another hub meanwhile.
        if (store.Subscriptions.All().Any(one => one.Subscription.Token == subscription.Subscription.Token))
        {
            store.Subscriptions.Remove(subscription.SourceUrl);
            Promise(subscription.SourceUrl, null);
        }

        writing.Commit();
    }

    private void Promise(string sourceUrl, DateTimeOffset? until)
    {
        if (store.Polls.All().GetValueOrDefault(sourceUrl) is { } state && state.PushedUntil != until)
            store.Polls.Save(sourceUrl, state with { PushedUntil = until });
    }

    private byte[] Key()
    {
        if (store.States.Find(KeyName) is { } known)
            return known;
        var key = RandomNumberGenerator.GetBytes(32);
        store.States.Save(KeyName, key);
        return key;
    }
}
