using Broadsheet.Storage;
using Microsoft.Data.Sqlite;

namespace Broadsheet.Server.Webhooks;

/// <summary>
/// What was told and what waits to be, in <c>.broadsheet/webhooks.db</c>. That a story counts as told and that its event waits is one transaction, so
/// a process that is killed at any moment tells each change once, under one id. Any thread may use it; another process that writes is waited for.
/// </summary>
public sealed class WebhookStore : IDisposable
{
    /// <summary>Name of the file in the state folder.</summary>
    public const string FileName = "webhooks.db";

    /// <summary>What leads from each version of the file to the next.</summary>
    private static readonly string[] Versions =
    [
        """
        -- The stories as they were last told. One that is gone stays, so that its next event has another number.
        CREATE TABLE told (
            story   TEXT PRIMARY KEY,
            version INTEGER NOT NULL,
            print   BLOB NOT NULL,
            shown   INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE events (
            number  INTEGER PRIMARY KEY AUTOINCREMENT,
            id      TEXT NOT NULL UNIQUE,
            kind    TEXT NOT NULL,
            subject TEXT NOT NULL,
            at      INTEGER NOT NULL,
            body    BLOB NOT NULL
        ) STRICT;

        CREATE TABLE deliveries (
            event    INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
            endpoint TEXT NOT NULL,
            state    TEXT NOT NULL,
            due      INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            answer   TEXT,
            PRIMARY KEY (event, endpoint)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX deliveries_waiting ON deliveries (due) WHERE state = 'waiting';
        """,
        """
        -- Those that were added at the desk, and those of the settings that were paused there.
        CREATE TABLE endpoints (
            address   TEXT PRIMARY KEY,
            is_added  INTEGER NOT NULL,
            is_paused INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,
    ];

    private const string Columns = "e.id, e.kind, e.subject, d.endpoint, d.state, e.at, d.due, d.attempts, d.answer";

    private readonly SqliteConnection connection;
    private readonly Lock gate = new();

    private WebhookStore(SqliteConnection connection) => this.connection = connection;

    /// <summary>Opens the store; makes it when there is none.</summary>
    /// <param name="statePath">The site's folder of state.</param>
    /// <exception cref="StoreException">It is damaged or belongs to a newer version.</exception>
    public static WebhookStore Open(string statePath)
    {
        Directory.CreateDirectory(statePath);
        var path = Path.Combine(statePath, FileName);
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteFile.Open(path);
            // FULL: what was delivered must be known as delivered after a power cut, too.
            connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            if (!connection.TryUpgrade(Versions))
                throw new StoreException($"{FileName} was written by a newer version of Broadsheet. Install that version, or restore an older backup.");
            return new WebhookStore(connection);
        }
        catch (SqliteException trouble)
        {
            connection?.Dispose();
            throw new StoreException($"{path}: the store of webhooks cannot be opened: {trouble.Message}. {SqliteFile.Remedy(trouble, "Restore it from a backup, or move it away: then what is out now counts as told.")}", trouble);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    /// <summary>Deliveries, those due first to last, the latest first among the rest.</summary>
    /// <param name="state">Of this state only; null for all.</param>
    /// <param name="most">At most so many.</param>
    public IReadOnlyList<WebhookDelivery> Deliveries(string? state, int most) =>
        All($"SELECT {Columns} FROM deliveries d JOIN events e ON e.number = d.event WHERE $1 IS NULL OR d.state = $1 ORDER BY e.number DESC, d.endpoint LIMIT $2", ReadDelivery, state, most);

    /// <summary>How many deliveries are in each state.</summary>
    public IReadOnlyDictionary<string, int> Counts() =>
        All("SELECT state, COUNT(*) FROM deliveries GROUP BY state ORDER BY state", row => (row.GetString(0), row.GetInt32(1))).ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>Has deliveries that wait or were given up tried again at once, as often as a new one would be.</summary>
    /// <param name="eventId">Of this event; null for all that were given up.</param>
    /// <param name="at">Now.</param>
    /// <returns>How many.</returns>
    public int Retry(string? eventId, DateTimeOffset at) => eventId is null
        ? Execute("UPDATE deliveries SET state = 'waiting', attempts = 0, due = $1 WHERE state = 'dead'", Kept(at))
        : Execute("UPDATE deliveries SET state = 'waiting', attempts = 0, due = $1 WHERE state <> 'delivered' AND event = (SELECT number FROM events WHERE id = $2)", Kept(at), eventId);

    /// <summary>All endpoints: those of the settings, then those that were added at the desk.</summary>
    /// <param name="named">Those of the settings.</param>
    public IReadOnlyList<WebhookEndpoint> Endpoints(IReadOnlyCollection<string> named)
    {
        var kept = All("SELECT address, is_added, is_paused FROM endpoints ORDER BY address", row => (Address: row.GetString(0), IsAdded: row.GetBoolean(1), IsPaused: row.GetBoolean(2)));
        var paused = kept.Where(one => one.IsPaused).Select(one => one.Address).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. named.Distinct(StringComparer.Ordinal).Select(address => new WebhookEndpoint(address, true, paused.Contains(address))),
            .. kept.Where(one => one.IsAdded && !named.Contains(one.Address)).Select(one => new WebhookEndpoint(one.Address, false, one.IsPaused)),
        ];
    }

    /// <summary>How each endpoint is doing.</summary>
    /// <param name="named">Those of the settings.</param>
    internal IReadOnlyList<WebhookStanding> Standings(IReadOnlyCollection<string> named) => [.. Endpoints(named).Select(StandingOf)];

    /// <summary>Adds an endpoint; false when it is there already or there are too many.</summary>
    internal bool AddEndpoint(string address, IReadOnlyCollection<string> named)
    {
        lock (gate)
        {
            var all = Endpoints(named);
            return all.Count < WebhookEndpoint.Most && all.All(known => known.Address != address)
                && Execute("INSERT INTO endpoints (address, is_added, is_paused) VALUES ($1, 1, 0) ON CONFLICT (address) DO UPDATE SET is_added = 1", address) > 0;
        }
    }

    /// <summary>Removes an endpoint that was added at the desk; what waits for it is dropped with the next round.</summary>
    internal void RemoveEndpoint(string address) => Execute("DELETE FROM endpoints WHERE address = $1 AND is_added", address);

    /// <summary>Pauses an endpoint, or goes on with it.</summary>
    internal void PauseEndpoint(string address, bool isPaused) =>
        Execute("INSERT INTO endpoints (address, is_added, is_paused) VALUES ($1, 0, $2) ON CONFLICT (address) DO UPDATE SET is_paused = $2", address, isPaused);

    /// <summary>Has everything that an endpoint did not take tried again at once.</summary>
    internal void RetryEndpoint(string address, DateTimeOffset at) =>
        Execute("UPDATE deliveries SET state = 'waiting', attempts = 0, due = $2 WHERE state IN ('dead', 'waiting') AND endpoint = $1", address, Kept(at));

    /// <summary>The stories as they were told, by id; null before anything counts as told.</summary>
    internal Dictionary<string, ToldStory>? Told()
    {
        lock (gate)
        {
            return HasBegun() ? All("SELECT story, version, print, shown FROM told", row => new ToldStory(row.GetString(0), row.GetInt32(1), (byte[])row[2], row.GetBoolean(3))).ToDictionary(story => story.Id, StringComparer.Ordinal) : null;
        }
    }

    /// <summary>Keeps what counts as told from now on, and the events that tell it.</summary>
    internal void Tell(IReadOnlyList<ToldStory> stories, IReadOnlyList<WebhookEvent> events, IReadOnlyList<string> endpoints) => InTransaction(() =>
    {
        foreach (var story in stories)
            Execute("INSERT INTO told (story, version, print, shown) VALUES ($1, $2, $3, $4) ON CONFLICT (story) DO UPDATE SET version = $2, print = $3, shown = $4", story.Id, story.Version, story.Print, story.IsShown);
        Execute("INSERT OR IGNORE INTO told (story, version, print, shown) VALUES ('', 0, x'', 0)");
        foreach (var one in events)
        {
            if (Execute("INSERT OR IGNORE INTO events (id, kind, subject, at, body) VALUES ($1, $2, $3, $4, $5)", one.Id, one.Kind, one.Subject, Kept(one.At), one.Body) == 0)
                continue;
            foreach (var endpoint in endpoints)
                Execute("INSERT INTO deliveries (event, endpoint, state, due) SELECT number, $2, 'waiting', $3 FROM events WHERE id = $1", one.Id, endpoint, Kept(one.At));
        }
    });

    /// <summary>Forgets what counts as told: when webhooks are off, so that they do not begin with everything that happened meanwhile.</summary>
    internal void Forget() => Execute("DELETE FROM told");

    /// <summary>What is due for an endpoint, the oldest first.</summary>
    internal IReadOnlyList<(WebhookDelivery Delivery, byte[] Body)> Due(string endpoint, DateTimeOffset at, int most) => All(
        $"SELECT {Columns}, e.body FROM deliveries d JOIN events e ON e.number = d.event WHERE d.state = 'waiting' AND d.endpoint = $1 AND d.due <= $2 ORDER BY e.number LIMIT $3",
        row => (ReadDelivery(row), (byte[])row[9]), endpoint, Kept(at), most);

    /// <summary>When the next waiting delivery is due.</summary>
    internal DateTimeOffset? NextDue() => All("SELECT MIN(due) FROM deliveries WHERE state = 'waiting' AND endpoint NOT IN (SELECT address FROM endpoints WHERE is_paused)", row => row.IsDBNull(0) ? (DateTimeOffset?)null : Instant(row.GetInt64(0)))[0];

    /// <summary>A try begins. Counted before it is made: an answer that kills us must not be asked for without end.</summary>
    internal void Begin(WebhookDelivery delivery, DateTimeOffset next) =>
        Execute($"UPDATE deliveries SET attempts = attempts + 1, due = $3 WHERE {IsThis}", delivery.EventId, delivery.Endpoint, Kept(next));

    /// <summary>A try ended.</summary>
    internal void End(WebhookDelivery delivery, string state, string answer, DateTimeOffset due) =>
        Execute($"UPDATE deliveries SET state = $3, answer = $4, due = $5 WHERE {IsThis}", delivery.EventId, delivery.Endpoint, state, answer, Kept(due));

    /// <summary>Drops what waits for endpoints that are named no longer, and forgets what is over and older than <paramref name="before"/>.</summary>
    internal void TidyUp(IReadOnlyCollection<string> endpoints, DateTimeOffset before) => InTransaction(() =>
    {
        foreach (var endpoint in All("SELECT DISTINCT endpoint FROM deliveries WHERE state = 'waiting'", row => row.GetString(0)).Where(endpoint => !endpoints.Contains(endpoint)))
            Execute("UPDATE deliveries SET state = 'dropped', answer = 'It is not among the endpoints any longer.' WHERE state = 'waiting' AND endpoint = $1", endpoint);
        // By when they were last due, and not by the moment of the edition, which may be another's clock.
        Execute("DELETE FROM events WHERE NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.event = events.number AND (d.state = 'waiting' OR d.due >= $1))", Kept(before));
    });

    private WebhookStanding StandingOf(WebhookEndpoint endpoint) => All(
        """
        SELECT MAX(due) FILTER (WHERE state = 'delivered'), COUNT(*) FILTER (WHERE state = 'waiting'), COUNT(*) FILTER (WHERE state = 'waiting' AND attempts > 0),
            COUNT(*) FILTER (WHERE state = 'dead'), MIN(due) FILTER (WHERE state = 'waiting'),
            (SELECT answer FROM deliveries WHERE endpoint = $1 AND state IN ('waiting', 'dead') AND answer IS NOT NULL ORDER BY due DESC, event DESC LIMIT 1)
        FROM deliveries WHERE endpoint = $1
        """,
        row => new WebhookStanding(
            endpoint,
            row.IsDBNull(0) ? null : Instant(row.GetInt64(0)),
            row.GetInt32(1),
            row.GetInt32(2),
            row.GetInt32(3),
            row.IsDBNull(4) ? null : Instant(row.GetInt64(4)),
            row.IsDBNull(5) ? null : row.GetString(5)),
        endpoint.Address)[0];

    private const string IsThis = "event = (SELECT number FROM events WHERE id = $1) AND endpoint = $2";

    // An empty newspaper has begun, too, so it is a row and not the number of rows that tells.
    private bool HasBegun() => All("SELECT 1 FROM told WHERE story = ''", row => row.GetInt32(0)).Count > 0;

    private void InTransaction(Action work)
    {
        lock (gate)
            connection.InTransaction(work);
    }

    private int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        lock (gate)
            return connection.Execute(sql, values);
    }

    private List<T> All<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        lock (gate)
            return connection.All(sql, read, values);
    }

    private static WebhookDelivery ReadDelivery(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4),
        Instant(row.GetInt64(5)), Instant(row.GetInt64(6)), row.GetInt32(7), row.IsDBNull(8) ? null : row.GetString(8));

    private static long Kept(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    private static DateTimeOffset Instant(long kept) => DateTimeOffset.FromUnixTimeMilliseconds(kept);
}

/// <summary>A story as it was last told.</summary>
/// <param name="Id">The story.</param>
/// <param name="Version">Counts its events.</param>
/// <param name="Print">Fingerprint of what was told.</param>
/// <param name="IsShown">Whether it was published then.</param>
internal sealed record ToldStory(string Id, int Version, byte[] Print, bool IsShown);
