using Broadsheet.Feeds;
using Broadsheet.Polling;

namespace Broadsheet.Cli.Commands.FeedVerbs;

/// <summary>Finds the feeds of a page and reads each, so that only what is a feed is told.</summary>
internal sealed class FeedFinder(WebFetcher web, DateTimeOffset at)
{
    /// <summary>A page that links to more feeds than this is a directory; its first ones will do.</summary>
    private const int MostAsked = 12;

    private readonly FeedReader reader = new();

    /// <summary>The feeds, best first; none, with the reason, when there is none.</summary>
    /// <param name="address">Absolute address of a page, or of a feed.</param>
    /// <param name="cancellation">Stops the search.</param>
    public async Task<FeedFinding> FindAsync(string address, CancellationToken cancellation)
    {
        var answer = await web.FetchAsync(new FetchRequest { Url = address, Kind = FetchKind.Page }, cancellation);
        // A feed with an honest media type is not a page; it is asked for as what it is.
        if (answer is FetchResult.Failed { Code: "not-a-page" })
            answer = await web.FetchAsync(new FetchRequest { Url = address, Kind = FetchKind.Feed }, cancellation);
        if (answer is FetchResult.Fetched page)
        {
            if (FeedIn(page, address, null) is { } itself)
                return new FeedFinding([itself], "");
            return await VerifyAsync(FeedDiscovery.Find(page.Body.Span, page.FinalUrl, page.ContentType), cancellation);
        }
        // Some sites refuse their front page to strangers and still serve their feed at one of the usual places.
        var found = await VerifyAsync(FeedDiscovery.Find("", address), cancellation);
        return found.Feeds.Count > 0 ? found : new FeedFinding([], answer is FetchResult.Failed failed ? failed.Reason : "The page is gone.");
    }

    private async Task<FeedFinding> VerifyAsync(IReadOnlyList<FeedCandidate> candidates, CancellationToken cancellation)
    {
        var found = await ReadAsync([.. candidates.Where(candidate => !candidate.IsGuess).Take(MostAsked)], cancellation);
        // Guesses are requests for addresses that nobody published; they are made only when there is nothing else.
        if (found.Count == 0)
            found = await ReadAsync([.. candidates.Where(candidate => candidate.IsGuess)], cancellation);
        return new FeedFinding(found, found.Count > 0 ? "" : "The page offers no feed, and none is where feeds usually are.");
    }

    private async Task<IReadOnlyList<FoundFeed>> ReadAsync(IReadOnlyList<FeedCandidate> candidates, CancellationToken cancellation)
    {
        var feeds = new Dictionary<string, FoundFeed>(StringComparer.Ordinal);
        var requests = candidates.Select(candidate => new FetchRequest { Url = candidate.Url, Kind = FetchKind.Feed }).ToArray();
        await foreach (var (request, result) in web.FetchAllAsync(requests, cancellation))
        {
            if (result is FetchResult.Fetched fetched && FeedIn(fetched, request.Url, candidates.First(candidate => candidate.Url == request.Url).Title) is { } feed)
                feeds[request.Url] = feed;
        }
        // Answers come in the order of the network; what the page said first and an empty feed last is the order for people.
        return
        [
            .. candidates.Select(candidate => feeds.GetValueOrDefault(candidate.Url)).OfType<FoundFeed>()
                .DistinctBy(feed => feed.Url)
                .OrderBy(feed => feed.Items == 0),
        ];
    }

    private FoundFeed? FeedIn(FetchResult.Fetched fetched, string asked, string? title)
    {
        var feed = reader.Read(fetched.Body.Span, new FeedContext(fetched.FinalUrl, fetched.ContentType, fetched.Headers, at));
        return feed.Format == FeedFormat.Unknown
            ? null
            : new FoundFeed(fetched.MovedTo ?? asked, feed.Title ?? title, feed.SiteUrl, feed.Version, feed.Items.Count, feed.Items.Max(item => item.Published?.Instant), feed.Problems.Count);
    }
}

/// <summary>What was found at a page.</summary>
/// <param name="Feeds">Its feeds, best first.</param>
/// <param name="Reason">Why there is none; empty otherwise.</param>
internal sealed record FeedFinding(IReadOnlyList<FoundFeed> Feeds, string Reason);

/// <summary>A feed that was read.</summary>
/// <param name="Url">Its address; where it moved to for good, when it did.</param>
/// <param name="Title">Its name.</param>
/// <param name="SiteUrl">The site it says it belongs to.</param>
/// <param name="Version">Its dialect, such as rss20 or atom10.</param>
/// <param name="Items">How many items it holds now.</param>
/// <param name="Newest">When the newest of them was published.</param>
/// <param name="Forgiven">Faults that had to be forgiven.</param>
internal sealed record FoundFeed(string Url, string? Title, string? SiteUrl, string Version, int Items, DateTimeOffset? Newest, int Forgiven);
