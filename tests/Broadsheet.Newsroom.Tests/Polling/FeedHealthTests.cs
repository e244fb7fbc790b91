using Broadsheet.Polling;

namespace Broadsheet.Tests.Polling;

public sealed class FeedHealthTests
{
    // A Friday, 17:00.
    private static readonly DateTimeOffset Friday = new(2026, 3, 6, 17, 0, 0, TimeSpan.Zero);

    private static readonly PollState Daily = new()
    {
        SourceUrl = "https://gazette.example/feed",
        LastAttempt = Friday,
        LastSuccess = Friday,
        LastNewItem = Friday,
        Rhythm = Rhythm.Unknown.With(
            [.. Enumerable.Range(0, 56).Select(day => Friday.AddDays(-day)).Where(time => time.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))], Friday),
    };

    [Theory]
    [InlineData(0, HealthVerdict.Ok)]
    [InlineData(2.7, HealthVerdict.Ok)] // Monday morning
    [InlineData(3.6, HealthVerdict.Ok)] // Tuesday morning after a long weekend
    [InlineData(8, HealthVerdict.Quiet)]
    [InlineData(30, HealthVerdict.Dead)]
    public void TellsDeadFromQuietByTheFeedsOwnRhythm(double days, HealthVerdict expected)
    {
        var at = Friday.AddDays(days);

        Assert.Equal(expected, FeedHealth.Judge(Daily with { LastAttempt = at, LastSuccess = at }, at).Verdict);
    }

    [Fact]
    public void LeavesAMonthlyFeedItsMonths()
    {
        var monthly = Daily with { Rhythm = Rhythm.Unknown.With([.. Enumerable.Range(0, 6).Select(month => Friday.AddDays(-30 * month))], Friday) };

        Assert.Equal(HealthVerdict.Ok, Judge(monthly, Friday.AddDays(60)).Verdict);
        Assert.Equal(HealthVerdict.Dead, Judge(monthly, Friday.AddDays(500)).Verdict);
    }

    [Fact]
    public void NamesWhatIsWrong()
    {
        Assert.Equal(HealthVerdict.New, FeedHealth.Judge(new PollState { SourceUrl = "x" }, Friday).Verdict);
        Assert.Equal(HealthVerdict.Retired, Judge(Daily with { IsRetired = true }, Friday).Verdict);
        Assert.Equal(HealthVerdict.SilentlyEmpty, Judge(Daily with { EmptyInARow = 2 }, Friday).Verdict);
        Assert.Equal(HealthVerdict.Ok, Judge(Daily with { FailuresInARow = 2 }, Friday).Verdict);
        Assert.Equal(HealthVerdict.Failing, FeedHealth.Judge(Daily with { FailuresInARow = 3 }, Friday).Verdict);
        Assert.Equal(HealthVerdict.Dead, FeedHealth.Judge(Daily with { FailuresInARow = 30, LastAttempt = Friday.AddDays(15) }, Friday.AddDays(15)).Verdict);
    }

    [Fact]
    public void SaysItInASentenceWithFigures()
    {
        var health = Judge(Daily, Friday.AddDays(8));

        Assert.Equal("Nothing new for 8 days; at its own rhythm of 5.3 items a week, 6.1 would have come.", health.Sentence);
        Assert.Equal(5, health.ItemsPerWeek, 0.3);
    }

    private static FeedHealth Judge(PollState state, DateTimeOffset at) => FeedHealth.Judge(state with { LastAttempt = at, LastSuccess = at }, at);
}
