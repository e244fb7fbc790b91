using Broadsheet.Storage;

namespace Broadsheet.Running;

/// <summary>Takes over stories that were made elsewhere, in one transaction.</summary>
internal sealed class AdoptionRound(NewsStore store, Judge judge)
{
    /// <summary>Does the round; gives the number of articles that are new.</summary>
    public int Go(IReadOnlyList<Story> stories)
    {
        using var writing = store.Begin();
        var fresh = 0;
        foreach (var story in stories)
        {
            foreach (var article in story.Articles.Where(article => store.Articles.FindByPath(article.Path) is null && store.Articles.Find(article.Id) is null))
            {
                Keep(article.Id == story.Lead.Id ? article with { StatedHeat = story.Heat } : article);
                store.Placements.Save(new Placement(article.Id, story.Id, 1, [], null, 0, "adopted"));
                fresh++;
            }
            if (store.Articles.Find(story.Lead.Id) is not null)
                store.Placements.SaveLead(story.Id, story.Lead.Id);
        }
        if (fresh > 0)
            writing.Commit();
        return fresh;
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
