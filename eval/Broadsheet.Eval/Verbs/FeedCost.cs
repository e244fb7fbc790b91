using System.Diagnostics;
using System.Text.Json;

namespace Broadsheet.Eval.Verbs;

/// <summary>
/// What reading a document took, against what its case allows (<c>maxMillis</c>, <c>maxMegabytes</c>). Time is what the process had of the
/// processor, when that is less than what passed: a machine with other work to do makes no reader slow.
/// </summary>
internal sealed class FeedCost
{
    // A case without limits of its own may still not hang or eat the machine.
    private const int DefaultMillis = 10_000;
    private const int DefaultMegabytes = 1024;

    private readonly int maxMillis;
    private readonly int maxMegabytes;
    private readonly long startBytes = GC.GetAllocatedBytesForCurrentThread();
    private readonly long startTicks = Stopwatch.GetTimestamp();
    private readonly TimeSpan startProcessor = Environment.CpuUsage.TotalTime;

    public FeedCost(JsonElement @case)
    {
        maxMillis = @case.TryGetProperty("maxMillis", out var millis) ? millis.GetInt32() : DefaultMillis;
        maxMegabytes = @case.TryGetProperty("maxMegabytes", out var megabytes) ? megabytes.GetInt32() : DefaultMegabytes;
    }

    /// <summary>What was exceeded, as a sentence; null when nothing. Counts all that was allocated, which is never less than what was held at once.</summary>
    public string? Excess()
    {
        var millis = Math.Min(Stopwatch.GetElapsedTime(startTicks).TotalMilliseconds, (Environment.CpuUsage.TotalTime - startProcessor).TotalMilliseconds);
        var megabytes = (GC.GetAllocatedBytesForCurrentThread() - startBytes) >> 20;
        if (millis > maxMillis)
            return $"It took {millis:F0} ms of {maxMillis}.";
        return megabytes > maxMegabytes ? $"It allocated {megabytes} MiB of {maxMegabytes}." : null;
    }
}
