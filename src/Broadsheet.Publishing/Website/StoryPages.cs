namespace Broadsheet.Publishing.Website;

/// <summary>A page per story: the coverage as a timeline, why it is together, and how its numbers come about.</summary>
internal sealed class StoryPages(EditionIndex index, SiteFrame frame, ViewMaker views, SiteAddresses addresses)
{
    public IEnumerable<PlannedFile> Plan() => index.Stories
        .DistinctBy(SiteAddresses.Story)
        .Select(story => frame.Page(SiteAddresses.Story(story), "story", Shown(story), () => Content(story)));

    private Fingerprint Shown(Story story)
    {
        var shown = new Fingerprint().Add(index.PrintOf(story));
        foreach (var article in story.Articles)
        {
            shown.Add(index.OrganizationsByDomain.GetValueOrDefault(article.Provider.Domain)?.Country);
            if (index.Edition.Placements.GetValueOrDefault(article.Id) is not { } placement)
                continue;
            shown.Add(placement.Reason).Add((long)Math.Round(placement.Likeness * 100));
            foreach (var term in placement.SharedTerms)
                shown.Add(term);
        }

        return shown;
    }

    private PageContent Content(Story story)
    {
        var view = views.Story(story);
        var masthead = index.Edition.Masthead;
        return new PageContent(view.Lead.Title, view.Lead.Excerpt)
        {
            Picture = view.Lead.Picture is { } picture ? JsonLd.AbsolutePicture(picture.Src, masthead) : null,
            JsonLd = JsonLd.Story(story, masthead, addresses),
            Values =
            [
                new("story", view),
                new("coverage", views.Coverage(story)),
                new("diversity", views.Diversity(story)),
            ],
        };
    }
}
