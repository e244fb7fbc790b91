namespace Broadsheet.Publishing.Website;

/// <summary>The pages of each topic.</summary>
internal sealed class TopicPages(EditionIndex index, SiteFrame frame, ListPages lists, ViewMaker views, ThemeStrings strings)
{
    public IEnumerable<SitePart> Parts(EditionChanges changes) => index.Edition.Topics
        .DistinctBy(SiteAddresses.Topic)
        .Where(topic => changes.IsEverything || changes.Of(PlaceKind.Topic, topic.Name).Count > 0)
        // A topic has its page before it has its first story.
        .SelectMany(topic => lists.Plan(ListOf(topic, changes), isLasting: true));

    private GrowingList<PlacedStory> ListOf(Topic topic, EditionChanges changes)
    {
        var stories = index.OfTopic(topic.Name);
        return new(
            SiteAddresses.Topic(topic),
            "topic",
            stories,
            changes.MonthsOf(PlaceKind.Topic, topic.Name, stories),
            placed => placed.Print,
            _ => new Fingerprint().Add(topic.Id).Add(topic.Name).Add(topic.Highlight?.Text),
            (items, values) => new PageContent(PlainText.Of(topic.Name), strings["topic.description"].Replace("{x}", PlainText.Of(topic.Name), StringComparison.Ordinal))
            {
                Feeds = SiteAddresses.Topic(topic),
                Values = [.. values, new("topic", views.Topic(topic)), new("current", views.Topic(topic).Href), new("stories", items.Select(placed => frame.InList(placed.Story)).ToList())],
            });
    }
}
