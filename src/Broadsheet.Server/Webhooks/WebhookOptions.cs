using System.ComponentModel.DataAnnotations;

namespace Broadsheet.Server.Webhooks;

/// <summary>Programs elsewhere that are told of news. Off until one is named.</summary>
public sealed class WebhookOptions
{
    /// <summary>Addresses that each get every event, by POST. Default: none.</summary>
    public List<string> Endpoints { get; set; } = [];

    /// <summary>What is told: <c>story.new</c>, <c>story.changed</c> (headline, summary, picture, topics, lead or coverage), <c>story.gone</c>, <c>run.failed</c>. Default: the first two.</summary>
    public List<string> Events { get; set; } = [WebhookEvent.NewStory, WebhookEvent.ChangedStory];

    /// <summary>Environment variable that holds the secret events are signed with; several, parted by spaces, while one takes another's place. Default: <c>BROADSHEET_WEBHOOKS_SECRET</c>.</summary>
    public string SecretVariable { get; set; } = "BROADSHEET_WEBHOOKS_SECRET";

    /// <summary>File that holds it, absolute or relative to the site folder; read when the variable is empty. Default: none.</summary>
    public string? SecretFile { get; set; }

    /// <summary>Whether an endpoint may be on this machine or the local network. Default: false.</summary>
    public bool AllowPrivate { get; set; }

    /// <summary>How long an endpoint may take to answer, 1s to 60s. Default: 15s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Tries before an event is given up for an endpoint, 1 to 20. Default: 10, which takes about a day and a half.</summary>
    [Range(1, 20)]
    public int Attempts { get; set; } = 10;

    /// <summary>Wait after the first try that failed, 1s to 1h; each further wait is four times as long. Default: 10s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan FirstWait { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait between two tries, 1m to 24h. Default: 12h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Whether anybody is told.</summary>
    internal bool IsOn => Endpoints.Count > 0;

    /// <summary>How long to wait after the try of that number (from 1) of an event: longer each time, and a little different for each event, so that they do not all come back together.</summary>
    internal TimeSpan WaitAfter(int attempt, string eventId, string endpoint)
    {
        var wait = Math.Min(FirstWait.TotalSeconds * Math.Pow(4, Math.Clamp(attempt - 1, 0, 16)), LongestWait.TotalSeconds);
        // From the event and not by chance: the same story of failures can be told again in a test.
        var share = BitConverter.ToUInt16(Signature.Sum($"{eventId} {attempt} {endpoint}")) / (double)ushort.MaxValue;
        return TimeSpan.FromSeconds(wait * (0.8 + (0.4 * share)));
    }
}
