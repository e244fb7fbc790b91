namespace Broadsheet.Publishing.Website;

/// <summary>A page per story: the coverage as a timeline, why it is together, and how its numbers come about.</summary>
internal sealed class StoryPages(EditionIndex index, SiteFrame frame, ViewMaker views, SiteAddresses addresses)
{
    public PlannedFile Page(PlacedStory placed) =>
        frame.Page(SiteAddresses.Story(placed.Story), "story", new Fingerprint().Add(placed.Print), () => Content(placed.Story));

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
                new("coverage", views.Coverage(story, view.Lead)),
                new("diversity", views.Diversity(story)),
            ],
        };
    }
}
