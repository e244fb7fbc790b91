using System.Diagnostics;

namespace Broadsheet.Running;

/// <summary>Takes notes of a run, for its report.</summary>
internal sealed class RunLog(DateTimeOffset at, IProgress<RunProgress> progress)
{
    /// <summary>More would hide the first ones.</summary>
    private const int MostTroubles = 100;

    /// <summary>Named of each kind; the others are only counted.</summary>
    private const int MostTurnedAway = 25;

    private readonly List<StageTime> stages = [];
    private readonly List<string> notes = [];
    private readonly SortedDictionary<string, int> rejected = new(StringComparer.Ordinal);
    private readonly List<TurnedAway> turnedAway = [];

    // Answers come in the order of the network, and which hundred are named must not depend on it.
    private readonly SortedSet<RunTrouble> troubles = new(Comparer<RunTrouble>.Create((a, b) =>
        string.CompareOrdinal(a.Url, b.Url) is var order and not 0 ? order : string.CompareOrdinal(a.Reason, b.Reason)));

    /// <summary>The feeds that were asked.</summary>
    public List<FeedOutcome> Feeds { get; } = [];

    /// <summary>Feeds that were not due.</summary>
    public int FeedsNotDue { get; set; }

    /// <summary>Items that were new or had changed.</summary>
    public int Items { get; set; }

    /// <summary>Pages read.</summary>
    public int Pages { get; set; }

    /// <summary>Pages that could not be read.</summary>
    public int PagesMissing { get; set; }

    /// <summary>Articles seen for the first time.</summary>
    public int NewArticles { get; set; }

    /// <summary>Articles that arrived again with something new.</summary>
    public int ChangedArticles { get; set; }

    /// <summary>Does a stage and notes how long it took.</summary>
    public async Task TimeAsync(string stage, Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        stages.Add(new StageTime(stage, Stopwatch.GetElapsedTime(start)));
    }

    /// <summary>Does a stage and notes how long it took.</summary>
    public void Time(string stage, Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        stages.Add(new StageTime(stage, Stopwatch.GetElapsedTime(start)));
    }

    /// <summary>Tells whoever watches how far a stage has come.</summary>
    public void Progress(string stage, int done, int total) => progress.Report(new RunProgress(stage, done, total));

    /// <summary>Notes something of the run itself that the operator should know, in a sentence.</summary>
    public void Note(string sentence) => notes.Add(sentence);

    /// <summary>Notes something outside that gave trouble.</summary>
    public void Trouble(string url, string reason)
    {
        if (troubles.Add(new RunTrouble(url, reason)) && troubles.Count > MostTroubles)
            troubles.Remove(troubles.Max!);
    }

    /// <summary>Notes an item that led to no article.</summary>
    public void Reject(TurnedAway item)
    {
        var count = rejected.GetValueOrDefault(item.Code) + 1;
        rejected[item.Code] = count;
        if (count <= MostTurnedAway)
            turnedAway.Add(item);
    }

    /// <summary>The report.</summary>
    /// <param name="articles">Articles in the archive.</param>
    /// <param name="stories">Stories in the archive.</param>
    public RunReport Report(int articles, int stories) => new()
    {
        At = at,
        Feeds = Feeds,
        FeedsNotDue = FeedsNotDue,
        Items = Items,
        Pages = Pages,
        PagesMissing = PagesMissing,
        NewArticles = NewArticles,
        ChangedArticles = ChangedArticles,
        Rejected = rejected,
        TurnedAway = turnedAway,
        Troubles = [.. troubles],
        Notes = notes,
        Articles = articles,
        Stories = stories,
        Stages = stages,
    };
}
