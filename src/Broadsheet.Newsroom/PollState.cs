using System.Text.Json;
using System.Text.Json.Serialization;

namespace Broadsheet;

/// <summary>What we remember of asking one source: enough to ask again politely, and to tell how it is doing.</summary>
public sealed record PollState
{
    /// <summary>Address of the source as the operator names it; stays the same when the feed moves.</summary>
    public required string SourceUrl { get; init; }

    /// <summary>Where the feed lives now, when a permanent redirect has held; the source's own address is an alias then.</summary>
    public string? MovedTo { get; init; }

    /// <summary>Where the last permanent redirect led, while it must still prove that it holds.</summary>
    public string? MovingTo { get; init; }

    /// <summary>Polls in a row on which the feed was found at <see cref="MovingTo"/>.</summary>
    public int MovingSeen { get; init; }

    /// <summary>The entity tag of the last answer, verbatim.</summary>
    public string? ETag { get; init; }

    /// <summary>The Last-Modified of the last answer, verbatim; it need not be a date.</summary>
    public string? LastModified { get; init; }

    /// <summary>Since when validators have been sent without a break; they are dropped from time to time, because some servers answer 304 for ever.</summary>
    public DateTimeOffset? ValidatorsSince { get; init; }

    /// <summary>SHA-256 of the last document, in hexadecimal: the same bytes need not be read again.</summary>
    public string? BodyHash { get; init; }

    /// <summary>When it was last asked.</summary>
    public DateTimeOffset? LastAttempt { get; init; }

    /// <summary>When it last answered with a feed, or that nothing had changed.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>When its last new item came, by its own date or, failing that, by when we saw it.</summary>
    public DateTimeOffset? LastNewItem { get; init; }

    /// <summary>How the last poll ended, for machines: <c>ok</c>, <c>not-modified</c>, <c>unchanged</c>, <c>gone</c>, or the code of the failure.</summary>
    public string? LastStatus { get; init; }

    /// <summary>How the last poll ended, for people, when it failed.</summary>
    public string? LastReason { get; init; }

    /// <summary>Failures in a row.</summary>
    public int FailuresInARow { get; init; }

    /// <summary>Answers "gone for good" (410) in a row.</summary>
    public int GoneInARow { get; init; }

    /// <summary>Documents without any item in a row, after there had been items.</summary>
    public int EmptyInARow { get; init; }

    /// <summary>Whether it is no longer asked, because its publisher said that it is gone for good.</summary>
    public bool IsRetired { get; init; }

    /// <summary>When it may be asked again; null before the first poll.</summary>
    public DateTimeOffset? NextPoll { get; init; }

    /// <summary>Until when its host asked to be left alone.</summary>
    public DateTimeOffset? HoldUntil { get; init; }

    /// <summary>How long the publisher asked us to wait between two polls, when it last said so (max-age, ttl).</summary>
    public TimeSpan? StatedInterval { get; init; }

    /// <summary>Hours of the day (UTC) in which the publisher does not want to be asked.</summary>
    public IReadOnlyList<int> SkipHours { get; init; } = [];

    /// <summary>Days of the week (UTC) on which the publisher does not want to be asked.</summary>
    public IReadOnlyList<DayOfWeek> SkipDays { get; init; } = [];

    /// <summary>When its items come.</summary>
    public Rhythm Rhythm { get; init; } = Rhythm.Unknown;

    /// <summary>Fingerprints of the items of the last document, to tell new ones; at most 1,000.</summary>
    public IReadOnlyList<uint> Items { get; init; } = [];

    /// <summary>How many items the last document had.</summary>
    public int ItemCount { get; init; }

    /// <summary>Things forgiven in the last document.</summary>
    public int ProblemCount { get; init; }

    /// <summary>WebSub hubs the feed announces.</summary>
    public IReadOnlyList<string> Hubs { get; init; } = [];

    /// <summary>The address the feed gives as its own (rel=self), by which its hubs know it.</summary>
    public string? Topic { get; init; }

    /// <summary>Until when a hub has promised to bring news.</summary>
    public DateTimeOffset? PushedUntil { get; init; }

    /// <summary>Polls in a row that found news which the hub had not brought.</summary>
    public int MissedByHub { get; init; }

    /// <summary>Where to ask.</summary>
    [JsonIgnore]
    public string Address => MovedTo ?? SourceUrl;

    /// <summary>As one line of JSON, for the store.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, PollStateJson.Default.PollState);

    /// <summary>Back from <see cref="ToJson"/>; what a later version added is passed over.</summary>
    /// <exception cref="JsonException">The text was not written by <see cref="ToJson"/>.</exception>
    public static PollState FromJson(string json) =>
        JsonSerializer.Deserialize(json, PollStateJson.Default.PollState) ?? throw new JsonException("A poll state is never null.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(PollState))]
internal sealed partial class PollStateJson : JsonSerializerContext;
