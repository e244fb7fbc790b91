using Microsoft.Data.Sqlite;

namespace Broadsheet.Server.Search;

/// <summary>The index file. It can be made anew from the store at any time, so another version simply replaces it.</summary>
internal static class SearchSchema
{
    private const int Version = 3;

    /// <summary>Opens the index for writing, and makes it when there is none that we can use.</summary>
    public static SqliteConnection OpenToWrite(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return Open(path);
        }
        // SQLITE_CORRUPT, NOTADB. Of a file that is only busy another process is in the middle.
        catch (SqliteException fault) when (fault.SqliteErrorCode is 11 or 26)
        {
            // Damaged: nothing is in it that the store does not hold.
            foreach (var file in new[] { path, path + "-wal", path + "-shm" })
                File.Delete(file);
            return Open(path);
        }
    }

    /// <summary>Opens the index for a reader.</summary>
    public static SqliteConnection OpenToRead(string path)
    {
        var connection = SqliteFile.Open(path, SqliteOpenMode.ReadOnly);
        // A question touches thousands of pages; copying each into a cache of our own takes longer than reading it.
        connection.Execute("PRAGMA mmap_size = 1073741824;");
        return connection;
    }

    private static SqliteConnection Open(string path)
    {
        var connection = SqliteFile.Open(path);
        try
        {
            connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
            if (VersionOf(connection) != Version)
                Make(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static long VersionOf(SqliteConnection connection) => connection.All("PRAGMA user_version", row => row.GetInt64(0))[0];

    /// <summary>
    /// Numbers are never given again, so a reader may remember whose each is. Words stand under the number below zero: FTS5 reads its lists from
    /// their beginning, and the newest articles are what is asked for. Beginnings of two to four letters have lists of their own: those
    /// of thousands of words would have to be merged for each question.
    /// </summary>
    private static void Make(SqliteConnection connection) => connection.InTransaction(() =>
    {
        // Another process may have been first.
        if (VersionOf(connection) == Version)
            return;
        connection.Execute(
            $"""
            DROP TABLE IF EXISTS words;
            DROP TABLE IF EXISTS indexed;
            CREATE TABLE indexed (number INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL UNIQUE, sum BLOB NOT NULL) STRICT;
            CREATE VIRTUAL TABLE words USING fts5(title, excerpt, text, provider, topics, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3 4');
            PRAGMA user_version = {Version};
            """);
    });
}
