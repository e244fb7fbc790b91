namespace Broadsheet.Server.Accounts;

/// <summary>Who did what, when, and from where. It is only ever added to; the database itself refuses anything else.</summary>
public sealed class AuditLog
{
    private readonly AccountsDatabase database;
    private readonly TimeProvider time;

    internal AuditLog(AccountsDatabase database, TimeProvider time)
    {
        this.database = database;
        this.time = time;
    }

    /// <summary>Adds an entry; it is on the disk when this returns.</summary>
    /// <param name="who">Name of the account, or of the one somebody tried to be.</param>
    /// <param name="what">A code, such as <c>signed-in</c>.</param>
    /// <param name="subject">What it was done to.</param>
    /// <param name="detail">More about it, in words.</param>
    /// <param name="from">Address of the client, or how else it was done.</param>
    public void Add(string who, string what, string subject, string detail, string from) => database.Execute(
        "INSERT INTO audit (at, who, what, subject, detail, origin) VALUES ($1, $2, $3, $4, $5, $6)",
        AccountsDatabase.Kept(time.GetUtcNow()),
        Fit(who),
        what,
        Fit(subject),
        Fit(detail),
        from);

    /// <summary>Entries, the latest first.</summary>
    /// <param name="before">Only those with a lower number; the latest when left out.</param>
    /// <param name="limit">How many.</param>
    /// <param name="what">Only those of this code.</param>
    public IReadOnlyList<AuditEntry> Latest(int limit, long before = long.MaxValue, string? what = null) => database.All(
        "SELECT number, at, who, what, subject, detail, origin FROM audit WHERE number < $1 AND ($3 IS NULL OR what = $3) ORDER BY number DESC LIMIT $2",
        row => new AuditEntry(row.GetInt64(0), AccountsDatabase.Instant(row.GetInt64(1)), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6)),
        before,
        limit,
        what);

    /// <summary>Somebody without an account can add entries by trying to sign in; they may not fill the disk with long names, nor turn a line around.</summary>
    private static string Fit(string text) => Publishing.PlainText.Of(text) is var plain && plain.Length <= 400 ? plain : string.Concat(plain.AsSpan(0, 399), "…");
}

/// <summary>One entry of the audit log.</summary>
/// <param name="Number">Its number; later entries have higher ones.</param>
/// <param name="At">When.</param>
/// <param name="Who">Name of the account.</param>
/// <param name="What">A code, such as <c>signed-in</c>.</param>
/// <param name="Subject">What it was done to.</param>
/// <param name="Detail">More about it, in words.</param>
/// <param name="From">Address of the client, or how else it was done.</param>
public sealed record AuditEntry(long Number, DateTimeOffset At, string Who, string What, string Subject, string Detail, string From);
