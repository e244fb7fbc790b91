using System.Text.Json;
using Broadsheet.Extraction;
using Broadsheet.Pages;
using Broadsheet.Polling;
using Broadsheet.Storage;

namespace Broadsheet.Running;

/// <summary>
/// Reads the pages that waiting items lead to. Whatever comes is kept with the item at once,
/// so that an interrupted run asks nobody twice; and so is what was read of robots.txt files on the way.
/// </summary>
internal sealed class PageRound(NewsStore store, WebFetcher web, PageReader pages, Func<ArrivedItem, bool> isWanted, Action keepRobots, RunLog log)
{
    /// <summary>Answers kept per transaction: few enough to lose little, many enough not to wait for the disk each time.</summary>
    private const int Batch = 32;

    /// <summary>Does the round.</summary>
    /// <param name="at">The moment of the run.</param>
    /// <param name="cancellation">Stops it; what was read is kept.</param>
    public async Task GoAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        var waiting = store.Inbox.Unvisited().ToLookup(item => item.Item.Link is not null && isWanted(item));
        Keep([.. waiting[false].Select(item => (item, Visit.Unasked))]);
        await VisitAsync([.. waiting[true]], at, cancellation);
    }

    private async Task VisitAsync(IReadOnlyList<ArrivedItem> items, DateTimeOffset at, CancellationToken cancellation)
    {
        // The same page through several feeds is asked for once.
        var byAddress = items.GroupBy(item => item.Item.CanonicalLink ?? item.Item.Link!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        var requests = byAddress.Keys.Order(StringComparer.Ordinal).Select(url => new FetchRequest { Url = url, Kind = FetchKind.Page }).ToArray();
        var done = 0;
        log.Progress("pages", 0, requests.Length);
        var pending = new List<(ArrivedItem Item, Visit Visit)>();
        await foreach (var (request, result) in web.FetchAllAsync(requests, cancellation))
        {
            var visit = Read(request.Url, result, at);
            pending.AddRange(byAddress[request.Url].Select(item => (item, visit)));
            if (pending.Count >= Batch)
                Keep(pending);
            keepRobots();
            log.Progress("pages", ++done, requests.Length);
        }
        Keep(pending);
    }

    private Visit Read(string url, FetchResult result, DateTimeOffset at)
    {
        if (result is FetchResult.Fetched page)
        {
            log.Pages++;
            return new Visit(new VisitedPage(page.FinalUrl, pages.Read(page.Body.Span, page.FinalUrl, page.ContentType, at), null), IsMeasured: false);
        }
        var reason = result is FetchResult.Failed failed ? failed.Reason : "The publisher says that the page is gone.";
        log.PagesMissing++;
        log.Trouble(url, reason);
        return new Visit(new VisitedPage(null, null, reason), IsMeasured: false);
    }

    private void Keep(List<(ArrivedItem Item, Visit Visit)> pending)
    {
        using var writing = store.Begin();
        foreach (var (item, visit) in pending)
            store.Inbox.SaveVisit(item, Write(visit));
        writing.Commit();
        pending.Clear();
    }

    private static string Write(Visit visit) => JsonSerializer.Serialize(visit, RunningJson.Default.Visit);
}
