using System.Text.Json;
using Broadsheet.Extraction;
using Broadsheet.Pictures;
using Broadsheet.Polling;
using Broadsheet.Storage;

namespace Broadsheet.Running;

/// <summary>Looks at the pictures that may lead the waiting articles, and at the icons of publishers we have no logo of.</summary>
internal sealed class PictureRound(NewsStore store, ArticleMaker maker, PictureTaker taker, LogoMaker logos, DefaultIcons icons, Action keepRobots, RunLog log)
{
    /// <summary>Decoding takes memory, so few are looked at side by side.</summary>
    private const int AtATime = 4;

    private const int Batch = 32;

    /// <summary>Asks for a picture's bytes as <see cref="PictureTaker"/> and <see cref="LogoMaker"/> want them.</summary>
    public static async ValueTask<FetchedPicture> FetchAsync(WebFetcher web, string url, FetchKind kind, CancellationToken cancellation) =>
        await web.FetchAsync(new FetchRequest { Url = url, Kind = kind }, cancellation) switch
        {
            FetchResult.Fetched fetched => new FetchedPicture(fetched.Body),
            FetchResult.Failed failed => new FetchedPicture(null, failed.Reason, IsTransient(failed.Code)),
            _ => new FetchedPicture(null, "The publisher says that the picture is gone."),
        };

    /// <summary>Does the round.</summary>
    /// <param name="at">The moment of the run.</param>
    /// <param name="cancellation">Stops it; what was looked at is kept.</param>
    public async Task GoAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        var waiting = store.Inbox.All()
            .Where(row => row.Visit is not null)
            .Select(row => (row.Item, Visit: JsonSerializer.Deserialize(row.Visit!, RunningJson.Default.Visit)!))
            .ToArray();
        await MeasureAsync([.. waiting.Where(entry => !entry.Visit.IsMeasured)], cancellation);
        await MakeLogosAsync(waiting, at, cancellation);
    }

    private async Task MeasureAsync(IReadOnlyList<(ArrivedItem Item, Visit Visit)> waiting, CancellationToken cancellation)
    {
        var done = 0;
        foreach (var batch in waiting.Chunk(Batch))
        {
            var measured = new Visit[batch.Length];
            await Parallel.ForAsync(0, batch.Length, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation, TaskScheduler = TaskScheduler.Current }, async (i, token) =>
            {
                var candidates = maker.PicturesOf(batch[i].Item.Material(batch[i].Visit));
                measured[i] = batch[i].Visit with { Pictures = await taker.TakeAsync(candidates, token), IsMeasured = true };
            });
            using (var writing = store.Begin())
            {
                for (var i = 0; i < batch.Length; i++)
                    Keep(batch[i].Item, measured[i]);
                writing.Commit();
            }
            keepRobots();
            log.Progress("pictures", done += batch.Length, waiting.Count);
        }
    }

    private void Keep(ArrivedItem item, Visit visit)
    {
        foreach (var (url, picture) in visit.Pictures)
        {
            if (picture.Refusal is { } refusal)
                log.Trouble(url, refusal);
        }
        store.Inbox.SaveVisit(item, JsonSerializer.Serialize(visit, RunningJson.Default.Visit));
    }

    private async Task MakeLogosAsync(IReadOnlyList<(ArrivedItem Item, Visit Visit)> waiting, DateTimeOffset at, CancellationToken cancellation)
    {
        var tries = LogoTries.Load(store);
        var providers = waiting
            .Where(entry => entry.Visit.Page?.Metadata is not null)
            .Select(entry => (Domain: maker.DomainOf(entry.Item.Material(entry.Visit)), entry.Visit.Page!.Metadata!.Icons))
            .Where(offer => offer.Domain is not null && offer.Icons.Count > 0)
            .DistinctBy(offer => offer.Domain, StringComparer.Ordinal)
            .Where(offer => logos.Find(offer.Domain!).Count == 0 && tries.MayTry(offer.Domain!, at))
            .ToArray();
        foreach (var (domain, icons) in providers)
        {
            var made = await logos.MakeAsync(domain!, icons, cancellation);
            if (made.Reason is { } reason)
                log.Trouble("logo of " + domain, reason);
            tries.Note(domain!, at);
        }
        if (providers.Length == 0)
            return;
        tries.Save(store);
        LearntState.Save(store, icons);
    }

    /// <summary>Whether asking again later may help: the host's fault, not the picture's.</summary>
    private static bool IsTransient(string code) =>
        code is "time-out" or "http-429" or "no-connection" || code.StartsWith("http-5", StringComparison.Ordinal);
}
