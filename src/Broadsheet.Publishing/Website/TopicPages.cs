namespace Broadsheet.Publishing.Website;

/// <summary>The pages of each topic.</summary>
internal sealed class TopicPages(EditionIndex index, ListPages lists, ViewMaker views, ThemeStrings strings)
{
    public IEnumerable<PlannedFile> Plan() => index.Edition.Topics
        .DistinctBy(SiteAddresses.Topic)
        .SelectMany(topic => lists.Plan(ListOf(topic)));

    private GrowingList<Story> ListOf(Topic topic) => new(
        SiteAddresses.Topic(topic),
        "topic",
        index.ByTopic.GetValueOrDefault(topic.Name) ?? [],
        EditionIndex.FirstSeen,
        index.PrintOf,
        () => new Fingerprint().Add(topic.Id).Add(topic.Name).Add(topic.Highlight?.Text),
        (stories, values) => new PageContent(PlainText.Of(topic.Name), strings["topic.description"].Replace("{x}", PlainText.Of(topic.Name), StringComparison.Ordinal))
        {
            Feeds = SiteAddresses.Topic(topic),
            Values = [.. values, new("topic", views.Topic(topic)), new("current", views.Topic(topic).Href), new("stories", stories.Select(views.Story).ToList())],
        });
}
