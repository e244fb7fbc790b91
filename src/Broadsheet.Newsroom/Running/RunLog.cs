using System.Diagnostics;

namespace Broadsheet.Running;

/// <summary>Takes notes of a run, for its report.</summary>
internal sealed class RunLog(DateTimeOffset at, IProgress<RunProgress> progress)
{
    /// <summary>More would hide the first ones.</summary>
    private const int MostTroubles = 100;

    private readonly List<StageTime> stages = [];
    private readonly List<RunTrouble> troubles = [];
    private readonly SortedDictionary<string, int> rejected = new(StringComparer.Ordinal);

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

    /// <summary>Notes something outside that gave trouble.</summary>
    public void Trouble(string url, string reason)
    {
        if (troubles.Count < MostTroubles)
            troubles.Add(new RunTrouble(url, reason));
    }

    /// <summary>Notes an item that led to no article.</summary>
    public void Reject(string code) => rejected[code] = rejected.GetValueOrDefault(code) + 1;

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
        // Answers come in the order of the network; a report does not.
        Troubles = [.. troubles.OrderBy(trouble => trouble.Url, StringComparer.Ordinal).ThenBy(trouble => trouble.Reason, StringComparer.Ordinal)],
        Articles = articles,
        Stories = stories,
        Stages = stages,
    };
}
