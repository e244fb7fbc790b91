namespace Broadsheet.Publishing.Syndication;

/// <summary>Plans the feeds below <c>public/</c>: RSS, Atom and JSON Feed of the site, its topics and publishers, and OPML of the sources.</summary>
/// <param name="options">Which feeds, and how long.</param>
public sealed class SyndicationPublisher(SyndicationOptions options) : IEditionPublisher
{
    // A rare query must not make each printing read the whole archive.
    private const int MostLookedThrough = 2000;

    /// <inheritdoc/>
    public string Name => "syndication";

    /// <summary>All files an edition calls for.</summary>
    public IEnumerable<PlannedFile> Plan(Edition edition) => this.PlanAll(edition);

    /// <inheritdoc/>
    IEnumerable<SitePart> IEditionPublisher.Parts(EditionIndex index, EditionChanges changes)
    {
        if (!changes.IsAny)
            return [];
        var addresses = new SiteAddresses(index.Edition.Masthead);
        var maker = new ChannelMaker(index.Edition.Masthead, addresses);
        return
        [
            new SitePart("feed", [.. OfSite(index, addresses, maker), Opml(index.Edition)]),
            .. OfQueries(index, addresses, maker),
            .. options.TopicFeeds ? OfTopics(index, changes, addresses, maker) : [],
            .. options.ProviderFeeds ? OfProviders(index, changes, addresses, maker) : [],
            .. options.StoryFeeds ? OfStories(index, changes, addresses, maker) : [],
        ];
    }

    private IEnumerable<SitePart> OfTopics(EditionIndex index, EditionChanges changes, SiteAddresses addresses, ChannelMaker maker) => index.Edition.Topics
        .DistinctBy(SiteAddresses.Topic)
        .Where(topic => changes.IsEverything || changes.Of(PlaceKind.Topic, topic.Name).Count > 0)
        .Select(topic => new SitePart("feed/" + SiteAddresses.Topic(topic), [.. OfTopic(topic, index, addresses, maker)]));

    private IEnumerable<SitePart> OfProviders(EditionIndex index, EditionChanges changes, SiteAddresses addresses, ChannelMaker maker) =>
        (changes.IsEverything ? index.ByProvider.Keys : changes.Names(PlaceKind.Provider)).Select(address => new SitePart(
            "feed/" + address,
            index.ByProvider.TryGetValue(address, out var reports) ? [.. OfProvider(address, reports, index.Edition.Masthead, addresses, maker)] : []));

    private IEnumerable<SitePart> OfStories(EditionIndex index, EditionChanges changes, SiteAddresses addresses, ChannelMaker maker) =>
        index.Changed(changes).Select(story => new SitePart(
            "feed/story/" + story.Id,
            story.Placed is { Story.IsPublished: true } placed ? [.. OfStory(placed, index.Edition.Masthead, addresses, maker)] : []));

    private IEnumerable<SitePart> OfQueries(EditionIndex index, SiteAddresses addresses, ChannelMaker maker)
    {
        foreach (var (name, text) in options.Queries.OrderBy(query => query.Key, StringComparer.Ordinal))
        {
            if (StoryQuery.Parse(text) is not { } query)
                continue;
            var masthead = index.Edition.Masthead;
            var folder = SiteAddresses.Query(name);
            var title = $"{PlainText.Of(name)} · {PlainText.Of(masthead.Title)}";
            var stories = index.Arrivals.Newest(MostLookedThrough).Where(placed => query.Fits(placed.Story, index.TopicsByName)).Take(options.Entries).ToList();
            yield return new SitePart("feed/" + folder, [.. Files(folder, Shown(stories.Select(placed => placed.Print), title, text), masthead, addresses, () => (title, PlainText.Of(text), [.. stories.Select(placed => maker.Entry(placed.Story))]), page: "")]);
        }
    }

    private IEnumerable<PlannedFile> OfSite(EditionIndex index, SiteAddresses addresses, ChannelMaker maker)
    {
        var stories = index.Arrivals.Newest(options.Entries).ToList();
        var masthead = index.Edition.Masthead;
        return Files("", Shown(stories.Select(placed => placed.Print), masthead.Title, masthead.Description), masthead, addresses, () => (
            PlainText.Of(masthead.Title),
            PlainText.Of(masthead.Description),
            [.. stories.Select(placed => maker.Entry(placed.Story))]));
    }

    private IEnumerable<PlannedFile> OfTopic(Topic topic, EditionIndex index, SiteAddresses addresses, ChannelMaker maker)
    {
        var stories = index.OfTopic(topic.Name).Newest(options.Entries).ToList();
        var masthead = index.Edition.Masthead;
        var title = $"{PlainText.Of(topic.Name)} · {PlainText.Of(masthead.Title)}";
        return Files(SiteAddresses.Topic(topic), Shown(stories.Select(placed => placed.Print), title), masthead, addresses, () => (title, "", [.. stories.Select(placed => maker.Entry(placed.Story))]));
    }

    private IEnumerable<PlannedFile> OfProvider(string address, MonthlyList<PlacedReport> all, Masthead masthead, SiteAddresses addresses, ChannelMaker maker)
    {
        var reports = all.Newest(options.Entries).ToList();
        var title = $"{PlainText.Of(reports[0].Article.Provider.Name)} · {PlainText.Of(masthead.Title)}";
        var shown = Shown(reports.Select(report => report.ArticlePrint), title);
        foreach (var report in reports)
            shown.Add(report.Story.Id);
        return Files(address, shown, masthead, addresses, () => (title, "", [.. reports.Select(report => maker.Entry(report.Article, report.Story))]));
    }

    private IEnumerable<PlannedFile> OfStory(PlacedStory placed, Masthead masthead, SiteAddresses addresses, ChannelMaker maker)
    {
        var story = placed.Story;
        return Files(SiteAddresses.Story(story), Shown([placed.Print], masthead.Title), masthead, addresses, () => (
            PlainText.Of(story.Lead.Title),
            PlainText.Of(story.Lead.Excerpt),
            [.. story.Articles.OrderByDescending(article => article.Published).ThenBy(article => article.Id, StringComparer.Ordinal).Take(options.Entries).Select(article => maker.Entry(article, story))]));
    }

    private static Fingerprint Shown(IEnumerable<Checksum> entries, params ReadOnlySpan<string> titles)
    {
        var shown = new Fingerprint();
        foreach (var title in titles)
            shown.Add(title);
        foreach (var entry in entries)
            shown.Add(entry);
        return shown;
    }

    private IEnumerable<PlannedFile> Files(
        string folder,
        Fingerprint shown,
        Masthead masthead,
        SiteAddresses addresses,
        Func<(string Title, string Description, IReadOnlyList<ChannelEntry> Entries)> content,
        string? page = null)
    {
        var hubs = options.SafeHubs();
        shown.Add(addresses.Home).Add(masthead.Locale);
        foreach (var hub in hubs)
            shown.Add(hub);
        var hash = shown.ToString();
        return
        [
            File(RssWriter.File, RssWriter.Write),
            File(AtomWriter.File, AtomWriter.Write),
            File(JsonFeedWriter.File, JsonFeedWriter.Write),
        ];

        PlannedFile File(string name, Func<Channel, string, byte[]> write) =>
            new(SiteAddresses.File(folder + name), hash, () => write(Channel(), addresses.Absolute(folder + name)));

        Channel Channel()
        {
            var (title, description, entries) = content();
            return new Channel(title, description.Length > 0 ? description : title, PlainText.Of(masthead.Locale), addresses.Absolute(page ?? folder), folder, entries, hubs);
        }
    }

    private static PlannedFile Opml(Edition edition)
    {
        var shown = new Fingerprint().Add(edition.Masthead.Title);
        foreach (var source in edition.Sources)
            shown.Add(source.Url).Add(source.Title).Add(source.SiteUrl).Add(source.Category);
        return new PlannedFile(
            SiteAddresses.File(OpmlWriter.File),
            shown.ToString(),
            () => OpmlWriter.Write(PlainText.Of(edition.Masthead.Title), edition.Sources));
    }
}
