using System.Globalization;

namespace Broadsheet.Polling;

/// <summary>How a source is doing, measured by its own rhythm, with a sentence and the figures behind it.</summary>
/// <param name="SourceUrl">The source.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Sentence">The verdict for people.</param>
public sealed record FeedHealth(string SourceUrl, HealthVerdict Verdict, string Sentence)
{
    // A weekend with a holiday on either side is four days; nobody is called for less.
    private static readonly TimeSpan ShortestQuiet = TimeSpan.FromDays(4);
    private static readonly TimeSpan ShortestDead = TimeSpan.FromDays(21);
    private static readonly TimeSpan DeadlyFailing = TimeSpan.FromDays(14);

    // At a steady rhythm, nothing where 4 are expected happens once in 50 times, where 12 are expected once in 160,000.
    private const double QuietItems = 4;
    private const double DeadItems = 12;
    private const int FailuresBeforeAlarm = 3;
    private const int EmptyBeforeAlarm = 2;

    /// <summary>When it last answered properly.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>When an item was last new.</summary>
    public DateTimeOffset? LastNewItem { get; init; }

    /// <summary>How the last poll ended.</summary>
    public string? LastStatus { get; init; }

    /// <summary>Failures in a row.</summary>
    public int FailuresInARow { get; init; }

    /// <summary>Items in an average week.</summary>
    public double ItemsPerWeek { get; init; }

    /// <summary>Items that its rhythm led us to expect since the last new one.</summary>
    public double ItemsMissed { get; init; }

    /// <summary>When it will be asked again.</summary>
    public DateTimeOffset? NextPoll { get; init; }

    /// <summary>Things forgiven in the last document.</summary>
    public int ProblemCount { get; init; }

    /// <summary>Judges a source as of <paramref name="at"/>.</summary>
    public static FeedHealth Judge(PollState state, DateTimeOffset at)
    {
        var missed = state.LastNewItem is { } last ? state.Rhythm.Expected(last, at) : 0;
        var (verdict, sentence) = VerdictOn(state, missed, at);
        return new FeedHealth(state.SourceUrl, verdict, sentence)
        {
            LastSuccess = state.LastSuccess,
            LastNewItem = state.LastNewItem,
            LastStatus = state.LastStatus,
            FailuresInARow = state.FailuresInARow,
            ItemsPerWeek = Math.Round(state.Rhythm.ItemsPerWeek, 1),
            ItemsMissed = Math.Round(missed, 1),
            NextPoll = state.IsRetired ? null : state.NextPoll,
            ProblemCount = state.ProblemCount,
        };
    }

    private static (HealthVerdict Verdict, string Sentence) VerdictOn(PollState state, double missed, DateTimeOffset at)
    {
        if (state.IsRetired)
            return (HealthVerdict.Retired, "The publisher says that it is gone for good; it is no longer asked.");
        if (state.LastAttempt is not { } attempt)
            return (HealthVerdict.New, "It has not been asked yet.");
        if (state.FailuresInARow >= FailuresBeforeAlarm || state.LastSuccess is null)
            return Failing(state, attempt, at);
        if (state.EmptyInARow >= EmptyBeforeAlarm)
            return (HealthVerdict.SilentlyEmpty, $"It answers, but its last {Number(state.EmptyInARow)} documents held no item, where there were items before.");
        if (state.LastNewItem is not { } last)
            return (HealthVerdict.Ok, "It answers, and has held no item yet.");

        var silence = at - last;
        var sayRhythm = $"Nothing new for {Days(silence)}; at its own rhythm of {Number(state.Rhythm.ItemsPerWeek)} items a week, {Number(missed)} would have come.";
        if (silence >= ShortestDead && missed >= DeadItems)
            return (HealthVerdict.Dead, sayRhythm);
        if (silence >= ShortestQuiet && missed >= QuietItems)
            return (HealthVerdict.Quiet, sayRhythm);
        return (HealthVerdict.Ok, $"It answers; its last new item came {Days(silence)} ago.");
    }

    private static (HealthVerdict Verdict, string Sentence) Failing(PollState state, DateTimeOffset attempt, DateTimeOffset at)
    {
        if (state.LastSuccess is not { } success)
            return (HealthVerdict.Failing, $"It never answered properly. {state.LastReason}");
        var verdict = at - success >= DeadlyFailing && attempt - success >= DeadlyFailing ? HealthVerdict.Dead : HealthVerdict.Failing;
        return (verdict, $"It failed {Number(state.FailuresInARow)} times in a row; it last answered properly {Days(at - success)} ago. {state.LastReason}");
    }

    private static string Days(TimeSpan span) => span.TotalDays switch
    {
        < 1 => "less than a day",
        < 2 => "a day",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(span.TotalDays):0} days"),
    };

    private static string Number(double number) => number.ToString(number < 10 ? "0.#" : "0", CultureInfo.InvariantCulture);
}

/// <summary>How a source is doing.</summary>
public enum HealthVerdict
{
    /// <summary>Not asked yet.</summary>
    New,

    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Silent for longer than its rhythm explains.</summary>
    Quiet,

    /// <summary>Answers properly, without the items it used to have.</summary>
    SilentlyEmpty,

    /// <summary>Cannot be read.</summary>
    Failing,

    /// <summary>Silent or failing for so long that it will hardly come back.</summary>
    Dead,

    /// <summary>Gone for good, by its publisher's word.</summary>
    Retired,
}
