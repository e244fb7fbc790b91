namespace Broadsheet.Publishing.Website;

/// <summary>Lays out the front page: the lead, the stories around it, what is rising, a section per topic, and the rest.</summary>
internal sealed class FrontPage(EditionIndex index, SiteFrame frame, ViewMaker views, SiteClock clock, SiteAddresses addresses, WebsiteOptions options)
{
    // A section whose best story is not among these is no news; and a front page must not cost more in a large site.
    private const int MostConsidered = 2000;

    public PlannedFile Plan()
    {
        var layout = Arrange();
        var shown = new Fingerprint();
        foreach (var story in layout.All)
            shown.Add(index.PrintOf(story));
        shown.Add(layout.Second.Count).Add(layout.Rising.Count);
        foreach (var (topic, stories) in layout.Sections)
            shown.Add(topic.Id).Add(stories.Count);
        return frame.Page("", "front", shown, () => Content(layout));
    }

    private Layout Arrange()
    {
        var remaining = new LinkedList<Story>(index.Stories.Take(MostConsidered));
        var lead = Take(remaining, 1, _ => true);
        var second = Take(remaining, options.SecondStories, _ => true);
        var rising = Rising(remaining);
        var sections = index.Edition.Topics
            .Where(topic => topic.Parent is not null && topic.Highlight is null)
            .Select(topic => (Topic: topic, Stories: (IReadOnlyList<Story>)Take(remaining, options.SectionStories, story => story.Lead.Topics.Any(match => match.Topic == topic.Name))))
            .Where(section => section.Stories.Count > 0)
            .Take(options.Sections)
            .ToList();
        return new Layout(lead, second, rising, sections, Take(remaining, options.MoreStories, _ => true));
    }

    private List<Story> Rising(LinkedList<Story> remaining)
    {
        var ids = index.Edition.Rising.Select(story => story.Id).ToList();
        return [.. ids.SelectMany(id => Take(remaining, 1, story => story.Id == id)).Take(options.RisingStories)];
    }

    private static List<Story> Take(LinkedList<Story> remaining, int count, Func<Story, bool> wanted)
    {
        var taken = new List<Story>();
        for (var node = remaining.First; node is not null && taken.Count < count;)
        {
            var next = node.Next;
            if (wanted(node.Value))
            {
                taken.Add(node.Value);
                remaining.Remove(node);
            }

            node = next;
        }

        return taken;
    }

    private PageContent Content(Layout layout)
    {
        var masthead = index.Edition.Masthead;
        var stories = layout.All.ToList();
        var lead = layout.Lead.Select(views.Story).FirstOrDefault();
        return new PageContent(PlainText.Of(masthead.Title), PlainText.Of(masthead.Description))
        {
            Picture = lead?.Lead.Picture is { } picture ? JsonLd.AbsolutePicture(picture.Src, masthead) : null,
            Feeds = "",
            JsonLd = JsonLd.FrontPage(masthead, addresses, stories),
            Values =
            [
                new("lead", lead),
                new("second", layout.Second.Select(views.Story).ToList()),
                new("rising", layout.Rising.Select(views.Story).ToList()),
                new("sections", layout.Sections.Select(section => new SectionView(views.Topic(section.Topic), [.. section.Stories.Select(views.Story)])).ToList()),
                new("more", layout.More.Select(views.Story).ToList()),
                new("archive_href", addresses.Local("archive/")),
                // The paper is dated by its newest report, not by the clock: without news it stays as it is.
                new("edition_date", stories.Count == 0 ? null : clock.Long(clock.DayOf(stories.Max(story => story.Latest)))),
                new("edition_time", stories.Count == 0 ? null : clock.View(stories.Max(story => story.Latest))),
            ],
        };
    }

    private sealed record Layout(
        IReadOnlyList<Story> Lead,
        IReadOnlyList<Story> Second,
        IReadOnlyList<Story> Rising,
        IReadOnlyList<(Topic Topic, IReadOnlyList<Story> Stories)> Sections,
        IReadOnlyList<Story> More)
    {
        public IEnumerable<Story> All => [.. Lead, .. Second, .. Rising, .. Sections.SelectMany(section => section.Stories), .. More];
    }
}
