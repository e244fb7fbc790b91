using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Broadsheet.Publishing.Mailing;

/// <summary>
/// Readers, newsletters and what was sent to whom, in a file of its own, <c>.broadsheet/mail.db</c>: people's addresses are kept, backed up and
/// erased by other rules than news, and a reader who clicks must not wait for a run that is being written. May be used by several threads;
/// another process that writes is waited for.
/// </summary>
public sealed partial class MailStore : IDisposable
{
    /// <summary>Name of the file in the state folder.</summary>
    public const string FileName = "mail.db";

    private readonly SqliteConnection connection;
    private readonly Lock gate = new();

    private MailStore(SqliteConnection connection)
    {
        this.connection = connection;
        Tokens = new MailTokens(Secret());
    }

    /// <summary>Makes and reads tokens with this store's secret.</summary>
    internal MailTokens Tokens { get; }

    /// <summary>Opens the store; makes it when there is none.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="MailException">It cannot be used.</exception>
    public static MailStore Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteFile.Open(path);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            // FULL: a mail that was sent must be known as sent even after a power cut. What is erased is overwritten.
            connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;");
            MailSchema.Upgrade(connection);
            return new MailStore(connection);
        }
        catch (SqliteException fault)
        {
            connection?.Dispose();
            throw new MailException($"{path}: the store of readers cannot be opened: {fault.Message}. {SqliteFile.Remedy(fault, "Restore it from a backup, or move it away to start anew.")}", fault);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private byte[] Secret()
    {
        lock (gate)
        {
            // Two processes that open a new store at once must agree on one.
            Execute("INSERT INTO facts (name, value) VALUES ('secret', $1) ON CONFLICT (name) DO NOTHING", RandomNumberGenerator.GetBytes(32));
            return Fact("secret")!;
        }
    }

    private byte[]? Fact(string name) => All("SELECT value FROM facts WHERE name = $1", row => row.GetFieldValue<byte[]>(0), name).FirstOrDefault();

    private static long Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds();

    private static DateTimeOffset Instant(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    private void InTransaction(Action work)
    {
        lock (gate)
            connection.InTransaction(work);
    }

    private int Count(string sql, params ReadOnlySpan<object?> values) => All(sql, row => row.GetInt32(0), values)[0];

    private int Execute(string sql, params ReadOnlySpan<object?> values) => connection.Execute(sql, values);

    private List<T> All<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values) => connection.All(sql, read, values);
}
