using Broadsheet.Feeds;
using Microsoft.Data.Sqlite;

namespace Broadsheet.Storage;

/// <summary>An item that arrived with a feed, with what must be known of the feed to read it later.</summary>
/// <param name="Source">The source.</param>
/// <param name="Position">Its place in the feed, from 0.</param>
/// <param name="Item">The item as the feed states it.</param>
/// <param name="FeedTitle">Title of the feed.</param>
/// <param name="FeedLanguage">Language of the feed.</param>
/// <param name="SiteUrl">Address of the feed's site.</param>
/// <param name="Arrived">When it arrived.</param>
/// <param name="Content">Fingerprint of what would make us read its page again: address, title and excerpt.</param>
public sealed record ArrivedItem(
    Source Source,
    int Position,
    FeedItem Item,
    string? FeedTitle,
    string? FeedLanguage,
    string? SiteUrl,
    DateTimeOffset Arrived,
    string Content);

/// <summary>Items that arrived and wait to be read.</summary>
public sealed class InboxTable : Table
{
    internal InboxTable(SqliteConnection connection)
        : base(connection)
    {
    }

    /// <summary>
    /// All waiting items with what came of visiting their pages (JSON), in the order in which they are to be read,
    /// which does not depend on the order of arrival within a run.
    /// </summary>
    public IReadOnlyList<(ArrivedItem Item, string? Visit)> All() =>
        All("SELECT item, visit FROM inbox ORDER BY arrived, source, position, identity", row => (ReadItem(row), row.IsDBNull(1) ? null : row.GetString(1)));

    /// <summary>Waiting items whose pages were not visited yet, in the same order.</summary>
    public IReadOnlyList<ArrivedItem> Unvisited() =>
        All("SELECT item FROM inbox WHERE visit IS NULL ORDER BY arrived, source, position, identity", ReadItem);

    /// <summary>Keeps what came of visiting an item's page.</summary>
    public void SaveVisit(ArrivedItem item, string visit) =>
        Execute("UPDATE inbox SET visit = $3 WHERE source = $1 AND identity = $2", item.Source.Url, item.Item.Identity, visit);

    /// <summary>Puts an item in; the same item again replaces it.</summary>
    public void Add(ArrivedItem item) =>
        Execute(
            "INSERT OR REPLACE INTO inbox (arrived, source, position, identity, item) VALUES ($1, $2, $3, $4, $5)",
            item.Arrived.ToUnixTimeMilliseconds(),
            item.Source.Url,
            item.Position,
            item.Item.Identity,
            ToJson(item, StoreJson.Default.ArrivedItem));

    /// <summary>Takes an item out.</summary>
    public void Remove(ArrivedItem item) => Execute("DELETE FROM inbox WHERE source = $1 AND identity = $2", item.Source.Url, item.Item.Identity);

    private static ArrivedItem ReadItem(SqliteDataReader row) => FromJson(row.GetString(0), StoreJson.Default.ArrivedItem);
}
