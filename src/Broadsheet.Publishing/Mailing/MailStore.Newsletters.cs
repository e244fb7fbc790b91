using System.Globalization;
using System.Text;
using System.Text.Json;
using Broadsheet.Publishing.Newsletters;
using Microsoft.Data.Sqlite;

namespace Broadsheet.Publishing.Mailing;

/// <content>Newsletters, and the outbox with a copy for each reader.</content>
public sealed partial class MailStore
{
    /// <summary>What was told so far.</summary>
    public ToldStories Told()
    {
        lock (gate)
        {
            var last = All("SELECT MAX(at) FROM issues", row => row.IsDBNull(0) ? (DateTimeOffset?)null : Instant(row.GetInt64(0)))[0];
            return new ToldStories(last, All("SELECT story FROM told", row => row.GetString(0)).ToHashSet(StringComparer.Ordinal));
        }
    }

    /// <summary>The last time of the schedule that was dealt with.</summary>
    public DateTimeOffset? LastSlot
    {
        get
        {
            lock (gate)
                return Fact("slot") is { } value ? Instant(long.Parse(Encoding.ASCII.GetString(value), CultureInfo.InvariantCulture)) : null;
        }
    }

    /// <summary>Keeps that a time of the schedule was dealt with.</summary>
    public void KeepSlot(DateTimeOffset slot)
    {
        lock (gate)
            SetSlot(slot);
    }

    /// <summary>Keeps a newsletter, what it told, and a mail for each reader it is to go to: all of it or nothing.</summary>
    /// <returns>False when there is one of that name already.</returns>
    public bool Begin(Newsletter newsletter, IReadOnlyList<string> told, DateTimeOffset? slot)
    {
        ArgumentNullException.ThrowIfNull(newsletter);
        ArgumentNullException.ThrowIfNull(told);
        var isNew = false;
        InTransaction(() =>
        {
            isNew = Execute(
                "INSERT INTO issues (name, at, subject, date_line, newsletter) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (name) DO NOTHING",
                newsletter.Name, Seconds(newsletter.At), newsletter.Subject, newsletter.DateLine, JsonSerializer.Serialize(newsletter, NewsletterJson.Default.Newsletter)) > 0;
            if (slot is { } time)
                SetSlot(time);
            if (!isNew)
                return;
            foreach (var story in told)
                Execute("INSERT OR IGNORE INTO told (story, issue) VALUES ($1, $2)", story, newsletter.Name);
            Execute("INSERT INTO outbox (issue, subscriber, state, due) SELECT $1, id, 'waiting', $2 FROM subscribers WHERE state = 'confirmed'", newsletter.Name, Seconds(newsletter.At));
        });
        return isNew;
    }

    /// <summary>A newsletter by name.</summary>
    public Newsletter? Issue(string name)
    {
        lock (gate)
            return All("SELECT newsletter FROM issues WHERE name = $1", ReadIssue, name).FirstOrDefault();
    }

    /// <summary>All newsletters, the newest first.</summary>
    public IReadOnlyList<IssueLine> Issues()
    {
        lock (gate)
            return All("SELECT name, at, subject, date_line FROM issues ORDER BY at DESC, name DESC", row => new IssueLine(row.GetString(0), Instant(row.GetInt64(1)), row.GetString(2), row.GetString(3)));
    }

    /// <summary>All newsletters of a store, the newest first; none when there is no such file.</summary>
    public static IReadOnlyList<IssueLine> ListIssues(string path)
    {
        if (!File.Exists(path))
            return [];
        using var store = Open(path);
        return store.Issues();
    }

    /// <summary>A newsletter of a store.</summary>
    /// <exception cref="MailException">It is not there.</exception>
    public static Newsletter ReadIssue(string path, string name)
    {
        using var store = Open(path);
        return store.Issue(name) ?? throw new MailException($"{path} has lost the newsletter {name}. Restore it from a backup.");
    }

    /// <summary>How the sending of a newsletter stands.</summary>
    public Progress ProgressOf(string name)
    {
        lock (gate)
        {
            var states = All("SELECT state, COUNT(*) FROM outbox WHERE issue = $1 GROUP BY state", row => (State: row.GetString(0), Count: row.GetInt32(1)), name)
                .ToDictionary(pair => pair.State, pair => pair.Count, StringComparer.Ordinal);
            return new Progress(Of("sent"), Of("waiting"), Of("handed"), Of("refused"), Of("dropped"));
            int Of(string state) => states.GetValueOrDefault(state);
        }
    }

    // The outbox.

    /// <summary>The next mail to send at a moment; null when none is due.</summary>
    internal OutboxMail? NextDue(DateTimeOffset at)
    {
        lock (gate)
        {
            return All(
                """
                SELECT o.issue, o.subscriber, s.address, o.attempts FROM outbox o JOIN subscribers s ON s.id = o.subscriber
                WHERE o.state = 'waiting' AND o.due <= $1 AND s.state = 'confirmed' ORDER BY o.due, o.issue, o.subscriber LIMIT 1
                """,
                row => new OutboxMail(row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetInt32(3)),
                Seconds(at)).FirstOrDefault();
        }
    }

    /// <summary>When the next mail is due; null when none waits.</summary>
    internal DateTimeOffset? NextDue()
    {
        lock (gate)
            return All("SELECT MIN(due) FROM outbox WHERE state = 'waiting'", row => row.IsDBNull(0) ? (DateTimeOffset?)null : Instant(row.GetInt64(0)))[0];
    }

    /// <summary>
    /// The server has all of a mail but its last line. From here on it may be delivered though we never learn of it, so it is not sent again. SMTP
    /// has no way to ask (RFC 5321 §4.5.3.2.6, RFC 1047).
    /// </summary>
    internal void Handed(OutboxMail mail) => SetOutbox(mail, "handed", null);

    /// <summary>The server has answered for a mail.</summary>
    internal void Sent(OutboxMail mail, string reply) => SetOutbox(mail, "sent", reply);

    /// <summary>The server will not take a mail.</summary>
    internal void Refused(OutboxMail mail, string reply) => SetOutbox(mail, "refused", reply);

    /// <summary>The server may take it later.</summary>
    internal void Deferred(OutboxMail mail, DateTimeOffset due, string reply)
    {
        lock (gate)
            Execute("UPDATE outbox SET state = 'waiting', due = $3, attempts = attempts + 1, reply = $4 WHERE issue = $1 AND subscriber = $2", mail.Issue, mail.Subscriber, Seconds(due), reply);
    }

    /// <summary>How many mails, of all newsletters, were handed over and have no answer.</summary>
    public int Doubtful()
    {
        lock (gate)
            return All("SELECT COUNT(*) FROM outbox WHERE state = 'handed'", row => row.GetInt32(0))[0];
    }

    /// <summary>Puts mails of which it is not known whether they arrived into the outbox again.</summary>
    /// <returns>How many.</returns>
    public int ResendDoubtful()
    {
        lock (gate)
            return Execute("UPDATE outbox SET state = 'waiting' WHERE state = 'handed'");
    }

    private static Newsletter ReadIssue(SqliteDataReader row) =>
        JsonSerializer.Deserialize(row.GetString(0), NewsletterJson.Default.Newsletter) ?? throw new MailException("mail.db holds an empty newsletter. Restore it from a backup.");

    private void SetOutbox(OutboxMail mail, string state, string? reply)
    {
        lock (gate)
            Execute("UPDATE outbox SET state = $3, reply = $4 WHERE issue = $1 AND subscriber = $2", mail.Issue, mail.Subscriber, state, reply);
    }

    private void SetSlot(DateTimeOffset slot) =>
        Execute("INSERT OR REPLACE INTO facts (name, value) VALUES ('slot', $1)", Encoding.ASCII.GetBytes(Seconds(slot).ToString(CultureInfo.InvariantCulture)));
}

/// <summary>A copy of a newsletter for one reader.</summary>
/// <param name="Issue">Name of the newsletter.</param>
/// <param name="Subscriber">The reader's number.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="Attempts">How often it was put off.</param>
internal sealed record OutboxMail(string Issue, long Subscriber, string Address, int Attempts);

/// <summary>A newsletter in the list of all.</summary>
/// <param name="Name">The name it is filed under.</param>
/// <param name="At">When it was made.</param>
/// <param name="Subject">The headline it was sent under.</param>
/// <param name="DateLine">Its date, written out.</param>
public sealed record IssueLine(string Name, DateTimeOffset At, string Subject, string DateLine);

/// <summary>How the sending of a newsletter stands.</summary>
/// <param name="Sent">Copies the server answered for.</param>
/// <param name="Waiting">Copies that wait.</param>
/// <param name="Doubtful">Copies that were handed over, and the answer was lost; they are not sent again by themselves.</param>
/// <param name="Refused">Copies the server would not take.</param>
/// <param name="Dropped">Copies for readers who left meanwhile.</param>
public sealed record Progress(int Sent, int Waiting, int Doubtful, int Refused, int Dropped);
