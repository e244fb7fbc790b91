using Microsoft.Data.Sqlite;

namespace Broadsheet.Publishing.Mailing;

/// <summary>The tables of mail.db, version by version. A version that was released is never changed; the next one mends it.</summary>
internal static class MailSchema
{
    private static readonly string[] Versions =
    [
        """
        CREATE TABLE facts (
            name  TEXT PRIMARY KEY,
            value BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- AUTOINCREMENT: links in old mails name the number, and must not come to mean another reader.
        CREATE TABLE subscribers (
            id        INTEGER PRIMARY KEY AUTOINCREMENT,
            address   TEXT NOT NULL,
            key       TEXT NOT NULL UNIQUE,
            state     TEXT NOT NULL,
            changed   INTEGER NOT NULL,
            asked     INTEGER NOT NULL,
            confirmed INTEGER,
            origin    TEXT NOT NULL,
            reason    TEXT,
            bounces   INTEGER NOT NULL DEFAULT 0,
            letter    TEXT,
            letters   INTEGER NOT NULL DEFAULT 0,
            letter_at INTEGER
        ) STRICT;
        CREATE INDEX subscribers_with_letter ON subscribers (id) WHERE letter IS NOT NULL;

        CREATE TABLE erased (
            remnant BLOB PRIMARY KEY,
            at      INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE issues (
            name       TEXT PRIMARY KEY,
            at         INTEGER NOT NULL,
            subject    TEXT NOT NULL,
            date_line  TEXT NOT NULL,
            newsletter TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE told (
            story TEXT PRIMARY KEY,
            issue TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE outbox (
            issue      TEXT NOT NULL REFERENCES issues (name),
            subscriber INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
            state      TEXT NOT NULL,
            due        INTEGER NOT NULL,
            attempts   INTEGER NOT NULL DEFAULT 0,
            reply      TEXT,
            PRIMARY KEY (issue, subscriber)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX outbox_open ON outbox (due) WHERE state = 'waiting';
        CREATE INDEX outbox_by_subscriber ON outbox (subscriber);
        """,
    ];

    /// <summary>Brings a database to the current version.</summary>
    /// <exception cref="MailException">It belongs to a newer version of the program.</exception>
    public static void Upgrade(SqliteConnection connection)
    {
        if (!connection.TryUpgrade(Versions))
            throw new MailException("mail.db was written by a newer version of Broadsheet. Install that version, or restore an older backup.");
    }
}
