namespace Broadsheet.Polling.Recording;

/// <summary>The clock of a replay: it stands still, so that a Retry-After date means the same each time.</summary>
internal sealed class RecordedMoment(DateTimeOffset at) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => at;
}
