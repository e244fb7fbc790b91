namespace Broadsheet;

/// <summary>What one run did.</summary>
public sealed record RunReport
{
    /// <summary>The moment of the run; all steps agreed on it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Each feed that was asked, in the order of the sources.</summary>
    public IReadOnlyList<FeedOutcome> Feeds { get; init; } = [];

    /// <summary>Feeds that were not due.</summary>
    public int FeedsNotDue { get; init; }

    /// <summary>Items that were new or had changed.</summary>
    public int Items { get; init; }

    /// <summary>Pages read.</summary>
    public int Pages { get; init; }

    /// <summary>Pages that could not be read; their articles were made from the feed alone.</summary>
    public int PagesMissing { get; init; }

    /// <summary>Articles seen for the first time.</summary>
    public int NewArticles { get; init; }

    /// <summary>Articles that arrived again with something new.</summary>
    public int ChangedArticles { get; init; }

    /// <summary>Items that led to no article, by the code of the reason.</summary>
    public IReadOnlyDictionary<string, int> Rejected { get; init; } = new SortedDictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Items that led to no article, in the order in which they were dealt with; the first 25 of each code.</summary>
    public IReadOnlyList<TurnedAway> TurnedAway { get; init; } = [];

    /// <summary>Pages and pictures that gave trouble, with the reason; the first hundred by address.</summary>
    public IReadOnlyList<RunTrouble> Troubles { get; init; } = [];

    /// <summary>What the operator should know of the run itself, in sentences: something it went on without, or did beyond its task.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Stories in the archive after the run.</summary>
    public int Stories { get; init; }

    /// <summary>Articles in the archive after the run.</summary>
    public int Articles { get; init; }

    /// <summary>How long each stage took, in order.</summary>
    public IReadOnlyList<StageTime> Stages { get; init; } = [];
}

/// <summary>What asking a feed led to.</summary>
/// <param name="Source">The feed's address.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Outcome">A code for machines: <c>ok</c>, <c>not-modified</c>, <c>failed</c>, <c>gone</c>.</param>
/// <param name="Items">Items it held.</param>
/// <param name="NewItems">Items that were new or had changed.</param>
/// <param name="Reason">Why it failed, or what had to be forgiven; empty otherwise.</param>
public sealed record FeedOutcome(string Source, string Title, string Outcome, int Items, int NewItems, string Reason);

/// <summary>An item that led to no article.</summary>
/// <param name="Code">The reason for machines.</param>
/// <param name="Title">Its title; empty when it has none.</param>
/// <param name="Link">Where it points; null when nowhere.</param>
/// <param name="Source">The feed it came with.</param>
/// <param name="Reason">The reason, in a sentence.</param>
public sealed record TurnedAway(string Code, string Title, string? Link, string Source, string Reason);

/// <summary>Something outside that gave trouble.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Reason">What happened, in a sentence.</param>
public sealed record RunTrouble(string Url, string Reason);

/// <summary>How long a stage took.</summary>
/// <param name="Stage">Its name.</param>
/// <param name="Elapsed">The time.</param>
public sealed record StageTime(string Stage, TimeSpan Elapsed);

/// <summary>How far a run has come.</summary>
/// <param name="Stage">What is being done: <c>feeds</c>, <c>pages</c>, <c>stories</c>.</param>
/// <param name="Done">How many are done.</param>
/// <param name="Total">Of how many.</param>
public sealed record RunProgress(string Stage, int Done, int Total);
