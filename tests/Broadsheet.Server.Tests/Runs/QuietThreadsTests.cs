using System.Collections.Concurrent;
using Broadsheet.Server.Runs;

namespace Broadsheet.Server.Tests.Runs;

public sealed class QuietThreadsTests(SampleSite sample)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task WorkStaysThereFromItsBeginningToItsEnd()
    {
        using var quiet = new QuietThreads(givesWay: true);
        var seen = new ConcurrentQueue<bool>();

        var result = await quiet.DoAsync(async () =>
        {
            Note();
            await Task.Delay(1, Cancellation);
            Note();
            await Parallel.ForAsync(0, 4, new ParallelOptions { TaskScheduler = TaskScheduler.Current, CancellationToken = Cancellation }, async (_, token) =>
            {
                Note();
                await Task.Delay(1, token);
                Note();
            });
            Note();
            return 1;
        });

        Assert.Equal(1, result);
        Assert.Equal(11, seen.Count);
        Assert.All(seen, Assert.True);
        Assert.False(IsQuiet());

        void Note() => seen.Enqueue(IsQuiet());
    }

    [Fact]
    public async Task TheyGiveWayToOtherThreads()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere there is no such file to look it up in.");
        using var quiet = new QuietThreads(givesWay: true);

        var (ours, theirs) = (Niceness(), await quiet.DoAsync(() => Task.FromResult(Niceness())));

        Assert.Equal(Math.Min(ours + 5, 19), theirs);
    }

    [Fact]
    public async Task WhatIsLeftAfterTheEndIsDoneAllTheSame()
    {
        var quiet = new QuietThreads(givesWay: true);
        quiet.Dispose();

        Assert.False(await quiet.DoAsync(() => Task.FromResult(IsQuiet())).WaitAsync(Cancellation));
    }

    [Fact]
    public async Task TheNewsroomRunsThere()
    {
        var readers = new ConcurrentQueue<bool>();
        await using var site = await SiteCopy.StartAsync(sample, beforeReading: () => readers.Enqueue(IsQuiet()));

        await site.LetTimePassUntilAsync(status => status.GetProperty("lastRun").ValueKind == System.Text.Json.JsonValueKind.Object);

        Assert.Contains(true, readers);
    }

    private static bool IsQuiet() => Thread.CurrentThread.Name == QuietThreads.Name;

    // The nineteenth field, counted from the name's closing bracket (proc_pid_stat(5)).
    private static int Niceness() => int.Parse(
        File.ReadAllText("/proc/thread-self/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[16], System.Globalization.CultureInfo.InvariantCulture);
}
