using System.Text.Json;
using Broadsheet.Extraction;
using Broadsheet.Storage;

namespace Broadsheet.Running;

/// <summary>
/// Makes articles of the waiting items and what their pages said. Asks nobody, so it is done in one transaction: at any moment
/// either all of a run's items wait, or none does.
/// </summary>
internal sealed class ArticleRound(NewsStore store, ArticleMaker maker, DefaultCards cards, ProviderDirectory providers, Judge judge, RunLog log)
{
    private const int LongestTitle = 200;

    private readonly ArticleMerger merger = new();

    /// <summary>Does the round.</summary>
    public void Go()
    {
        var waiting = store.Inbox.All().Select(row => (row.Item, Material: MaterialOf(row.Item, row.Visit))).ToArray();
        if (waiting.Length == 0)
            return;
        using var writing = store.Begin();
        // All pictures are counted before the first article is made, so that the first one does without the site's card too.
        foreach (var (item, material) in waiting.Where(entry => store.Items.Find(entry.Item.Source.Url, entry.Item.Item.Identity)?.ArticleId is null))
        {
            if (maker.CardOf(material) is { } card)
                cards.Saw(card.Domain, card.Picture);
        }
        foreach (var (item, material) in waiting)
            Take(item, material);
        LearntState.Save(store, cards);
        LearntState.Save(store, providers);
        writing.Commit();
    }

    private void Take(ArrivedItem item, ArticleMaterial material)
    {
        log.Items++;
        var outcome = maker.Make(material) switch
        {
            ArticleResult.Made made => Take(made.Article, item, material),
            ArticleResult.Rejected rejected => Known(item, null, rejected.Rejection.Code, rejected.Rejection.Sentence),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (outcome.Rejection is { } code)
            log.Reject(new TurnedAway(code, Shortened(item.Item.Title), item.Item.Link, item.Source.Url, outcome.Reason ?? ""));
        store.Items.Save(outcome);
        store.Inbox.Remove(item);
    }

    // A title can be megabytes long; a report only has to say which item is meant.
    private static string Shortened(string? title) => title is { Length: > LongestTitle } ? title[..LongestTitle] + "…" : title ?? "";

    private KnownItem Take(Article arriving, ArrivedItem item, ArticleMaterial material)
    {
        if (judge.Refuses(arriving) is { } refusal)
            return Known(item, null, refusal.Code, refusal.Sentence);
        var keys = KeysOf(arriving);
        var held = keys.Select(store.Articles.FindByKey).FirstOrDefault(article => article is not null);
        if (held is null)
        {
            Keep(arriving, keys, material);
            providers.Learn(arriving.Provider.Domain, material.Page?.Metadata?.Publisher?.Value ?? arriving.Provider.Name);
            log.NewArticles++;
            return Known(item, arriving.Id, null, null);
        }
        var merged = merger.Merge(held, arriving);
        if (merged.Changed.Count > 0)
        {
            Keep(merged.Article, keys, material);
            log.ChangedArticles++;
        }
        return Known(item, held.Id, null, null);
    }

    private void Keep(Article article, IReadOnlyList<string> keys, ArticleMaterial material)
    {
        store.Articles.Save(judge.Judged(article), keys[0], judge.Fingerprint);
        foreach (var key in keys)
            store.Articles.AddAddress(key, article.Id);
        if (material.Page?.Metadata?.Candidates is { Count: > 0 } candidates)
            store.Evidence.Save(article.Id, candidates);
    }

    /// <summary>What an article is known by: its canonical address first, then where the feed pointed and where that led.</summary>
    private static IReadOnlyList<string> KeysOf(Article article) =>
    [
        .. new[] { article.CanonicalUrl, article.WebUrl, article.OriginalUrl }
            .Select(url => WebAddress.From(url)?.Key)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal),
    ];

    private static ArticleMaterial MaterialOf(ArrivedItem item, string? visitJson)
    {
        var visit = visitJson is null ? Visit.Unasked : JsonSerializer.Deserialize(visitJson, RunningJson.Default.Visit) ?? Visit.Unasked;
        return item.Material(visit);
    }

    private static KnownItem Known(ArrivedItem item, string? articleId, string? code, string? sentence) =>
        new(item.Source.Url, item.Item.Identity, item.Content, articleId, code, sentence, item.Arrived);
}
