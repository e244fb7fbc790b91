using Broadsheet.Polling;
using Broadsheet.Testing;
using CsCheck;

namespace Broadsheet.Tests.Polling;

public sealed class PollScheduleTests
{
    private static readonly DateTimeOffset At = Some.Moment;
    private static readonly PollState Fresh = new() { SourceUrl = "https://gazette.example/feed", LastSuccess = At, LastNewItem = At };
    private readonly PollSchedule schedule = new(new PollingOptions());

    [Fact]
    public void AsksAnUnknownFeedHourly() => AssertAfter(TimeSpan.FromHours(1), Fresh);

    [Fact]
    public void AsksALivelyFeedOftenAndAQuietOneDaily()
    {
        AssertAfter(TimeSpan.FromMinutes(10), Fresh with { Rhythm = Steady(TimeSpan.FromMinutes(2)) });
        AssertAfter(TimeSpan.FromHours(0.8), Fresh with { Rhythm = Steady(TimeSpan.FromHours(2)) });
        AssertAfter(TimeSpan.FromDays(1), Fresh with { Rhythm = Steady(TimeSpan.FromDays(5)) });
    }

    [Fact]
    public void LeavesANewspaperAloneAtNight()
    {
        var days = Enumerable.Range(0, 56).SelectMany(day => Enumerable.Range(8, 10).Select(hour => At.Date.AddDays(-day).AddHours(hour)));
        var rhythm = Rhythm.Unknown.With([.. days.Select(time => new DateTimeOffset(time, TimeSpan.Zero))], At);
        var evening = At.AddHours(8);

        var next = schedule.Next(Fresh with { Rhythm = rhythm, LastNewItem = evening }, evening);

        Assert.InRange(next - evening, TimeSpan.FromHours(5), TimeSpan.FromHours(16));
    }

    [Theory]
    [InlineData(2, 30, 30)]
    [InlineData(2, 600, 60)]
    [InlineData(2, 1, 10)]
    [InlineData(600, 10, 240)]
    [InlineData(240, 240, 240)]
    [InlineData(240, 8_000_000, 300)]
    public void WaitsAsLongAsThePublisherAsksWithinReason(int rhythmMinutes, int statedMinutes, int expectedMinutes) =>
        AssertAfter(
            TimeSpan.FromMinutes(expectedMinutes),
            Fresh with { Rhythm = Steady(TimeSpan.FromMinutes(rhythmMinutes)), StatedInterval = TimeSpan.FromMinutes(statedMinutes) });

    [Theory]
    [InlineData(13, 10)]
    [InlineData(15, 12 * 60)]
    [InlineData(31, 24 * 60)]
    public void AsksASilentFeedLess(int silentDays, int expectedMinutes) =>
        AssertAfter(TimeSpan.FromMinutes(expectedMinutes), Fresh with { Rhythm = Steady(TimeSpan.FromMinutes(2)), LastNewItem = At.AddDays(-silentDays) });

    [Theory]
    [InlineData(1, 15)]
    [InlineData(2, 30)]
    [InlineData(4, 120)]
    [InlineData(40, 24 * 60)]
    public void BacksOffFromAFailingFeed(int failures, int expectedMinutes) =>
        AssertAfter(TimeSpan.FromMinutes(expectedMinutes), Fresh with { FailuresInARow = failures });

    [Fact]
    public void NeverAsksBeforeTheHostAllows() =>
        Assert.Equal(At.AddHours(7), schedule.Next(Fresh with { FailuresInARow = 1, HoldUntil = At.AddHours(7) }, At));

    [Fact]
    public void AvoidsTheHoursAndDaysThePublisherExcludes()
    {
        // Wednesday 12:00; an hour later falls into the excluded hours, and Wednesday's rest into the excluded day.
        var state = Fresh with { SkipHours = [13, 14, 0], SkipDays = [DayOfWeek.Wednesday] };

        Assert.Equal(new DateTimeOffset(2026, 3, 5, 1, 0, 0, TimeSpan.Zero), schedule.Next(state, At));
    }

    [Fact]
    public void IgnoresExclusionsThatLeaveNothing() =>
        AssertAfter(TimeSpan.FromHours(1), Fresh with { SkipHours = [.. Enumerable.Range(0, 24)] });

    [Fact]
    public void SpreadsFeedsTheSameWayEachTime()
    {
        var times = Enumerable.Range(0, 100).Select(i => schedule.Next(Fresh with { SourceUrl = $"https://gazette.example/{i}" }, At)).ToList();

        Assert.Equal(times, Enumerable.Range(0, 100).Select(i => schedule.Next(Fresh with { SourceUrl = $"https://gazette.example/{i}" }, At)));
        Assert.True(times.Distinct().Count() > 80);
    }

    [Fact]
    public void StaysWithinItsBounds() =>
        Gen.Select(Gen.Int[0, 20_000].Array[0, 60], Gen.Int[0, 20], Gen.Int[0, 100_000], Gen.Int[0, 40]).Sample((minutes, failures, stated, silence) =>
        {
            var state = Fresh with
            {
                Rhythm = Rhythm.Unknown.With([.. minutes.Select(m => At.AddMinutes(-m))], At),
                FailuresInARow = failures,
                StatedInterval = TimeSpan.FromMinutes(stated),
                LastNewItem = At.AddDays(-silence),
            };
            Assert.InRange(schedule.Next(state, At) - At, TimeSpan.FromMinutes(10), TimeSpan.FromDays(1.1));
        });

    [Fact]
    public void IsDueWhenItsTimeHasComeAndNobodyHasStoppedIt()
    {
        var source = new Source { Url = Fresh.SourceUrl };

        Assert.True(PollSchedule.IsDue(source, null, At));
        Assert.True(PollSchedule.IsDue(source, Fresh with { NextPoll = At }, At));
        Assert.False(PollSchedule.IsDue(source, Fresh with { NextPoll = At.AddSeconds(1) }, At));
        Assert.False(PollSchedule.IsDue(source, Fresh with { NextPoll = At, IsRetired = true }, At));
        Assert.False(PollSchedule.IsDue(source with { IsPaused = true }, null, At));
    }

    // The spread adds up to a tenth.
    private void AssertAfter(TimeSpan expected, PollState state) => Assert.InRange(schedule.Next(state, At) - At, expected * 0.94, expected * 1.12);

    // At any hour of the week alike: ten a time, over the span of ten.
    private static Rhythm Steady(TimeSpan every)
    {
        var count = (int)(TimeSpan.FromDays(56) / every);
        var spread = Enumerable.Range(0, count * 10).Select(i => At - (i * every / 10)).ToList();
        var rhythm = Rhythm.Unknown.With(spread, At);
        return rhythm with { Items = [.. rhythm.Items.Select(items => items / 10)] };
    }
}
