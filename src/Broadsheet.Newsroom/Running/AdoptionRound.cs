using Broadsheet.Storage;

namespace Broadsheet.Running;

/// <summary>Takes over stories that were made elsewhere, in one transaction.</summary>
internal sealed class AdoptionRound(NewsStore store, Judge judge, StoryRound stories)
{
    /// <summary>Does the round; gives the number of articles that are new.</summary>
    public int Go(IReadOnlyList<Story> adopted)
    {
        using var writing = store.Begin();
        var fresh = new List<(Article Article, string StoryId)>();
        foreach (var story in adopted)
        {
            foreach (var article in story.Articles.Where(article => store.Articles.FindByPath(article.Path) is null && store.Articles.Find(article.Id) is null))
            {
                Keep(article.Id == story.Lead.Id ? article with { StatedHeat = story.Heat } : article);
                store.Placements.Save(new Placement(article.Id, story.Id, 1, [], null, 0, "adopted"));
                fresh.Add((article, story.Id));
            }
            if (store.Articles.Find(story.Lead.Id) is not null)
                store.Placements.SaveLead(story.Id, story.Lead.Id);
        }
        if (fresh.Count == 0)
            return 0;
        stories.Learn(fresh);
        writing.Commit();
        return fresh.Count;
    }

    private void Keep(Article article)
    {
        var key = WebAddress.From(article.CanonicalUrl)?.Key;
        // Old sites filed an article anew when its title changed; the later copy is known by its id alone.
        var isTaken = key is null || store.Articles.FindByKey(key) is not null;
        store.Articles.Save(article, isTaken ? article.Id : key!, judge.Fingerprint);
        if (!isTaken)
            store.Articles.AddAddress(key!, article.Id);
    }
}
