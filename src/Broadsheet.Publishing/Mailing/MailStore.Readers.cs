using Microsoft.Data.Sqlite;

namespace Broadsheet.Publishing.Mailing;

/// <content>Readers, and the letters that go to one of them about their subscription.</content>
public sealed partial class MailStore
{
    // A stranger can ask for any address: its owner gets three mails a month at the most, and an hour apart.
    private const int MostLetters = 3;
    private static readonly TimeSpan BetweenLetters = TimeSpan.FromHours(1);
    private static readonly TimeSpan LettersForgotten = TimeSpan.FromDays(30);

    // A full mailbox is emptied again, a dead one is not.
    private const int MostBounces = 3;

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

    private static string Word(SubscriberState state) => state.ToString().ToLowerInvariant();

    private Subscriber? FindById(long id) => All(SelectSubscriber + " WHERE id = $1", ReadSubscriber, id).FirstOrDefault();

    /// <summary>Whether the owner of an address has shown that they want no mail.</summary>
    private bool IsUnwanted(ReaderAddress address) =>
        Count("SELECT EXISTS (SELECT 1 FROM erased WHERE remnant = $1) OR EXISTS (SELECT 1 FROM subscribers WHERE key = $2 AND state IN ('unsubscribed', 'bounced', 'complained'))", Tokens.Remnant(address), address.Key) > 0;
}

/// <summary>A letter to one reader about their subscription.</summary>
/// <param name="Subscriber">The reader's number.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="IsAlready">Whether it says that they are subscribed already; otherwise it asks whether it was they who asked.</param>
/// <param name="Number">How many such letters went before.</param>
internal sealed record Letter(long Subscriber, string Address, bool IsAlready, int Number);
