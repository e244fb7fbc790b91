using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Broadsheet.Publishing.Newsletters;
using Microsoft.Data.Sqlite;

namespace Broadsheet.Publishing.Mailing;

/// <summary>
/// Readers, newsletters and what was sent to whom, in a file of its own, <c>.broadsheet/mail.db</c>: people's addresses are kept, backed up and
/// erased by other rules than news, and a reader who clicks must not wait for a run that is being written. May be used by several threads;
/// another process that writes is waited for.
/// </summary>
public sealed class MailStore : IDisposable
{
    /// <summary>Name of the file in the state folder.</summary>
    public const string FileName = "mail.db";

    // A stranger can ask for any address: its owner gets three mails a month at the most, and an hour apart.
    private const int MostLetters = 3;
    private static readonly TimeSpan BetweenLetters = TimeSpan.FromHours(1);
    private static readonly TimeSpan LettersForgotten = TimeSpan.FromDays(30);

    // A full mailbox is emptied again, a dead one is not.
    private const int MostBounces = 3;

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
            throw new MailException($"{path}: the store of readers cannot be opened: {fault.Message}. Restore it from a backup, or move it away to start anew.", fault);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    // Readers.

    /// <summary>
    /// Takes note that someone gave an address and wants the newsletter. Whether the address is known, and what becomes of it, is not told: the
    /// answer to a stranger is always the same. A letter to the owner is due afterwards, unless there were too many.
    /// </summary>
    public void Ask(ReaderAddress address, DateTimeOffset at, string origin)
    {
        ArgumentNullException.ThrowIfNull(address);
        InTransaction(() =>
        {
            Execute("INSERT INTO subscribers (address, key, state, changed, asked, origin) VALUES ($1, $2, 'pending', $3, $3, $4) ON CONFLICT (key) DO NOTHING", address.Ascii, address.Key, Seconds(at), origin);
            Execute("UPDATE subscribers SET letters = 0 WHERE key = $1 AND letter_at < $2", address.Key, Seconds(at - LettersForgotten));
            // Who complained is not written to because a stranger typed their address.
            Execute(
                "UPDATE subscribers SET letter = CASE state WHEN 'confirmed' THEN 'already' ELSE 'confirm' END WHERE key = $1 AND state <> 'complained' AND letters < $2 AND (letter_at IS NULL OR letter_at <= $3)",
                address.Key, MostLetters, Seconds(at - BetweenLetters));
        });
    }

    /// <summary>Adds a reader who is known to want the newsletter. False when the address was erased, or its owner left or complained, and <paramref name="mayReturn"/> is not set.</summary>
    public bool Add(ReaderAddress address, DateTimeOffset at, string origin, bool mayReturn)
    {
        ArgumentNullException.ThrowIfNull(address);
        var added = false;
        InTransaction(() =>
        {
            if (!mayReturn && IsUnwanted(address))
                return;
            added = true;
            Execute("DELETE FROM erased WHERE remnant = $1", Tokens.Remnant(address));
            Execute(
                """
                INSERT INTO subscribers (address, key, state, changed, asked, confirmed, origin) VALUES ($1, $2, 'confirmed', $3, $3, $3, $4)
                ON CONFLICT (key) DO UPDATE SET state = 'confirmed', changed = $3, confirmed = $3, reason = NULL, bounces = 0, letter = NULL WHERE state <> 'confirmed'
                """,
                address.Ascii, address.Key, Seconds(at), origin);
        });
        return added;
    }

    /// <summary>Notes an address of a list; its owner is asked first. False when it was erased, or its owner left or complained.</summary>
    public bool AddUnconfirmed(ReaderAddress address, DateTimeOffset at, string origin)
    {
        ArgumentNullException.ThrowIfNull(address);
        lock (gate)
        {
            if (IsUnwanted(address))
                return false;
        }

        Ask(address, at, origin);
        return true;
    }

    /// <summary>A reader says that they want the newsletter. Null when there is no such reader.</summary>
    public Subscriber? Confirm(long id, DateTimeOffset at)
    {
        InTransaction(() =>
        {
            Execute("UPDATE subscribers SET state = 'confirmed', changed = $2, confirmed = $2, reason = NULL, bounces = 0, letter = NULL, letters = 0 WHERE id = $1 AND state <> 'confirmed'", id, Seconds(at));
            if (FindById(id) is { } subscriber && ReaderAddress.Parse(subscriber.Address) is { } address)
                Execute("DELETE FROM erased WHERE remnant = $1", Tokens.Remnant(address));
        });
        return Find(id);
    }

    /// <summary>A reader gets no more mail, and what waits for them is dropped.</summary>
    public void Stop(long id, SubscriberState state, string reason, DateTimeOffset at)
    {
        InTransaction(() =>
        {
            // Who complained stays one who complained.
            Execute("UPDATE subscribers SET state = $2, changed = $3, reason = $4, letter = NULL WHERE id = $1 AND state <> $2 AND state <> 'complained'", id, Word(state), Seconds(at), reason);
            Execute("UPDATE outbox SET state = 'dropped', reply = $2 WHERE subscriber = $1 AND state = 'waiting'", id, reason);
        });
    }

    /// <summary>A mail came back that may have been unlucky; at the third a reader is taken for gone. Whether this was it.</summary>
    public bool CountBounce(long id, string reason, DateTimeOffset at)
    {
        lock (gate)
        {
            Execute("UPDATE subscribers SET bounces = bounces + 1 WHERE id = $1", id);
            if (All("SELECT bounces FROM subscribers WHERE id = $1", row => row.GetInt32(0), id) is not [>= MostBounces])
                return false;
        }

        Stop(id, SubscriberState.Bounced, reason, at);
        return true;
    }

    /// <summary>Removes a reader and all that was sent to them. Only a keyed hash of the address remains, so that an old list does not bring it back. False when the address is not known.</summary>
    public bool Erase(ReaderAddress address, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(address);
        var erased = 0;
        InTransaction(() =>
        {
            erased = Execute("DELETE FROM subscribers WHERE key = $1", address.Key);
            if (erased > 0)
                Execute("INSERT OR IGNORE INTO erased (remnant, at) VALUES ($1, $2)", Tokens.Remnant(address), Seconds(at));
        });
        lock (gate)
        {
            // Until then the address is still readable in the write-ahead log.
            if (erased > 0)
                Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        return erased > 0;
    }

    /// <summary>A reader by address.</summary>
    public Subscriber? Find(ReaderAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        lock (gate)
            return All(SelectSubscriber + " WHERE key = $1", ReadSubscriber, address.Key).FirstOrDefault();
    }

    /// <summary>A reader by number.</summary>
    public Subscriber? Find(long id)
    {
        lock (gate)
            return FindById(id);
    }

    /// <summary>All readers, in the order they came.</summary>
    public IReadOnlyList<Subscriber> Subscribers()
    {
        lock (gate)
            return All(SelectSubscriber + " ORDER BY id", ReadSubscriber);
    }

    /// <summary>How many get newsletters.</summary>
    public int Confirmed()
    {
        lock (gate)
            return Count("SELECT COUNT(*) FROM subscribers WHERE state = 'confirmed'");
    }

    // Letters: what is written to one reader about their subscription.

    /// <summary>Letters that are due, the oldest reader first.</summary>
    internal IReadOnlyList<Letter> Letters()
    {
        lock (gate)
            return All("SELECT id, address, letter, letters FROM subscribers WHERE letter IS NOT NULL ORDER BY id LIMIT 1000", row => new Letter(row.GetInt64(0), row.GetString(1), row.GetString(2) == "already", row.GetInt32(3)));
    }

    /// <summary>A letter is about to be handed over; it is not written again though nobody answers.</summary>
    internal void LetterGoes(long id, DateTimeOffset at)
    {
        lock (gate)
            Execute("UPDATE subscribers SET letter = NULL, letters = letters + 1, letter_at = $2 WHERE id = $1", id, Seconds(at));
    }

    // Newsletters.

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

    /// <summary>Puts mails of which it is not known whether they arrived into the outbox again.</summary>
    /// <returns>How many.</returns>
    public int ResendDoubtful()
    {
        lock (gate)
            return Execute("UPDATE outbox SET state = 'waiting' WHERE state = 'handed'");
    }

    private const string SelectSubscriber = "SELECT id, address, state, changed, asked, confirmed, origin, reason FROM subscribers";

    private static Subscriber ReadSubscriber(SqliteDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Address = row.GetString(1),
        State = Enum.Parse<SubscriberState>(row.GetString(2), ignoreCase: true),
        Changed = Instant(row.GetInt64(3)),
        Asked = Instant(row.GetInt64(4)),
        Confirmed = row.IsDBNull(5) ? null : Instant(row.GetInt64(5)),
        Origin = row.GetString(6),
        Reason = row.IsDBNull(7) ? null : row.GetString(7),
    };

    private static Newsletter ReadIssue(SqliteDataReader row) =>
        JsonSerializer.Deserialize(row.GetString(0), NewsletterJson.Default.Newsletter) ?? throw new MailException("mail.db holds an empty newsletter. Restore it from a backup.");

    private static long Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds();

    private static DateTimeOffset Instant(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    private static string Word(SubscriberState state) => state.ToString().ToLowerInvariant();

    private Subscriber? FindById(long id) => All(SelectSubscriber + " WHERE id = $1", ReadSubscriber, id).FirstOrDefault();

    /// <summary>Whether the owner of an address has shown that they want no mail.</summary>
    private bool IsUnwanted(ReaderAddress address) =>
        Count("SELECT EXISTS (SELECT 1 FROM erased WHERE remnant = $1) OR EXISTS (SELECT 1 FROM subscribers WHERE key = $2 AND state IN ('unsubscribed', 'bounced', 'complained'))", Tokens.Remnant(address), address.Key) > 0;

    private void SetOutbox(OutboxMail mail, string state, string? reply)
    {
        lock (gate)
            Execute("UPDATE outbox SET state = $3, reply = $4 WHERE issue = $1 AND subscriber = $2", mail.Issue, mail.Subscriber, state, reply);
    }

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

    private void SetSlot(DateTimeOffset slot) =>
        Execute("INSERT OR REPLACE INTO facts (name, value) VALUES ('slot', $1)", Encoding.ASCII.GetBytes(Seconds(slot).ToString(CultureInfo.InvariantCulture)));

    private void InTransaction(Action work)
    {
        lock (gate)
            connection.InTransaction(work);
    }

    private int Count(string sql, params ReadOnlySpan<object?> values) => All(sql, row => row.GetInt32(0), values)[0];

    private int Execute(string sql, params ReadOnlySpan<object?> values) => connection.Execute(sql, values);

    private List<T> All<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values) => connection.All(sql, read, values);
}

/// <summary>A letter to one reader about their subscription.</summary>
/// <param name="Subscriber">The reader's number.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="IsAlready">Whether it says that they are subscribed already; otherwise it asks whether it was they who asked.</param>
/// <param name="Number">How many such letters went before.</param>
internal sealed record Letter(long Subscriber, string Address, bool IsAlready, int Number);

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
