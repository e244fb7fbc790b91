using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Broadsheet;

/// <summary>
/// Statements on a file of SQLite beside the store, in its own words: values are <c>$1</c>, <c>$2</c> …, and null is NULL. The store's own tables
/// keep theirs prepared (<see cref="Storage.Table"/>).
/// </summary>
public static class Statements
{
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
