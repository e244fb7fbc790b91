using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Broadsheet.Feeds;

namespace Broadsheet.Polling;

/// <summary>Reads a feed's bytes, as <see cref="FeedReader.Read"/> does.</summary>
/// <param name="document">The document.</param>
/// <param name="context">Where and when it was found.</param>
public delegate Feed ReadFeed(ReadOnlySpan<byte> document, FeedContext context);

/// <summary>Asks the sources that are due for what is new.</summary>
public sealed class FeedPoller(WebFetcher web, ReadFeed read, PollingOptions options)
{
    private readonly PollMemory memory = new(options);

    /// <summary>
    /// Polls what is due at <paramref name="at"/>, hosts side by side. Results come as they come; whoever needs an order must sort.
    /// </summary>
    /// <param name="sources">All sources.</param>
    /// <param name="states">What is remembered of them, by <see cref="PollState.SourceUrl"/>; a source without a state was never asked.</param>
    /// <param name="at">The moment of the run.</param>
    /// <param name="cancellation">Ends the polling.</param>
    public async IAsyncEnumerable<SourcePoll> PollAsync(
        IReadOnlyList<Source> sources,
        IReadOnlyDictionary<string, PollState> states,
        DateTimeOffset at,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        KeepPromises(states.Values, at);
        // By reference: two sources that have moved to one address ask alike and are yet two.
        var due = new Dictionary<FetchRequest, (Source Source, PollState State)>(ReferenceEqualityComparer.Instance);
        foreach (var source in sources.DistinctBy(source => source.Url, StringComparer.Ordinal))
        {
            var state = states.GetValueOrDefault(source.Url);
            if (!PollSchedule.IsDue(source, state, at))
                continue;
            state ??= new PollState { SourceUrl = source.Url };
            due.Add(memory.RequestFor(source, state, at), (source, state));
        }

        var began = web.Now;
        await foreach (var (request, result) in web.FetchAllAsync(due.Keys, cancellation))
        {
            var (source, state) = due[request];
            yield return Judge(source, state, request, Since(began, result), at);
        }
    }

    /// <summary>Reads what a hub delivered, as if it had been polled.</summary>
    /// <param name="source">The source.</param>
    /// <param name="state">What is remembered of it.</param>
    /// <param name="delivery">What came.</param>
    /// <param name="at">The moment of the run.</param>
    /// <returns>What came of it; null when it is no feed, and the next poll must do.</returns>
    public SourcePoll? Take(Source source, PollState state, Delivery delivery, DateTimeOffset at)
    {
        var document = delivery.Document.Span;
        var feed = read(document, new FeedContext(delivery.Topic, delivery.ContentType, new Dictionary<string, string>(), at));
        if (feed.Format == FeedFormat.Unknown)
            return null;
        var hash = Convert.ToHexStringLower(SHA256.HashData(document));
        return new(source, memory.Delivered(state, hash, feed, at), PollOutcome.Read, feed, delivery.Topic);
    }

    // What a host asked of an earlier run holds for all its feeds, also for those that were not asked then.
    private void KeepPromises(IEnumerable<PollState> states, DateTimeOffset at)
    {
        foreach (var state in states)
        {
            if (state.HoldUntil > at)
                web.Hold(state.Address, state.HoldUntil.Value - at);
        }
    }

    // The wait counts from the answer, the state from the beginning of the run.
    private FetchResult Since(DateTimeOffset began, FetchResult result) =>
        result is FetchResult.Failed { RetryAfter: { } wait } failed ? failed with { RetryAfter = wait + (web.Now - began) } : result;

    private SourcePoll Judge(Source source, PollState state, FetchRequest request, FetchResult result, DateTimeOffset at) => result switch
    {
        FetchResult.Fetched fetched => Read(source, state, request, fetched, at),
        FetchResult.NotModified answer => new(source, memory.NotModified(state, answer, at), PollOutcome.NotModified),
        FetchResult.Gone => new(source, memory.Gone(state, at), PollOutcome.Gone),
        FetchResult.Failed failure => new(source, memory.Failed(state, failure, at), PollOutcome.Failed),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private SourcePoll Read(Source source, PollState state, FetchRequest request, FetchResult.Fetched fetched, DateTimeOffset at)
    {
        if (fetched.Body.Span.Trim(" \t\r\n"u8).IsEmpty)
            return new(source, memory.Failed(state, new("The feed is empty.", "empty"), at), PollOutcome.Failed);
        var hash = Convert.ToHexStringLower(SHA256.HashData(fetched.Body.Span));
        if (hash == state.BodyHash)
            return new(source, memory.Unchanged(state, request, fetched, at), PollOutcome.NotModified);
        var feed = read(fetched.Body.Span, new FeedContext(fetched.FinalUrl, fetched.ContentType, fetched.Headers, at));
        if (feed.Format == FeedFormat.Unknown)
            return new(source, memory.Failed(state, NotAFeed(fetched), at), PollOutcome.Failed);
        return new(source, memory.Read(state, request, fetched, hash, feed, at), PollOutcome.Read, feed, fetched.FinalUrl);
    }

    private static FetchResult.Failed NotAFeed(FetchResult.Fetched fetched)
    {
        var head = fetched.Body.Span[..Math.Min(fetched.Body.Length, 1024)];
        var isPage = System.Text.Encoding.ASCII.GetString(head).Contains("<html", StringComparison.OrdinalIgnoreCase);
        return isPage
            ? new("The address leads to a web page, not to a feed.", "not-a-feed")
            : new("The address leads to something that is not a feed.", "not-a-feed");
    }
}
