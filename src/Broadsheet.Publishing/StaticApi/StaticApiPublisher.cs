using System.Globalization;

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

    /// <inheritdoc/>
    public IEnumerable<PlannedFile> Plan(Edition edition)
    {
        ArgumentNullException.ThrowIfNull(edition);
        var news = PublishedNews.Of(edition);
        var zone = PublishedNews.ZoneOf(news, options.UtcSince, edition.Masthead);
        var items = new ApiItemWriter(edition, options.Profile == ApiProfile.Compat ? ApiShape.Old : ApiShape.Modern, zone);
        var listed = news.ConvertAll(story => new ListedItem(story, new Fingerprint().Add(items.Write(story)).Sum()));
        var pages = PagesOf(News, listed, items).Concat(TopicsOf(edition).SelectMany(topic =>
            PagesOf($"{News}{PathSegment.Of(topic.Id)}/", listed.FindAll(item => item.Story.Lead.Topics.Any(match => match.Topic == topic.Name)), items)));
        if (options.Location.IsoCode.Length > 0)
            pages = pages.Append(LocationFile.Plan(options, news, new ApiItemWriter(edition, ApiShape.Location, zone)));
        // In a repository of the old system api/topics is a template that Jekyll fills.
        return options.Profile == ApiProfile.Compat ? pages : pages.Append(TopicsFile(edition));
    }

    private IEnumerable<Topic> TopicsOf(Edition edition) => edition.Topics.Where((topic, place) =>
        // The root has no folder of its own: its news are all there is.
        (place > 0 || topic.Parent is not null || edition.Topics.Count(other => other.Parent is null) > 1)
        && (!options.OnlyTopicsWithService || topic.Services.Any(service => service.Key == "news")));

    private IEnumerable<PlannedFile> PagesOf(string folder, List<ListedItem> items, ApiItemWriter writer)
    {
        var pages = items.Chunk(options.PageSize).ToList();
        if (pages.Count == 0)
            pages.Add([]);
        for (var number = 1; number <= pages.Count; number++)
        {
            var page = new Page(number, number < pages.Count, pages[number - 1], writer);
            var hash = page.Hash();
            foreach (var path in PathsOf(folder, number))
                yield return new PlannedFile(path, hash, page.Render);
        }
    }

    private IEnumerable<string> PathsOf(string folder, int number)
    {
        if (number == 1)
            yield return $"{folder}index.json";
        yield return string.Create(CultureInfo.InvariantCulture, $"{folder}page/{number}/index.json");
        if (options.AliasPages)
            yield return string.Create(CultureInfo.InvariantCulture, $"{folder}page{number}/index.json");
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
        var folder = isRoot ? News : $"{News}{PathSegment.Of(topic.Id)}/";
        return topic.Services.Prepend(KeyValuePair.Create("news", $"{edition.Masthead.Url}{edition.Masthead.BaseUrl}/{folder}"));
    }

    /// <summary>An item and the sum of what it shows.</summary>
    private readonly record struct ListedItem(Story Story, UInt128 Sum);

    private sealed record Page(int Number, bool HasNext, ListedItem[] Items, ApiItemWriter Writer)
    {
        public string Hash()
        {
            var hash = new Fingerprint().Add(Number).Add(HasNext ? 1 : 0);
            foreach (var item in Items)
                hash.Add(item.Sum);
            return hash.ToString();
        }

        public ReadOnlyMemory<byte> Render()
        {
            var json = new JsonText().BeginObject().Key("page").Value(Number).Key("value").BeginArray();
            foreach (var item in Items)
                json.Raw(Writer.Write(item.Story));
            json.EndArray();
            return (HasNext ? json.Key("nextPage").Value(Number + 1) : json.Null("nextPage")).EndObject().ToBytes();
        }
    }
}
