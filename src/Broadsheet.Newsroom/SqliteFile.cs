using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Broadsheet;

/// <summary>
/// A file of SQLite, asked in its own words: values are <c>$1</c>, <c>$2</c> …, and null is NULL. The store's own tables
/// keep theirs prepared (<see cref="Storage.Table"/>).
/// </summary>
public static class SqliteFile
{
    /// <summary>How long somebody else who writes is waited for, in seconds.</summary>
    private const int Patience = 30;

    /// <summary>Opens a file; it is closed with the connection, and references between tables hold.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="mode">Whether it may be made, or only be read.</param>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static SqliteConnection Open(string path, SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate)
    {
        // A pooled handle would keep the file open.
        var names = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, ForeignKeys = true, DefaultTimeout = Patience, Pooling = false };
        var connection = new SqliteConnection(names.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>What mends a file that cannot be opened: rights, where the user lacks them, and what the caller knows otherwise.</summary>
    /// <param name="trouble">Why it cannot be opened.</param>
    /// <param name="otherwise">What mends a damaged file.</param>
    public static string Remedy(SqliteException trouble, string otherwise)
    {
        ArgumentNullException.ThrowIfNull(trouble);
        // SQLITE_PERM, READONLY, CANTOPEN.
        return trouble.SqliteErrorCode is 3 or 8 or 14
            ? $"The user that runs Broadsheet, {Environment.UserName}, must be able to write this file and its folder: give the whole site to that user (chown -R), or run Broadsheet as its owner."
            : otherwise;
    }

    /// <summary>Brings a file to its newest form, one transaction a step, and leaves alone what another process did meanwhile.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="versions">What leads from each version to the next; a new file is of version 0.</param>
    /// <returns>False for a file of a newer program, which is left alone.</returns>
    /// <exception cref="SqliteException">A step failed; the steps before it hold.</exception>
    public static bool TryUpgrade(this SqliteConnection connection, IReadOnlyList<string> versions)
    {
        while (Version() < versions.Count)
        {
            connection.InTransaction(() =>
            {
                if (Version() is var version && version < versions.Count)
                    connection.Execute(string.Create(CultureInfo.InvariantCulture, $"{versions[version]} PRAGMA user_version = {version + 1};"));
            });
        }

        return Version() == versions.Count;

        int Version() => connection.All("PRAGMA user_version", row => row.GetInt32(0))[0];
    }

    /// <summary>A statement with its values; whoever asked for it disposes of it.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="sql">A constant of the caller's.</param>
    /// <param name="values">What stands for <c>$1</c>, <c>$2</c> …</param>
    public static SqliteCommand Statement(this SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of the callers only; values are parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"${i + 1}"), values[i] ?? DBNull.Value);
        return command;
    }

    /// <summary>Does one statement, or several without values.</summary>
    /// <returns>How many rows it changed.</returns>
    /// <exception cref="SqliteException">It cannot be done.</exception>
    public static int Execute(this SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = connection.Statement(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The rows of a question.</summary>
    /// <exception cref="SqliteException">It cannot be asked.</exception>
    public static List<T> All<T>(this SqliteConnection connection, string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var command = connection.Statement(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>Does something whole or not at all; others who write are waited for before it begins.</summary>
    public static void InTransaction(this SqliteConnection connection, Action work)
    {
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            work();
            connection.Execute("COMMIT");
        }
        catch
        {
            connection.Execute("ROLLBACK");
            throw;
        }
    }
}
