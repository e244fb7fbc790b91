using Microsoft.Data.Sqlite;

namespace Broadsheet.Storage;

/// <summary>
/// Everything a site remembers, in one SQLite file. One writer: a store is used by one thread at a time,
/// and whoever opens a second one to write waits (up to 30 s) rather than failing.
/// </summary>
/// <remarks>
/// A step's result and the removal of its input are written in one transaction. So at whatever moment the
/// power goes, the next run finds each item either still to be done or done.
/// </remarks>
public sealed class NewsStore : IDisposable
{
    private readonly SqliteConnection connection;

    private NewsStore(SqliteConnection connection)
    {
        this.connection = connection;
        Polls = new PollTable(connection);
        Inbox = new InboxTable(connection);
        Items = new ItemTable(connection);
        Articles = new ArticleTable(connection);
        Placements = new PlacementTable(connection);
        States = new StateTable(connection);
        Robots = new RobotsTable(connection);
        Evidence = new EvidenceTable(connection);
        Subscriptions = new SubscriptionTable(connection);
        Vectors = new VectorTable(connection);
        Changes = new ChangeTable(connection);
    }

    /// <summary>What we remember of each source.</summary>
    public PollTable Polls { get; }

    /// <summary>Items that arrived and wait to be read.</summary>
    public InboxTable Inbox { get; }

    /// <summary>Items that were dealt with, and how.</summary>
    public ItemTable Items { get; }

    /// <summary>The articles.</summary>
    public ArticleTable Articles { get; }

    /// <summary>Which article is in which story.</summary>
    public PlacementTable Placements { get; }

    /// <summary>What steps keep from run to run.</summary>
    public StateTable States { get; }

    /// <summary>What articles' pages were found to say.</summary>
    public EvidenceTable Evidence { get; }

    /// <summary>What hosts' robots.txt files ask.</summary>
    public RobotsTable Robots { get; }

    /// <summary>Our subscriptions at WebSub hubs.</summary>
    public SubscriptionTable Subscriptions { get; }

    /// <summary>What a sentence model made of texts.</summary>
    public VectorTable Vectors { get; }

    /// <summary>What changed of that which editions are made of.</summary>
    public ChangeTable Changes { get; }

    /// <summary>Opens the store of a site and brings it to the current schema; makes it when there is none.</summary>
    /// <param name="path">Path of the database file.</param>
    /// <exception cref="StoreException">The file is not a store of ours, is damaged, or belongs to a newer version.</exception>
    public static NewsStore Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteFile.Open(path);
            // NORMAL is safe against a killed process in WAL mode; only a power cut may lose the last commits, never the order.
            connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;");
            StoreSchema.Upgrade(connection);
            return new NewsStore(connection);
        }
        catch (SqliteException e)
        {
            connection?.Dispose();
            throw new StoreException($"{path}: the store cannot be opened: {e.Message}. {SqliteFile.Remedy(e, "Restore it from a backup, or move it away to start anew.")}", e);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <summary>Begins to write. What was written is kept by <see cref="StoreTransaction.Commit"/> and forgotten otherwise.</summary>
    public StoreTransaction Begin() => new(connection);

    /// <summary>Writes a consistent copy of the running store to another file.</summary>
    /// <param name="path">A path where no file stands.</param>
    public void BackUp(string path) => connection.Execute("VACUUM INTO $1", path);

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();
}

/// <summary>Writes that belong together.</summary>
public sealed class StoreTransaction : IDisposable
{
    private readonly SqliteConnection connection;
    private bool isOpen = true;

    internal StoreTransaction(SqliteConnection connection)
    {
        this.connection = connection;
        connection.Execute("BEGIN IMMEDIATE");
    }

    /// <summary>Keeps what was written.</summary>
    public void Commit()
    {
        connection.Execute("COMMIT");
        isOpen = false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!isOpen)
            return;
        isOpen = false;
        connection.Execute("ROLLBACK");
    }
}

/// <summary>The store cannot be used; the message says why and what to do.</summary>
public sealed class StoreException : Exception
{
    /// <summary>Makes one.</summary>
    public StoreException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one.</summary>
    public StoreException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
