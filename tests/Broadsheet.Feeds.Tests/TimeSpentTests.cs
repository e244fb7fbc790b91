using System.Diagnostics;

namespace Broadsheet.Feeds.Tests;

/// <summary>The clock the limits of edge cases and fuzzing are kept by.</summary>
public sealed class TimeSpentTests
{
    [Fact]
    public void CountsWork()
    {
        var spent = new TimeSpent();
        var clock = Stopwatch.StartNew();
        var sum = 0L;
        // A limit on the clock, should the processor's time stand still.
        while (spent.Milliseconds < 30 && clock.Elapsed < TimeSpan.FromMinutes(1))
            sum += clock.ElapsedTicks;

        Assert.True(spent.Milliseconds >= 30, $"{spent.Milliseconds} ms of {clock.ElapsedMilliseconds}, {sum}");
    }

    [Fact]
    public void DoesNotCountMoreThanPassed()
    {
        var clock = Stopwatch.StartNew();
        var spent = new TimeSpent();
        Parallel.For(0, 4, _ => Thread.SpinWait(200_000));
        var counted = spent.Milliseconds;

        Assert.InRange(counted, 0, clock.Elapsed.TotalMilliseconds);
    }
}
