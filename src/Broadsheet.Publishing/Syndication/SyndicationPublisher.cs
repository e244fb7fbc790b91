namespace Broadsheet.Publishing.Syndication;

/// <summary>Plans the feeds below <c>public/</c>: RSS, Atom and JSON Feed of the site, its topics and publishers, and OPML of the sources.</summary>
/// <param name="options">Which feeds, and how long.</param>
public sealed class SyndicationPublisher(SyndicationOptions options) : IEditionPublisher
{
    /// <inheritdoc/>
    public string Name => "syndication";

    /// <inheritdoc/>
    public IEnumerable<PlannedFile> Plan(Edition edition)
    {
        // Feeds are not divided by days; any calendar serves.
        var index = new EditionIndex(edition, instant => DateOnly.FromDateTime(instant.UtcDateTime));
        var addresses = new SiteAddresses(edition.Masthead);
        var maker = new ChannelMaker(edition.Masthead, addresses);
        return
        [
            .. OfSite(index, addresses, maker),
            .. options.TopicFeeds ? edition.Topics.DistinctBy(SiteAddresses.Topic).SelectMany(topic => OfTopic(topic, index, addresses, maker)) : [],
            .. options.ProviderFeeds ? index.ByProvider.SelectMany(provider => OfProvider(provider.Key, provider.Value, index, addresses, maker)) : [],
            .. options.StoryFeeds ? index.Stories.DistinctBy(SiteAddresses.Story).SelectMany(story => OfStory(story, index, addresses, maker)) : [],
            Opml(edition),
        ];
    }

    private IEnumerable<PlannedFile> OfSite(EditionIndex index, SiteAddresses addresses, ChannelMaker maker)
    {
        var stories = index.Newest(options.Entries).ToList();
        var masthead = index.Edition.Masthead;
        return Files("", Shown(stories.Select(index.PrintOf), masthead.Title, masthead.Description), masthead, addresses, () => (
            PlainText.Of(masthead.Title),
            PlainText.Of(masthead.Description),
            [.. stories.Select(maker.Entry)]));
    }

    private IEnumerable<PlannedFile> OfTopic(Topic topic, EditionIndex index, SiteAddresses addresses, ChannelMaker maker)
    {
        var stories = Last(index.ByTopic.GetValueOrDefault(topic.Name) ?? []);
        var masthead = index.Edition.Masthead;
        var title = $"{PlainText.Of(topic.Name)} · {PlainText.Of(masthead.Title)}";
        return Files(SiteAddresses.Topic(topic), Shown(stories.Select(index.PrintOf), title), masthead, addresses, () => (title, "", [.. stories.Select(maker.Entry)]));
    }

    private IEnumerable<PlannedFile> OfProvider(string address, List<(Article Article, Story Story)> all, EditionIndex index, SiteAddresses addresses, ChannelMaker maker)
    {
        var articles = Last(all);
        var masthead = index.Edition.Masthead;
        var title = $"{PlainText.Of(all[^1].Article.Provider.Name)} · {PlainText.Of(masthead.Title)}";
        var shown = Shown(articles.Select(item => index.PrintOf(item.Article)), title);
        foreach (var (_, story) in articles)
            shown.Add(story.Id);
        return Files(address, shown, masthead, addresses, () => (title, "", [.. articles.Select(item => maker.Entry(item.Article, item.Story))]));
    }

    private IEnumerable<PlannedFile> OfStory(Story story, EditionIndex index, SiteAddresses addresses, ChannelMaker maker)
    {
        var masthead = index.Edition.Masthead;
        return Files(SiteAddresses.Story(story), Shown([index.PrintOf(story)], masthead.Title), masthead, addresses, () => (
            PlainText.Of(story.Lead.Title),
            PlainText.Of(story.Lead.Excerpt),
            [.. story.Articles.OrderByDescending(article => article.Published).ThenBy(article => article.Id, StringComparer.Ordinal).Take(options.Entries).Select(article => maker.Entry(article, story))]));
    }

    private IReadOnlyList<T> Last<T>(List<T> growing) => [.. growing.Skip(Math.Max(0, growing.Count - options.Entries)).Reverse()];

    private static Fingerprint Shown(IEnumerable<UInt128> entries, params ReadOnlySpan<string> titles)
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
        Func<(string Title, string Description, IReadOnlyList<ChannelEntry> Entries)> content)
    {
        var hub = SafeLink.Of(options.Hub);
        var hash = shown.Add(addresses.Home).Add(masthead.Locale).Add(hub).ToString();
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
            return new Channel(title, description.Length > 0 ? description : title, PlainText.Of(masthead.Locale), addresses.Absolute(folder), folder, entries, hub);
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
