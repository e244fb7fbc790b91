using Microsoft.Data.Sqlite;

namespace Broadsheet.Storage;

/// <summary>The tables, version by version. A version that was released is never changed; the next one mends it.</summary>
internal static class StoreSchema
{
    private static readonly string[] Versions =
    [
        """
        CREATE TABLE polls (
            source TEXT PRIMARY KEY,
            state  TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE inbox (
            arrived  INTEGER NOT NULL,
            source   TEXT NOT NULL,
            position INTEGER NOT NULL,
            identity TEXT NOT NULL,
            item     TEXT NOT NULL,
            visit    TEXT,
            PRIMARY KEY (source, identity)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE articles (
            id         TEXT PRIMARY KEY,
            key        TEXT NOT NULL UNIQUE,
            path       TEXT NOT NULL UNIQUE,
            published  INTEGER NOT NULL,
            rules      TEXT NOT NULL,
            article    TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX articles_by_time ON articles (published, id);

        -- Other addresses an article is known by.
        CREATE TABLE addresses (
            key     TEXT PRIMARY KEY,
            article TEXT NOT NULL REFERENCES articles (id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE items (
            source    TEXT NOT NULL,
            identity  TEXT NOT NULL,
            content   TEXT NOT NULL,
            article   TEXT REFERENCES articles (id),
            rejection TEXT,
            reason    TEXT,
            seen      INTEGER NOT NULL,
            PRIMARY KEY (source, identity)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE placements (
            article   TEXT PRIMARY KEY REFERENCES articles (id),
            story     TEXT NOT NULL,
            placement TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX placements_by_story ON placements (story);

        -- Where a story went that was merged into another; its address leads there for good.
        CREATE TABLE story_aliases (
            story TEXT PRIMARY KEY,
            into_story TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- Which article led a story in the last edition, so that leads do not flap.
        CREATE TABLE leads (
            story   TEXT PRIMARY KEY,
            article TEXT NOT NULL REFERENCES articles (id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE states (
            name  TEXT PRIMARY KEY,
            value BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE robots (
            address TEXT PRIMARY KEY,
            rules   TEXT NOT NULL,
            read    INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE subscriptions (
            source       TEXT PRIMARY KEY,
            subscription TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE evidence (
            article    TEXT PRIMARY KEY REFERENCES articles (id),
            candidates BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE vectors (
            model   TEXT NOT NULL,
            content BLOB NOT NULL,
            vector  BLOB NOT NULL,
            PRIMARY KEY (model, content)
        ) STRICT, WITHOUT ROWID;
        """,
        """
        -- What changed of that which editions are made of, and in which order: articles written or placed, stories with another lead, the aliases.
        CREATE TABLE changes (
            subject TEXT PRIMARY KEY,
            number  INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX changes_by_number ON changes (number);
        """ + Noting("article", "articles", "id") + Noting("placement", "placements", "article") + Noting("lead", "leads", "story") + Noting("alias", "story_aliases", null),
    ];

    /// <summary>Triggers that note each change of a table's rows by what a column names; without one, as a change of the aliases.</summary>
    private static string Noting(string what, string table, string? column) => string.Concat(
        new[] { ("inserted", "INSERT", "NEW"), ("updated", "UPDATE", "NEW"), ("deleted", "DELETE", "OLD") }.Select(change => $"""

        CREATE TRIGGER {what}_{change.Item1} AFTER {change.Item2} ON {table} BEGIN
            INSERT INTO changes (subject, number) VALUES ({(column is null ? "'aliases'" : $"{change.Item3}.{column}")}, (SELECT IFNULL(MAX(number), 0) + 1 FROM changes))
            ON CONFLICT (subject) DO UPDATE SET number = excluded.number;
        END;
        """));

    /// <summary>Brings a database to the current version, one transaction a version.</summary>
    /// <exception cref="StoreException">It belongs to a newer version of the program.</exception>
    public static void Upgrade(SqliteConnection connection)
    {
        if (!connection.TryUpgrade(Versions))
            throw new StoreException("The store was written by a newer version of Broadsheet. Install that version, or restore an older backup.");
    }
}
