using Microsoft.Data.Sqlite;

namespace Broadsheet.Storage;

/// <summary>What hosts' robots.txt files ask, for as long as it may be used.</summary>
public sealed class RobotsTable : Table
{
    internal RobotsTable(SqliteConnection connection)
        : base(connection)
    {
    }

    /// <summary>All that is kept, by address.</summary>
    public IReadOnlyList<KnownRobots> All() =>
        All("SELECT address, rules, read FROM robots ORDER BY address", row => new KnownRobots(row.GetString(0), row.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))));

    /// <summary>Keeps what was read.</summary>
    public void Save(KnownRobots robots) =>
        Execute("INSERT OR REPLACE INTO robots (address, rules, read) VALUES ($1, $2, $3)", robots.Address, robots.Rules, robots.ReadAt.ToUnixTimeMilliseconds());

    /// <summary>Forgets what was read before a moment.</summary>
    public void RemoveBefore(DateTimeOffset moment) => Execute("DELETE FROM robots WHERE read < $1", moment.ToUnixTimeMilliseconds());
}
