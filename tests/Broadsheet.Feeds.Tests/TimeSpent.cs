using System.Diagnostics;

namespace Broadsheet.Feeds.Tests;

/// <summary>
/// Counts what something took on one thread: the lesser of the time that passed and of what the whole process had of the processors. A loaded
/// machine stretches the first, tests that run beside this one the second; what was really spent is never more than either.
/// </summary>
internal readonly struct TimeSpent()
{
    private readonly long began = Stopwatch.GetTimestamp();
    private readonly TimeSpan before = Environment.CpuUsage.TotalTime;

    public double Milliseconds => Math.Min(Stopwatch.GetElapsedTime(began).TotalMilliseconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
}
