using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Broadsheet.Publishing;

/// <summary>
/// What we remember of the last printing: the files we wrote, and which stories they showed. A small database, so that a run reads and writes what
/// it touches and no more; beside it a journal of what is being written, so that a run that was killed half-way leaves no file that
/// nobody knows of.
/// </summary>
internal sealed class SiteManifest : IDisposable
{
    private const char Separator = '\t';

    private const string Schema = """
        CREATE TABLE files (
            path     TEXT PRIMARY KEY,
            part     TEXT NOT NULL,
            input    TEXT,
            content  TEXT NOT NULL,
            length   INTEGER NOT NULL,
            modified INTEGER NOT NULL,
            ours     INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX files_by_part ON files (part);
        CREATE TABLE stories (id TEXT PRIMARY KEY, print BLOB NOT NULL, places TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """;

    /// <summary>Another schema is begun anew: all that is lost by it is the knowledge of what need not be made again.</summary>
    private const int Version = 2;

    /// <summary>Another build of ours may make other bytes from the same input; its hashes of input are then worth nothing.</summary>
    public static readonly string Build = typeof(SiteManifest).Module.ModuleVersionId.ToString();

    // SQLite's result codes.
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    private readonly string root;
    private readonly string journalPath;
    private readonly Lock journalLock = new();
    private readonly SqliteConnection database;
    private StreamWriter? journal;

    private SiteManifest(string root)
    {
        this.root = root;
        var state = Directory.CreateDirectory(Path.Combine(root, ".broadsheet")).FullName;
        journalPath = Path.Combine(state, "manifest.journal");
        database = SqliteFile.Open(Path.Combine(state, "manifest.db"));
        try
        {
            Upgrade(Path.Combine(state, "manifest"));
            ForgetInputsOfOtherBuilds();
            IsRecovered = Recover();
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Whether the last run did not end, so that what was printed is known only in part.</summary>
    public bool IsRecovered { get; }

    /// <summary>Opens the manifest of a site. One that is damaged is begun anew: what is there is then compared file by file, and stays.</summary>
    public static SiteManifest Open(string root)
    {
        try
        {
            return new SiteManifest(root);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Corrupt or NotADatabase)
        {
            foreach (var ending in new[] { "", "-wal", "-shm" })
                File.Delete(Path.Combine(root, ".broadsheet", "manifest.db" + ending));
            return new SiteManifest(root);
        }
    }

    /// <summary>Name of the file beside the target in which content is laid down before it takes the target's place.</summary>
    public static string Draft(string file) => Path.Combine(Path.GetDirectoryName(file)!, $".{Path.GetFileName(file)}.draft");

    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>All files by path.</summary>
    public Dictionary<string, ManifestEntry> AllFiles() =>
        database.All("SELECT path, part, input, content, length, modified, ours FROM files", FileOf).ToDictionary(file => file.Path, file => file.Entry, StringComparer.Ordinal);

    /// <summary>The files of one part.</summary>
    public IEnumerable<(string Path, ManifestEntry Entry)> FilesOf(string part) =>
        database.All("SELECT path, part, input, content, length, modified, ours FROM files WHERE part = $1", FileOf, part);

    /// <summary>The files of all parts whose keys begin alike.</summary>
    public IEnumerable<(string Path, ManifestEntry Entry)> FilesOfAll(string beginning) =>
        database.All("SELECT path, part, input, content, length, modified, ours FROM files WHERE part >= $1 AND part < $2", FileOf, beginning, beginning[..^1] + (char)(beginning[^1] + 1));

    /// <summary>The file of that path, or null.</summary>
    public ManifestEntry? Find(string path) =>
        database.All("SELECT path, part, input, content, length, modified, ours FROM files WHERE path = $1", FileOf, path).Select(file => file.Entry).FirstOrDefault();

    /// <summary>How many files there are.</summary>
    public int CountFiles() => CountOf("files");

    /// <summary>How many of them are ours.</summary>
    public int CountOurs() => CountOf("ours");

    /// <summary>A fact about the last printing, or null.</summary>
    public string? Fact(string name) => database.All("SELECT value FROM facts WHERE name = $1", row => row.GetString(0), name).FirstOrDefault();

    private int CountOf(string fact) => int.TryParse(Fact(fact), System.Globalization.CultureInfo.InvariantCulture, out var count) ? count : 0;

    /// <summary>The stories of the last printing: id, sum, and the lists they stood in.</summary>
    public IEnumerable<(string Id, Checksum Print, string Places)> Stories() => database.All("SELECT id, print, places FROM stories", row =>
    {
        Span<byte> print = stackalloc byte[Checksum.Size];
        using var blob = row.GetStream(1);
        blob.ReadExactly(print);
        return (row.GetString(0), Checksum.Read(print), row.GetString(2));
    });

    /// <summary>To be called before files are written, from any thread.</summary>
    /// <param name="files">Paths of the files below the site folder, with <c>/</c>, and hashes of what they will hold.</param>
    public void Announce(IEnumerable<(string Path, string ContentHash)> files)
    {
        var lines = string.Concat(files.Select(file => $"{file.ContentHash}{Separator}{file.Path}\n"));
        lock (journalLock)
        {
            journal ??= new StreamWriter(journalPath, append: true, new UTF8Encoding(false), bufferSize: 64 * 1024);
            journal.Write(lines);
            journal.Flush();
        }
    }

    /// <summary>Keeps what is other than before, all of it or nothing, and closes the journal.</summary>
    public void Save(ManifestChanges changes)
    {
        using (var writing = database.BeginTransaction())
        {
            if (changes.IsComplete)
                database.Execute("DELETE FROM files");
            if (changes.IsComplete)
                database.Execute("DELETE FROM stories");
            Each("DELETE FROM files WHERE path = $1", changes.Removed, path => [path]);
            Each(
                "INSERT OR REPLACE INTO files (path, part, input, content, length, modified, ours) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                changes.Files,
                file => [file.Path, file.Entry.Part, file.Entry.InputHash, file.Entry.ContentHash, file.Entry.Length, file.Entry.Modified, file.Entry.IsOurs ? 1 : 0]);
            Each("DELETE FROM stories WHERE id = $1", changes.Stories.Where(story => story.Placed is null), story => [story.Id]);
            Each("INSERT OR REPLACE INTO stories (id, print, places) VALUES ($1, $2, $3)", changes.Stories.Where(story => story.Placed is not null), story =>
                [story.Id, story.Placed!.Print.ToBytes(), Place.Write(story.Placed.Places)]);
            Each("INSERT OR REPLACE INTO facts (name, value) VALUES ($1, $2)", changes.Facts, fact => [fact.Name, fact.Value]);
            writing.Commit();
        }

        CloseJournal();
        File.Delete(journalPath);
    }

    /// <summary>Closes the journal; without <see cref="Save"/> it stays for the next run to recover from.</summary>
    public void Dispose()
    {
        CloseJournal();
        database.Dispose();
    }

    private static (string Path, ManifestEntry Entry) FileOf(SqliteDataReader row) => (
        row.GetString(0),
        new ManifestEntry(row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetInt64(5), row.GetInt32(6) == 1));

    private void Upgrade(string oldPath)
    {
        // NORMAL in WAL mode waits for the disk only now and then, and a power cut loses at most the last printing, which is then made again.
        database.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000");
        if (database.All("PRAGMA user_version", row => row.GetInt32(0)).Single() == Version)
            return;
        database.Execute("DROP TABLE IF EXISTS files; DROP TABLE IF EXISTS stories; DROP TABLE IF EXISTS facts;");
        database.Execute(Schema);
        AdoptOld(oldPath);
        database.Execute(FormattableString.Invariant($"PRAGMA user_version = {Version}"));
    }

    private void ForgetInputsOfOtherBuilds()
    {
        if (Fact("build") == Build)
            return;
        database.Execute("UPDATE files SET input = NULL");
        Each("INSERT OR REPLACE INTO facts (name, value) VALUES ('build', $1)", [Build], build => [build]);
    }

    /// <summary>Takes over the manifest of version 1, lines of text: what it knew as ours is still ours to remove.</summary>
    private void AdoptOld(string path)
    {
        if (!File.Exists(path))
            return;
        using var writing = database.BeginTransaction();
        Each(
            "INSERT OR REPLACE INTO files (path, part, input, content, length, modified, ours) VALUES ($1, '', NULL, $2, $3, $4, $5)",
            File.ReadLines(path).Skip(1).Select(line => line.Split(Separator)).Where(parts => parts.Length == 6),
            parts => [parts[5], parts[0], long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), long.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture), parts[3] == "1" ? 1 : 0]);
        writing.Commit();
        File.Delete(path);
    }

    /// <summary>A journal that is still there tells of a run that did not end: what it had finished is ours, its drafts go.</summary>
    private bool Recover()
    {
        if (!File.Exists(journalPath))
            return false;
        List<(string Path, ManifestEntry Entry)> finished = [];
        foreach (var line in File.ReadLines(journalPath))
        {
            var parts = line.Split(Separator);
            if (parts.Length != 2 || parts[1].Length == 0)
                continue;
            var file = Path.Combine(root, parts[1]);
            // A run killed early announced files whose folders it never made, and to delete in one of those is an error.
            if (File.Exists(Draft(file)))
                File.Delete(Draft(file));
            if (File.Exists(file) && HashOf(File.ReadAllBytes(file)) == parts[0])
                finished.Add((parts[1], ManifestEntry.Of(new FileInfo(file), "", null, parts[0], isOurs: true)));
        }

        using var writing = database.BeginTransaction();
        Each(
            // Whose page it was is known of one that was there before.
            """
            INSERT INTO files (path, part, input, content, length, modified, ours) VALUES ($1, $2, NULL, $3, $4, $5, 1)
            ON CONFLICT (path) DO UPDATE SET input = NULL, content = $3, length = $4, modified = $5, ours = 1
            """,
            finished,
            file => [file.Path, file.Entry.Part, file.Entry.ContentHash, file.Entry.Length, file.Entry.Modified]);
        writing.Commit();
        return true;
    }

    private void CloseJournal()
    {
        journal?.Dispose();
        journal = null;
    }

    private void Each<T>(string sql, IEnumerable<T> rows, Func<T, object?[]> valuesOf)
    {
        SqliteCommand? command = null;
        try
        {
            foreach (var row in rows)
            {
                var values = valuesOf(row);
                command ??= Prepare(sql, values.Length);
                for (var i = 0; i < values.Length; i++)
                    command.Parameters[i].Value = values[i] ?? DBNull.Value;
                command.ExecuteNonQuery();
            }
        }
        finally
        {
            command?.Dispose();
        }
    }

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = database.CreateCommand();
#pragma warning disable CA2100 // all of it is written in this file
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 1; i <= parameters; i++)
            command.Parameters.Add(new SqliteParameter(FormattableString.Invariant($"${i}"), null));
        return command;
    }
}

/// <summary>What a run changed of what we remember.</summary>
internal sealed record ManifestChanges
{
    /// <summary>Whether <see cref="Files"/> and <see cref="Stories"/> are all there are.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Files that are new or other than before.</summary>
    public required IEnumerable<(string Path, ManifestEntry Entry)> Files { get; init; }

    /// <summary>Files that are ours no more, by path.</summary>
    public IEnumerable<string> Removed { get; init; } = [];

    /// <summary>Stories that are new or other than before, null for those that are gone.</summary>
    public IReadOnlyCollection<(string Id, PlacedStory? Placed)> Stories { get; init; } = [];

    /// <summary>Facts to keep.</summary>
    public IEnumerable<(string Name, string Value)> Facts { get; init; } = [];
}

/// <summary>One file as we left it.</summary>
/// <param name="Part">The part of the site it belongs to.</param>
/// <param name="InputHash">What it was made from; null when unknown.</param>
/// <param name="ContentHash">SHA-256 of its content.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Modified">Its time stamp in ticks (UTC), to notice that another hand was at it.</param>
/// <param name="IsOurs">Whether we wrote it; a file that was already there with the right content is not ours to remove.</param>
internal sealed record ManifestEntry(string Part, string? InputHash, string ContentHash, long Length, long Modified, bool IsOurs)
{
    public static ManifestEntry Of(FileInfo file, string part, string? inputHash, string contentHash, bool isOurs) =>
        new(part, inputHash, contentHash, file.Length, file.LastWriteTimeUtc.Ticks, isOurs);

    public bool IsUntouched(FileInfo file) => file.Exists && file.Length == Length && file.LastWriteTimeUtc.Ticks == Modified;
}
