namespace Broadsheet.Server.Accounts;

/// <summary>Texts of files that were changed at the desk, before and after, so that a change can be looked at and taken back.</summary>
internal sealed class RevisionBook(AccountsDatabase database, TimeProvider time)
{
    // More than anybody looks at; the rest is in the site's own version control or in no one's interest.
    private const int KeptEach = 50;

    /// <summary>Keeps a change.</summary>
    /// <param name="path">The file, relative to the site folder.</param>
    /// <param name="who">Who changed it.</param>
    /// <param name="before">Its text before; null when it was new.</param>
    /// <param name="after">Its text after; null when it was removed.</param>
    public void Add(string path, string who, string? before, string? after)
    {
        database.Execute(
            "INSERT INTO revisions (path, at, who, before, after) VALUES ($1, $2, $3, $4, $5)", path, AccountsDatabase.Kept(time.GetUtcNow()), who, before, after);
        database.Execute(
            "DELETE FROM revisions WHERE path = $1 AND number <= (SELECT number FROM revisions WHERE path = $1 ORDER BY number DESC LIMIT 1 OFFSET $2)", path, KeptEach);
    }

    /// <summary>The changes of a file, the latest first.</summary>
    public IReadOnlyList<Revision> Of(string path) => database.All(
        "SELECT number, path, at, who, before, after FROM revisions WHERE path = $1 ORDER BY number DESC", Read, path);

    /// <summary>One change, or null.</summary>
    public Revision? Find(long number) => database.All("SELECT number, path, at, who, before, after FROM revisions WHERE number = $1", Read, number).FirstOrDefault();

    private static Revision Read(Microsoft.Data.Sqlite.SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        AccountsDatabase.Instant(row.GetInt64(2)),
        row.GetString(3),
        row.IsDBNull(4) ? null : row.GetString(4),
        row.IsDBNull(5) ? null : row.GetString(5));
}

/// <summary>A change of a file.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Path">The file, relative to the site folder.</param>
/// <param name="At">When.</param>
/// <param name="Who">Who changed it.</param>
/// <param name="Before">Its text before; null when it was new.</param>
/// <param name="After">Its text after; null when it was removed.</param>
public sealed record Revision(long Number, string Path, DateTimeOffset At, string Who, string? Before, string? After);
