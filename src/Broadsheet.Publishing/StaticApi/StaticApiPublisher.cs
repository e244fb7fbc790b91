using System.Text;

namespace Broadsheet.Publishing.StaticApi;

/// <summary>
/// Publishes the news as JSON files that any web server can serve: <c>api/news/</c> and <c>api/news/{topic}/</c> with numbered pages, and
/// <c>api/topics/</c>.
/// </summary>
/// <param name="options">The settings.</param>
public sealed class StaticApiPublisher(ApiOptions options) : IEditionPublisher
{
    private const string News = "api/news/";

    /// <inheritdoc/>
    public string Name => "api";

    /// <summary>All files an edition calls for.</summary>
    public IEnumerable<PlannedFile> Plan(Edition edition) => this.PlanAll(edition);

    /// <inheritdoc/>
    IEnumerable<SitePart> IEditionPublisher.Parts(EditionIndex index, EditionChanges changes)
    {
        if (!changes.IsAny)
            return [];
        var edition = index.Edition;
        var parts = options.Profile == ApiProfile.Compat ? CompatParts(edition) : ModernParts(index, changes);
        return options.Location.IsoCode.Length == 0 ? parts : parts.Append(new SitePart("api/location", [Location(edition)]));
    }

    /// <summary>Pages counted from the newest, as the old API had them: with each new item all of them move on.</summary>
    private IEnumerable<SitePart> CompatParts(Edition edition)
    {
        var news = PublishedNews.Of(edition);
        var items = new ApiItemWriter(edition, ApiShape.Old, PublishedNews.ZoneOf(news, options.UtcSince, edition.Masthead));
        var listed = news.ConvertAll(story => new ListedItem(story, new Fingerprint().Add(items.Write(story)).Sum()));
        yield return new SitePart(News, [.. CountedPages(News, listed, items)]);
        foreach (var topic in TopicsOf(edition))
        {
            var folder = FolderOf(topic);
            yield return new SitePart(folder, [.. CountedPages(folder, listed.FindAll(item => item.Story.Lead.Topics.Any(match => match.Topic == topic.Name)), items)]);
        }
    }

    private IEnumerable<SitePart> ModernParts(EditionIndex index, EditionChanges changes)
    {
        var edition = index.Edition;
        var zone = options.UtcSince is null ? null : PublishedNews.ZoneOf(PublishedNews.Of(edition), options.UtcSince, edition.Masthead);
        var pages = new MonthlyPages(options, new ApiItemWriter(edition, ApiShape.Modern, zone));
        foreach (var part in pages.Plan(News, index.Arrivals, changes.MonthsOf(PlaceKind.Arrivals, "", index.Arrivals)))
            yield return part;
        foreach (var topic in TopicsOf(edition).Where(topic => changes.IsEverything || changes.Of(PlaceKind.LeadTopic, topic.Name).Count > 0))
        {
            var stories = index.OfTopic(topic.Name, PlaceKind.LeadTopic);
            foreach (var part in pages.Plan(FolderOf(topic), stories, changes.MonthsOf(PlaceKind.LeadTopic, topic.Name, stories)))
                yield return part;
        }

        // In a repository of the old system api/topics is a template that Jekyll fills.
        if (changes.IsEverything)
            yield return new SitePart("api/topics", [TopicsFile(edition), DescriptionFile(edition.Masthead)]);
    }

    private PlannedFile Location(Edition edition)
    {
        var news = PublishedNews.Of(edition);
        return LocationFile.Plan(options, news, new ApiItemWriter(edition, ApiShape.Location, PublishedNews.ZoneOf(news, options.UtcSince, edition.Masthead)));
    }

    private static string FolderOf(Topic topic) => $"{News}{PathSegment.Of(topic.Id)}/";

    private IEnumerable<Topic> TopicsOf(Edition edition) => edition.Topics.Where((topic, place) =>
        // The root has no folder of its own: its news are all there is.
        (place > 0 || topic.Parent is not null || edition.Topics.Count(other => other.Parent is null) > 1)
        && (!options.OnlyTopicsWithService || topic.Services.Any(service => service.Key == "news")));

    private IEnumerable<PlannedFile> CountedPages(string folder, List<ListedItem> items, ApiItemWriter writer)
    {
        var pages = items.Chunk(options.PageSize).ToList();
        if (pages.Count == 0)
            pages.Add([]);
        for (var number = 1; number <= pages.Count; number++)
        {
            var page = new ApiPage(number, number < pages.Count ? number + 1 : null, pages[number - 1], writer);
            foreach (var file in page.Plan(folder, options.AliasPages))
                yield return file;
        }
    }

    private static PlannedFile DescriptionFile(Masthead masthead)
    {
        var bytes = Encoding.UTF8.GetBytes(ApiDescription.OpenApi(masthead));
        return new PlannedFile("api/openapi.json", null, () => bytes);
    }

    private static PlannedFile TopicsFile(Edition edition)
    {
        var json = new JsonText().BeginObject().Key("value").BeginArray();
        foreach (var topic in edition.Topics)
            WriteTopic(json, topic, edition);
        var bytes = json.EndArray().EndObject().ToBytes();
        return new PlannedFile("api/topics/index.json", null, () => bytes);
    }

    private static void WriteTopic(JsonText json, Topic topic, Edition edition)
    {
        json.BeginObject()
            .Key("name").Value(topic.Name)
            .Key("shortname").Value(topic.ShortName ?? topic.Name)
            .Key("id").Value(topic.Id);
        if (topic.Parent is not null)
            json.Key("parent").Value(topic.Parent);
        json.Texts("hashtags", topic.Hashtags).Key("services").BeginArray();
        foreach (var (name, endpoint) in ServicesOf(topic, edition))
            json.BeginObject().Key("name").Value(name).Key("endpoint").Value(endpoint).EndObject();
        json.EndArray().EndObject();
    }

    /// <summary>What the file names, and our own endpoint where it names none.</summary>
    private static IEnumerable<KeyValuePair<string, string>> ServicesOf(Topic topic, Edition edition)
    {
        if (topic.Services.Any(service => service.Key == "news"))
            return topic.Services;
        var isRoot = topic == edition.Topics[0] && topic.Parent is null && edition.Topics.Count(other => other.Parent is null) == 1;
        var folder = isRoot ? News : FolderOf(topic);
        return topic.Services.Prepend(KeyValuePair.Create("news", $"{edition.Masthead.Url}{edition.Masthead.BaseUrl}/{folder}"));
    }
}
