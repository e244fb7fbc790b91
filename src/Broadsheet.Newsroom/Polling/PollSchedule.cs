using System.Text;

namespace Broadsheet.Polling;

/// <summary>Says when a source is to be asked again, from its own rhythm and from what its publisher asked for.</summary>
public sealed class PollSchedule(PollingOptions options)
{
    // Publishers state nonsense (a max-age of 16 years has been seen), and a lively feed's ttl is often a template's default.
    private static readonly TimeSpan LongestStated = TimeSpan.FromHours(5);
    private static readonly TimeSpan LongestStatedWhenLively = TimeSpan.FromHours(1);

    // A feed that fell silent is asked less and less, however lively it was.
    private static readonly TimeSpan Silence = TimeSpan.FromDays(14);
    private static readonly TimeSpan LongSilence = TimeSpan.FromDays(30);

    // Once, a poll may have come just before the delivery.
    private const int MissesBeforeDistrust = 2;

    // Part of the interval by which sources of one rhythm are spread.
    private const double Spread = 0.1;

    /// <summary>Whether a source is to be asked at <paramref name="at"/>.</summary>
    public static bool IsDue(Source source, PollState? state, DateTimeOffset at) =>
        !source.IsPaused && (state is null || (!state.IsRetired && (state.NextPoll is not { } next || next <= at)));

    /// <summary>When to ask next, after a poll at <paramref name="at"/> that left <paramref name="state"/>.</summary>
    public DateTimeOffset Next(PollState state, DateTimeOffset at)
    {
        var interval = state.FailuresInARow > 0 || state.GoneInARow > 0 ? AfterFailures(state) : AfterSuccess(state, at);
        var next = Whole(at + (interval * (1 + (Spread * Jitter(state.SourceUrl)))));
        next = AllowedHour(state, next);
        return state.HoldUntil > next ? state.HoldUntil.Value : next;
    }

    private TimeSpan AfterFailures(PollState state)
    {
        var times = Math.Clamp(Math.Max(state.FailuresInARow, state.GoneInARow) - 1, 0, 16);
        return Earlier(Later(options.ShortestInterval, options.FirstInterval / 4) * Math.Pow(2, times), options.LongestInterval);
    }

    private TimeSpan AfterSuccess(PollState state, DateTimeOffset at)
    {
        var interval = state.Rhythm.IsKnown
            ? state.Rhythm.When(options.ItemsPerPoll, at, at + options.LongestInterval) - at
            : options.FirstInterval;
        if (state.LastNewItem is { } last)
        {
            if (at - last > LongSilence)
                interval = options.LongestInterval;
            else if (at - last > Silence)
                interval = Later(interval, options.LongestInterval / 2);
        }

        if (state.StatedInterval is { } stated)
        {
            var isLively = interval < LongestStatedWhenLively;
            interval = Later(interval, Earlier(stated, isLively ? LongestStatedWhenLively : LongestStated));
        }

        if (state.PushedUntil > at && state.MissedByHub < MissesBeforeDistrust)
            interval = Later(interval, options.PushedInterval);
        return Earlier(Later(interval, options.ShortestInterval), options.LongestInterval);
    }

    // skipHours and skipDays are honoured as far as they leave any hour at all.
    private static DateTimeOffset AllowedHour(PollState state, DateTimeOffset next)
    {
        if (state.SkipHours.Count == 0 && state.SkipDays.Count == 0)
            return next;
        var moment = next.ToUniversalTime();
        for (var hours = 0; hours < Rhythm.HoursOfWeek; hours++)
        {
            if (!state.SkipHours.Contains(moment.Hour) && !state.SkipDays.Contains(moment.DayOfWeek))
                return moment;
            moment = new DateTimeOffset(moment.Year, moment.Month, moment.Day, moment.Hour, 0, 0, TimeSpan.Zero).AddHours(1);
        }

        return next;
    }

    // 0 to 1, always the same for a source: a restart must not bring all feeds together again.
    private static double Jitter(string url)
    {
        ulong hash = 14695981039346656037;
        foreach (var b in Encoding.UTF8.GetBytes(url))
            hash = (hash ^ b) * 1099511628211;
        // The last characters, in which addresses of one host differ, have not reached the upper bits yet.
        hash = (hash ^ (hash >> 32)) * 0x9E3779B97F4A7C15;
        return (hash >> 40) / (double)(1 << 24);
    }

    private static DateTimeOffset Whole(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Earlier(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
