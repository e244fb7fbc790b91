using Broadsheet.Publishing;

namespace Broadsheet.Server.Runs;

/// <summary>What the pressroom is doing, for whoever asks. Written by the pressroom alone, read by any request.</summary>
internal sealed class PressroomStatus : IProgress<RunProgress>
{
    private volatile StatusView current = new() { Doing = "starting" };

    /// <summary>The status of the moment.</summary>
    public StatusView Current => current;

    /// <summary>A run has come so far.</summary>
    public void Report(RunProgress value) => current = current with { Doing = value.Stage, Done = value.Done, Total = value.Total };

    /// <summary>Something without a count goes on.</summary>
    public void Is(string doing) => current = current with { Doing = doing, Done = null, Total = null };

    /// <summary>A run ended.</summary>
    public RunView Ran(RunReport run, PressReport press)
    {
        var view = RunView.Of(run, press);
        current = current with { LastRun = view, LastTrouble = press.Refusal };
        return view;
    }

    /// <summary>What was decided is printed.</summary>
    public void Printed(PressReport press, DateTimeOffset at) =>
        current = current with { LastPrint = new PrintView(at, press.Written.Count, press.Removed.Count, Math.Round(press.Elapsed.TotalSeconds, 3)), LastTrouble = press.Refusal };

    /// <summary>A run failed.</summary>
    public void Failed(string reason) => current = current with { LastTrouble = reason };

    /// <summary>Waits for the next run.</summary>
    public void Waits(DateTimeOffset? next) => current = current with { Doing = next is null ? "serving" : "waiting", Done = null, Total = null, NextRun = next };
}

/// <summary>What the server is doing.</summary>
public sealed record StatusView
{
    /// <summary><c>starting</c>, <c>waiting</c>, <c>serving</c> (without polling), <c>printing</c>, or the stage of a run: <c>feeds</c>, <c>pages</c>, <c>pictures</c>.</summary>
    public required string Doing { get; init; }

    /// <summary>How many of the stage are done.</summary>
    public int? Done { get; init; }

    /// <summary>Of how many.</summary>
    public int? Total { get; init; }

    /// <summary>When the next run begins.</summary>
    public DateTimeOffset? NextRun { get; init; }

    /// <summary>What the last run did.</summary>
    public RunView? LastRun { get; init; }

    /// <summary>What the last printing between runs did, after an editor's decision.</summary>
    public PrintView? LastPrint { get; init; }

    /// <summary>Why the last run failed or printed nothing; null when all went well.</summary>
    public string? LastTrouble { get; init; }
}

/// <summary>What a printing between runs did.</summary>
/// <param name="At">Its moment.</param>
/// <param name="FilesWritten">Files that were made or changed.</param>
/// <param name="FilesRemoved">Files that were taken away.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record PrintView(DateTimeOffset At, int FilesWritten, int FilesRemoved, double Seconds);

/// <summary>What a run did, in figures.</summary>
/// <param name="At">Its moment.</param>
/// <param name="FeedsAsked">Feeds that were due.</param>
/// <param name="FeedsFailed">Of these, how many failed.</param>
/// <param name="NewArticles">Articles seen for the first time.</param>
/// <param name="ChangedArticles">Articles that came again with something new.</param>
/// <param name="Articles">Articles in all.</param>
/// <param name="Stories">Stories in all.</param>
/// <param name="FilesWritten">Files that were made or changed.</param>
/// <param name="FilesRemoved">Files that were taken away.</param>
/// <param name="Stages">Seconds each stage took.</param>
/// <param name="Notes">What the operator should know of the run itself, in sentences.</param>
public sealed record RunView(
    DateTimeOffset At,
    int FeedsAsked,
    int FeedsFailed,
    int NewArticles,
    int ChangedArticles,
    int Articles,
    int Stories,
    int FilesWritten,
    int FilesRemoved,
    IReadOnlyDictionary<string, double> Stages,
    IReadOnlyList<string> Notes)
{
    internal static RunView Of(RunReport run, PressReport press) => new(
        run.At,
        run.Feeds.Count,
        run.Feeds.Count(feed => feed.Outcome is "failed" or "gone"),
        run.NewArticles,
        run.ChangedArticles,
        run.Articles,
        run.Stories,
        press.Written.Count,
        press.Removed.Count,
        run.Stages.Append(new StageTime("printing", press.Elapsed)).ToDictionary(stage => stage.Stage, stage => Math.Round(stage.Elapsed.TotalSeconds, 3)),
        run.Notes);
}
