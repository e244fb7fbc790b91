using Microsoft.Data.Sqlite;

namespace Broadsheet.Storage;

/// <summary>What became of an item.</summary>
/// <param name="Source">The feed it came with.</param>
/// <param name="Identity">Its identity in that feed.</param>
/// <param name="Content">Fingerprint of what it said.</param>
/// <param name="ArticleId">The article it led to, if any.</param>
/// <param name="Rejection">Code of the reason it led to none.</param>
/// <param name="Reason">That reason as a sentence.</param>
/// <param name="Seen">When it was dealt with.</param>
public sealed record KnownItem(
    string Source,
    string Identity,
    string Content,
    string? ArticleId,
    string? Rejection,
    string? Reason,
    DateTimeOffset Seen);

/// <summary>Items that were dealt with, and how.</summary>
public sealed class ItemTable : Table
{
    private const string Columns = "source, identity, content, article, rejection, reason, seen";

    internal ItemTable(SqliteConnection connection)
        : base(connection)
    {
    }

    /// <summary>What became of an item; null when it is new.</summary>
    public KnownItem? Find(string source, string identity) =>
        First($"SELECT {Columns} FROM items WHERE source = $1 AND identity = $2", Read, source, identity);

    /// <summary>The latest rejected items, newest first.</summary>
    public IReadOnlyList<KnownItem> Rejected(int most) =>
        All($"SELECT {Columns} FROM items WHERE rejection IS NOT NULL ORDER BY seen DESC, source, identity LIMIT $1", Read, most);

    /// <summary>Keeps what became of an item.</summary>
    public void Save(KnownItem item) =>
        Execute(
            $"INSERT OR REPLACE INTO items ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            item.Source,
            item.Identity,
            item.Content,
            item.ArticleId,
            item.Rejection,
            item.Reason,
            item.Seen.ToUnixTimeMilliseconds());

    private static KnownItem Read(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2),
        row.IsDBNull(3) ? null : row.GetString(3),
        row.IsDBNull(4) ? null : row.GetString(4),
        row.IsDBNull(5) ? null : row.GetString(5),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)));
}
