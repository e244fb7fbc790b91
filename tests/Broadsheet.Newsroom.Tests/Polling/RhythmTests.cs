using Broadsheet.Testing;
using CsCheck;

namespace Broadsheet.Tests.Polling;

public sealed class RhythmTests
{
    // A Wednesday noon.
    private static readonly DateTimeOffset At = Some.Moment;

    [Fact]
    public void ExpectsItemsWhenTheyCame()
    {
        var weekdaysAtNine = Weekdays(weeks: 8);

        var rhythm = Rhythm.Unknown.With(weekdaysAtNine, At);

        Assert.InRange(rhythm.ItemsPerWeek, 4.5, 5.5);
        Assert.True(rhythm.Expected(NextWeekday(DayOfWeek.Thursday, 8), NextWeekday(DayOfWeek.Thursday, 11)) > 0.4);
        Assert.True(rhythm.Expected(NextWeekday(DayOfWeek.Thursday, 12), NextWeekday(DayOfWeek.Friday, 8)) < 0.5);
    }

    [Fact]
    public void ExpectsAWeekInAnyWeek() =>
        Gen.Int[0, 10_000].Array[5, 200].Sample(minutes =>
        {
            var rhythm = Rhythm.Unknown.With([.. minutes.Select(m => At.AddMinutes(-m))], At);
            if (rhythm.IsKnown)
                Assert.Equal(rhythm.ItemsPerWeek, rhythm.Expected(At.AddMinutes(7), At.AddDays(7).AddMinutes(7)), 1e-6 + (rhythm.ItemsPerWeek * 1e-3));
        });

    [Fact]
    public void NamesTheMomentAtWhichItemsAreExpected() =>
        Gen.Select(Gen.Int[0, 10_000].Array[5, 200], Gen.Double[0.1, 5]).Sample((minutes, items) =>
        {
            var rhythm = Rhythm.Unknown.With([.. minutes.Select(m => At.AddMinutes(-m))], At);
            if (!rhythm.IsKnown)
                return;

            var when = rhythm.When(items, At, At.AddDays(30));

            if (when < At.AddDays(30))
                Assert.Equal(items, rhythm.Expected(At, when), 1e-3);
        });

    [Fact]
    public void PassesOverTheFutureAndTheDistantPast()
    {
        var rhythm = Rhythm.Unknown.With([At.AddDays(1), DateTimeOffset.MinValue, DateTimeOffset.MaxValue, At.AddYears(-3)], At);

        Assert.Same(Rhythm.Unknown, rhythm);
    }

    [Fact]
    public void ForgetsOldWays()
    {
        var daily = Rhythm.Unknown.With([.. Enumerable.Range(0, 28).Select(day => At.AddDays(-day))], At);

        var weekly = daily;
        for (var week = 1; week <= 40; week++)
            weekly = weekly.With([At.AddDays(7 * week)], At.AddDays(7 * week));

        Assert.InRange(daily.ItemsPerWeek, 6.5, 7.8);
        Assert.InRange(weekly.ItemsPerWeek, 0.95, 1.1);
    }

    private static List<DateTimeOffset> Weekdays(int weeks) =>
        [.. Enumerable.Range(1, 7 * weeks).Select(day => At.AddDays(-day).AddHours(-3)).Where(time => time.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))];

    private static DateTimeOffset NextWeekday(DayOfWeek day, int hour)
    {
        var date = At.AddHours(-At.Hour).AddDays(1);
        while (date.DayOfWeek != day)
            date = date.AddDays(1);
        return date.AddHours(hour);
    }
}
