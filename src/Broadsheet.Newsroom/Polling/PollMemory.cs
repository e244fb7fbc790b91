using Broadsheet.Feeds;

namespace Broadsheet.Polling;

/// <summary>Keeps what a poll taught us: the state before and the answer in, the state after out.</summary>
public sealed class PollMemory(PollingOptions options)
{
    private const int MostItems = 1000;

    // A moved feed that cannot be read at its new address for so long may have moved back.
    private const int FailuresBeforeReturn = 5;

    private readonly PollSchedule schedule = new(options);

    /// <summary>What to ask, with the validators that are still good.</summary>
    public FetchRequest RequestFor(Source source, PollState state, DateTimeOffset at)
    {
        var isFresh = state.ValidatorsSince is { } since && at - since < options.ValidatorLifetime;
        return new FetchRequest
        {
            Url = state.Address,
            Kind = FetchKind.Feed,
            ETag = isFresh ? state.ETag : null,
            LastModified = isFresh ? state.LastModified : null,
            UserAgent = source.UserAgent,
        };
    }

    /// <summary>After an answer that nothing has changed.</summary>
    public PollState NotModified(PollState before, FetchResult.NotModified answer, DateTimeOffset at)
    {
        var after = Moving(before, answer.MovedTo, isSameFeed: true) with
        {
            LastModified = answer.LastModified ?? before.LastModified,
            // The ttl the document gave still stands.
            StatedInterval = Longer(answer.Freshness, before.StatedInterval),
        };
        return Succeeded(after, "not-modified", at);
    }

    /// <summary>After a document that is, byte for byte, the last one.</summary>
    public PollState Unchanged(PollState before, FetchRequest request, FetchResult.Fetched answer, DateTimeOffset at) =>
        Succeeded(Moving(Validators(before, request, answer, at), answer.MovedTo, isSameFeed: true), "unchanged", at);

    /// <summary>After a document with something new in it.</summary>
    public PollState Read(PollState before, FetchRequest request, FetchResult.Fetched answer, string bodyHash, Feed feed, DateTimeOffset at)
    {
        var address = new Uri(answer.FinalUrl);
        var fingerprints = feed.Items.Select(item => Fingerprint(item.Identity)).ToList();
        var isSameFeed = before.Items.Count == 0 || fingerprints.Count == 0 || fingerprints.Exists(before.Items.ToHashSet().Contains);
        var (after, hasNews) = WithItems(Moving(Validators(before, request, answer, at), answer.MovedTo, isSameFeed), feed, fingerprints, bodyHash, at);
        after = after with
        {
            StatedInterval = Longer(answer.Freshness, feed.TimeToLive),
            MissedByHub = before.PushedUntil > at && hasNews ? before.MissedByHub + 1 : before.MissedByHub,
            Hubs = [.. feed.Hubs.Concat(LinkHeader.Targets(answer.Links, "hub", address)).Distinct(StringComparer.Ordinal)],
            Topic = LinkHeader.Targets(answer.Links, "self", address).FirstOrDefault() ?? feed.SelfUrl,
        };
        return Succeeded(after, "ok", at);
    }

    /// <summary>After a hub delivered a document: what it says is learnt, and the next poll is put off.</summary>
    public PollState Delivered(PollState before, string bodyHash, Feed feed, DateTimeOffset at)
    {
        var fingerprints = feed.Items.Select(item => Fingerprint(item.Identity)).ToList();
        var (after, _) = WithItems(before, feed, fingerprints, bodyHash, at);
        // Some hubs deliver only the entries that are new; the others are still known.
        var items = fingerprints.Concat(before.Items).Distinct().Take(MostItems);
        return Succeeded(after with { Items = [.. items], ItemCount = Math.Max(before.ItemCount, feed.Items.Count), EmptyInARow = before.EmptyInARow, MissedByHub = 0 }, "delivered", at);
    }

    private static (PollState After, bool HasNews) WithItems(PollState before, Feed feed, List<uint> fingerprints, string bodyHash, DateTimeOffset at)
    {
        var known = before.Items.ToHashSet();
        var isFirst = before.LastSuccess is null;
        var news = feed.Items.Where((_, index) => !known.Contains(fingerprints[index])).ToList();
        var times = news.Select(item => TimeOf(item, before, at, isFirst)).OfType<DateTimeOffset>().ToList();
        var after = before with
        {
            BodyHash = bodyHash,
            SkipHours = feed.SkipHours,
            SkipDays = feed.SkipDays,
            Rhythm = before.Rhythm.With(times, at),
            // Kept through an empty document, so that its items are not new again when they come back.
            Items = fingerprints.Count == 0 ? before.Items : [.. fingerprints.Distinct().Take(MostItems)],
            ItemCount = feed.Items.Count,
            EmptyInARow = feed.Items.Count > 0 || before.Items.Count == 0 ? 0 : before.EmptyInARow + 1,
            LastNewItem = news.Count == 0 ? before.LastNewItem : NewestOf(times, at),
            ProblemCount = feed.Problems.Count,
        };
        return (after, news.Count > 0);
    }

    /// <summary>After "gone for good".</summary>
    public PollState Gone(PollState before, DateTimeOffset at)
    {
        var times = before.GoneInARow + 1;
        return Scheduled(
            before with
            {
                LastAttempt = at,
                LastStatus = "gone",
                LastReason = "The publisher says that the feed is gone for good (HTTP 410).",
                GoneInARow = times,
                FailuresInARow = 0,
                IsRetired = times >= options.GoneBeforeRetired,
            },
            at);
    }

    /// <summary>After an answer that is of no use.</summary>
    public PollState Failed(PollState before, FetchResult.Failed failure, DateTimeOffset at)
    {
        var hold = failure.RetryAfter is { } wait ? at + wait : before.HoldUntil > at ? before.HoldUntil : null;
        if (failure.Code is "host-waiting" or "host-resting")
            return NotAsked(before, failure, hold, at);

        var failures = before.FailuresInARow + 1;
        var isLost = before.MovedTo is not null && failures >= FailuresBeforeReturn;
        return Scheduled(
            before with
            {
                LastAttempt = at,
                LastStatus = failure.Code,
                LastReason = failure.Reason,
                FailuresInARow = failures,
                GoneInARow = 0,
                HoldUntil = hold,
                MovedTo = isLost ? null : before.MovedTo,
            },
            at);
    }

    // A request that was not even sent says nothing about the feed: it is due as soon as its host may be asked again.
    private PollState NotAsked(PollState before, FetchResult.Failed failure, DateTimeOffset? hold, DateTimeOffset at)
    {
        var soonest = at + options.ShortestInterval;
        return before with
        {
            LastStatus = failure.Code,
            LastReason = failure.Reason,
            HoldUntil = hold,
            NextPoll = hold > soonest ? hold : soonest,
        };
    }

    private PollState Succeeded(PollState state, string status, DateTimeOffset at) =>
        Scheduled(
            state with
            {
                LastAttempt = at,
                LastSuccess = at,
                LastStatus = status,
                LastReason = null,
                FailuresInARow = 0,
                GoneInARow = 0,
                HoldUntil = state.HoldUntil > at ? state.HoldUntil : null,
            },
            at);

    private PollState Scheduled(PollState state, DateTimeOffset at) => state with { NextPoll = schedule.Next(state, at) };

    private static PollState Validators(PollState before, FetchRequest request, FetchResult.Fetched answer, DateTimeOffset at)
    {
        var hasValidators = (answer.ETag ?? answer.LastModified) is not null;
        var wereSent = (request.ETag ?? request.LastModified) is not null;
        return before with
        {
            ETag = answer.ETag,
            LastModified = answer.LastModified,
            ValidatorsSince = !hasValidators ? null : wereSent ? before.ValidatorsSince : at,
        };
    }

    private PollState Moving(PollState before, string? movedTo, bool isSameFeed)
    {
        if (movedTo is null || movedTo == before.Address || !isSameFeed)
            return before with { MovingTo = null, MovingSeen = 0 };
        var seen = movedTo == before.MovingTo ? before.MovingSeen + 1 : 1;
        return seen >= options.RedirectsBeforeMove
            ? before with { MovedTo = movedTo == before.SourceUrl ? null : movedTo, MovingTo = null, MovingSeen = 0 }
            : before with { MovingTo = movedTo, MovingSeen = seen };
    }

    // When an item came: its own date if it can be true, otherwise when we saw it. In the first document an undated item could be of any age.
    private static DateTimeOffset? TimeOf(FeedItem item, PollState before, DateTimeOffset at, bool isFirst)
    {
        var stated = (item.Published ?? item.Updated)?.Instant;
        if (isFirst)
            return stated;
        return stated > before.LastSuccess && stated <= at ? stated : at;
    }

    // A first document may be all old news; without any date, what we see for the first time is new.
    private static DateTimeOffset NewestOf(List<DateTimeOffset> times, DateTimeOffset at) => times.Count > 0 && times.Max() < at ? times.Max() : at;

    private static TimeSpan? Longer(TimeSpan? a, TimeSpan? b) => a is null || b > a ? b : a;

    private static uint Fingerprint(string identity)
    {
        var hash = 2166136261;
        foreach (var c in identity)
            hash = (hash ^ c) * 16777619;
        return hash;
    }
}
