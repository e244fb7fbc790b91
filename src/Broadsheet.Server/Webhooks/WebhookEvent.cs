namespace Broadsheet.Server.Webhooks;

/// <summary>Something to tell.</summary>
/// <param name="Id">Its one id, however often it is sent: what receivers know a repetition by.</param>
/// <param name="Kind">Such as <c>story.new</c>.</param>
/// <param name="Subject">The story's id, or what else it is about.</param>
/// <param name="At">When it happened.</param>
/// <param name="Body">The JSON that is sent, the same bytes at each try.</param>
internal sealed record WebhookEvent(string Id, string Kind, string Subject, DateTimeOffset At, byte[] Body)
{
    public const string NewStory = "story.new";
    public const string ChangedStory = "story.changed";
    public const string GoneStory = "story.gone";
    public const string FailedRun = "run.failed";

    /// <summary>Sent by <c>webhooks test</c> alone.</summary>
    public const string Test = "test";

    /// <summary>All that can be asked for.</summary>
    public static readonly string[] Kinds = [NewStory, ChangedStory, GoneStory, FailedRun];
}

/// <summary>An event on its way to an endpoint.</summary>
/// <param name="EventId">The event.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Endpoint">Where it goes.</param>
/// <param name="State"><c>waiting</c>, <c>delivered</c>, <c>dead</c> (given up), <c>dropped</c> (the endpoint is not in the settings any longer).</param>
/// <param name="At">When it happened.</param>
/// <param name="Due">When it is tried next.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Answer">What came of the last try.</param>
public sealed record WebhookDelivery(string EventId, string Kind, string Subject, string Endpoint, string State, DateTimeOffset At, DateTimeOffset Due, int Attempts, string? Answer);
