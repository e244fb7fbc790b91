using Microsoft.Data.Sqlite;

namespace Broadsheet.Storage;

/// <summary>What we remember of each source.</summary>
public sealed class PollTable : Table
{
    internal PollTable(SqliteConnection connection)
        : base(connection)
    {
    }

    /// <summary>All states by source address.</summary>
    public IReadOnlyDictionary<string, PollState> All() =>
        All("SELECT source, state FROM polls ORDER BY source", row => (Source: row.GetString(0), State: PollState.FromJson(row.GetString(1))))
            .ToDictionary(pair => pair.Source, pair => pair.State, StringComparer.Ordinal);

    /// <summary>Keeps the state of a source.</summary>
    public void Save(string source, PollState state) =>
        Execute("INSERT OR REPLACE INTO polls (source, state) VALUES ($1, $2)", source, state.ToJson());
}
