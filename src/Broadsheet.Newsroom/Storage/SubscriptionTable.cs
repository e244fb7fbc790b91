using Microsoft.Data.Sqlite;

namespace Broadsheet.Storage;

/// <summary>Our subscriptions at WebSub hubs, one for each source at most.</summary>
public sealed class SubscriptionTable : Table
{
    internal SubscriptionTable(SqliteConnection connection)
        : base(connection)
    {
    }

    /// <summary>All, by source.</summary>
    public IReadOnlyList<SourceSubscription> All() =>
        All("SELECT source, subscription FROM subscriptions ORDER BY source", row => new SourceSubscription(row.GetString(0), FromJson(row.GetString(1), StoreJson.Default.WebSubSubscription)));

    /// <summary>Keeps the subscription to a source's feed.</summary>
    public void Save(SourceSubscription subscription) =>
        Execute("INSERT OR REPLACE INTO subscriptions (source, subscription) VALUES ($1, $2)", subscription.SourceUrl, ToJson(subscription.Subscription, StoreJson.Default.WebSubSubscription));

    /// <summary>Forgets the subscription to a source's feed.</summary>
    public void Remove(string source) => Execute("DELETE FROM subscriptions WHERE source = $1", source);
}
