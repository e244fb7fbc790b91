namespace Broadsheet.Polling.Recording;

/// <summary>The clock of a replay: it stands still, so that a Retry-After date means the same each time and no limit depends on how busy the machine is.</summary>
internal sealed class RecordedMoment(DateTimeOffset at) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => at;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new StillTimer();

    private sealed class StillTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
