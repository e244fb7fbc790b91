using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Broadsheet.Server.Runs;

/// <summary>
/// Threads that give way to those who answer readers: as many as there are processors, for work that nobody waits for. It goes on there after
/// each <c>await</c>, too. Under the heaviest load it is left about a quarter of a processor, so that it ends all the same.
/// </summary>
internal sealed class QuietThreads : TaskScheduler, IDisposable
{
    /// <summary>What each of them is called.</summary>
    public const string Name = "quiet";

    // Each step is worth a fifth, so five leave a third of what another thread gets (sched(7), "The nice value"). Searches beside a run then
    // take less than twice as long; with ten, a machine that has other things to do leaves a run next to nothing.
    private const int Niceness = 5;

    private readonly BlockingCollection<Task> waiting = [];
    private readonly bool givesWay;
    private readonly Lazy<Thread[]> threads;
    private bool isOver;

    /// <param name="givesWay">Whether their priority is lower indeed.</param>
    public QuietThreads(bool givesWay)
    {
        this.givesWay = givesWay;
        threads = new Lazy<Thread[]>(Start);
    }

    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel => Environment.ProcessorCount;

    /// <summary>Does something there, from its beginning to its end.</summary>
    public Task<T> DoAsync<T>(Func<Task<T>> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>Ends the threads, when what waits is done.</summary>
    public void Dispose()
    {
        // A container disposes of one who is known to it by two names twice.
        if (isOver)
            return;
        isOver = true;
        waiting.CompleteAdding();
        if (threads.IsValueCreated)
        {
            foreach (var thread in threads.Value)
                thread.Join();
        }

        waiting.Dispose();
    }

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        try
        {
            waiting.Add(task);
            _ = threads.Value;
        }
        catch (InvalidOperationException)
        {
            // The rest of something that was given up and nobody waits for, after the end.
            ThreadPool.UnsafeQueueUserWorkItem(left => TryExecuteTask(left), task, preferLocal: false);
        }
    }

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        threads.IsValueCreated && Array.IndexOf(threads.Value, Thread.CurrentThread) >= 0 && TryExecuteTask(task);

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => waiting;

    private Thread[] Start()
    {
        var started = new Thread[Environment.ProcessorCount];
        for (var i = 0; i < started.Length; i++)
        {
            // .NET passes a priority on to Windows only.
            started[i] = new Thread(Work) { IsBackground = true, Name = Name, Priority = givesWay ? ThreadPriority.BelowNormal : ThreadPriority.Normal };
            started[i].Start();
        }

        return started;
    }

    private void Work()
    {
        // It is the calling thread's own on Linux, and would be that of the whole program elsewhere.
        if (givesWay && OperatingSystem.IsLinux())
            _ = nice(Niceness);
        foreach (var task in waiting.GetConsumingEnumerable())
            TryExecuteTask(task);
    }

#pragma warning disable SYSLIB1054 // generated code would want unsafe blocks in the whole project
    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int nice(int steps);
#pragma warning restore SYSLIB1054
}
