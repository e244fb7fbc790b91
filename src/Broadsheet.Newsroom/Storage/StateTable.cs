using Microsoft.Data.Sqlite;

namespace Broadsheet.Storage;

/// <summary>What steps keep from run to run, as bytes of their own.</summary>
public sealed class StateTable : Table
{
    internal StateTable(SqliteConnection connection)
        : base(connection)
    {
    }

    /// <summary>A step's state; null when it never kept one.</summary>
    public byte[]? Find(string name) => First("SELECT value FROM states WHERE name = $1", row => row.GetFieldValue<byte[]>(0), name);

    /// <summary>Forgets a step's state.</summary>
    public void Remove(string name) => Execute("DELETE FROM states WHERE name = $1", name);

    /// <summary>Keeps a step's state.</summary>
    public void Save(string name, byte[] value) => Execute("INSERT OR REPLACE INTO states (name, value) VALUES ($1, $2)", name, value);
}
