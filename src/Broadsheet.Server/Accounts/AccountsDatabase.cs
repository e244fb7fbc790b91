using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;

namespace Broadsheet.Server.Accounts;

/// <summary>The file of accounts, sessions, tokens and the audit log: of its own, so that the store can be copied about without secrets.</summary>
internal sealed class AccountsDatabase
{
    private static readonly string[] Versions =
    [
        """
        CREATE TABLE accounts (
            number   INTEGER PRIMARY KEY AUTOINCREMENT,
            key      TEXT NOT NULL UNIQUE,
            name     TEXT NOT NULL,
            role     TEXT NOT NULL,
            password TEXT,
            external TEXT UNIQUE,
            created  INTEGER NOT NULL,
            last_sign_in INTEGER
        ) STRICT;

        -- What is kept of a secret is its SHA-256: who reads this file can use none of them.
        CREATE TABLE sessions (
            number    INTEGER PRIMARY KEY AUTOINCREMENT,
            secret    BLOB NOT NULL UNIQUE,
            account   INTEGER NOT NULL REFERENCES accounts (number) ON DELETE CASCADE,
            began     INTEGER NOT NULL,
            last_seen INTEGER NOT NULL,
            origin    TEXT NOT NULL,
            agent     TEXT NOT NULL
        ) STRICT;
        CREATE INDEX sessions_by_account ON sessions (account);

        CREATE TABLE tokens (
            number    INTEGER PRIMARY KEY AUTOINCREMENT,
            secret    BLOB NOT NULL UNIQUE,
            account   INTEGER NOT NULL REFERENCES accounts (number) ON DELETE CASCADE,
            label     TEXT NOT NULL,
            scopes    INTEGER NOT NULL,
            created   INTEGER NOT NULL,
            expires   INTEGER,
            last_used INTEGER
        ) STRICT;
        CREATE INDEX tokens_by_account ON tokens (account);

        -- By name and not by account: a name that nobody has must behave like one that somebody has.
        CREATE TABLE failures (
            key   TEXT PRIMARY KEY,
            times INTEGER NOT NULL,
            last  INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE audit (
            number  INTEGER PRIMARY KEY AUTOINCREMENT,
            at      INTEGER NOT NULL,
            who     TEXT NOT NULL,
            what    TEXT NOT NULL,
            subject TEXT NOT NULL,
            detail  TEXT NOT NULL,
            origin  TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE (ABORT, 'the audit log is only added to'); END;
        CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit BEGIN SELECT RAISE (ABORT, 'the audit log is only added to'); END;

        -- Texts as they were before and after a change at the desk, so that any change can be taken back.
        CREATE TABLE revisions (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            path   TEXT NOT NULL,
            at     INTEGER NOT NULL,
            who    TEXT NOT NULL,
            before TEXT,
            after  TEXT
        ) STRICT;
        CREATE INDEX revisions_by_path ON revisions (path, number);
        """,
        """
        -- The secret is encrypted with the keys of the site (keys/); of the recovery codes the sums are kept.
        CREATE TABLE second_factors (
            account   INTEGER PRIMARY KEY REFERENCES accounts (number) ON DELETE CASCADE,
            secret    TEXT NOT NULL,
            last_step INTEGER NOT NULL,
            began     INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE recovery_codes (
            account INTEGER NOT NULL REFERENCES second_factors (account) ON DELETE CASCADE,
            code    BLOB NOT NULL,
            PRIMARY KEY (account, code)
        ) STRICT, WITHOUT ROWID;
        """,
        """
        -- Where an account is told when its way in changes.
        ALTER TABLE accounts ADD COLUMN mail TEXT;
        """,
    ];

    private readonly string connectionString;

    private AccountsDatabase(string path) => connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        ForeignKeys = true,
        DefaultTimeout = 30,
        Pooling = true,
    }.ToString();

    /// <summary>Opens the file of a site, and makes it when there is none. Only its owner may read it.</summary>
    /// <param name="statePath">The site's folder of state.</param>
    /// <exception cref="AccountException">The file is damaged or belongs to a newer version.</exception>
    public static AccountsDatabase Open(string statePath)
    {
        Directory.CreateDirectory(statePath);
        var path = Path.Combine(statePath, "accounts.db");
        if (!OperatingSystem.IsWindows())
            KeepPrivate(path);
        var database = new AccountsDatabase(path);
        try
        {
            using var connection = database.Connect();
            connection.Execute("PRAGMA journal_mode = WAL");
            Upgrade(connection);
        }
        catch (SqliteException trouble)
        {
            throw new AccountException($"{path}: the accounts cannot be opened: {trouble.Message}. {SqliteFile.Remedy(trouble, "Restore the file from a backup, or move it away and make the accounts anew.")}", trouble);
        }

        return database;
    }

    /// <summary>A connection; whoever writes at the same time waits up to 30 s.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Does one statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var connection = Connect();
        return connection.Execute(sql, values);
    }

    /// <summary>The rows of a question.</summary>
    public List<T> All<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var connection = Connect();
        return connection.All(sql, read, values);
    }

    /// <summary>An instant as it is kept.</summary>
    public static long Kept(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    /// <summary>An instant that was kept.</summary>
    public static DateTimeOffset Instant(long kept) => DateTimeOffset.FromUnixTimeMilliseconds(kept);

    [UnsupportedOSPlatform("windows")]
    private static void KeepPrivate(string path)
    {
        if (!File.Exists(path))
            new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
        else
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static void Upgrade(SqliteConnection connection)
    {
        if (!connection.TryUpgrade(Versions))
            throw new AccountException("The accounts were written by a newer version of Broadsheet. Install that version, or restore an older backup.");
    }
}
