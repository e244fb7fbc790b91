using System.Globalization;

namespace Broadsheet.Publishing.StaticApi;

/// <summary>Writes one item of the API: the fields of the old one in their order, then ours.</summary>
/// <param name="edition">The edition.</param>
/// <param name="shape">Which fields.</param>
/// <param name="zone">The zone dates are written in; null for UTC.</param>
internal sealed class ApiItemWriter(Edition edition, ApiShape shape, TimeZoneInfo? zone)
{
    /// <summary>An old API of the time of zoned dates gave an empty line for the body no record has.</summary>
    private readonly string content = zone is null ? "" : "\r\n";

    private readonly Dictionary<string, Highlight> highlights = edition.Topics
        .Where(topic => topic.Highlight is not null)
        .ToDictionary(topic => topic.Name, topic => topic.Highlight!, StringComparer.Ordinal);

    private readonly SiteAddresses addresses = new(edition.Masthead);

    /// <summary>Sums up what shows in an item beside its story.</summary>
    public Checksum Print { get; } = PrintOf(edition, shape, zone);

    public string Write(Story story)
    {
        var json = new JsonText();
        Write(json, story);
        return json.ToString();
    }

    public void Write(JsonText json, Story story)
    {
        json.BeginObject();
        WriteOldFields(json, story);
        if (shape == ApiShape.Modern)
            WriteNewFields(json, story);
        json.EndObject();
    }

    private static Checksum PrintOf(Edition edition, ApiShape shape, TimeZoneInfo? zone)
    {
        var print = new Fingerprint().Add((long)shape).Add(zone?.Id).Add(edition.Masthead.Url).Add(edition.Masthead.BaseUrl).Add(edition.Masthead.Locale);
        foreach (var topic in edition.Topics)
            print.Add(topic.Name).Add(topic.Highlight?.Text).Add(topic.Highlight?.TextColor).Add(topic.Highlight?.BackgroundColor);
        return print.Sum();
    }

    private void WriteOldFields(JsonText json, Story story)
    {
        var article = story.Lead;
        json.Key("path").Value(article.Path)
            .Key("title").Value(article.Title)
            .Key("excerpt").Value(article.Excerpt)
            .Null("sourceUrl")
            .Key("webUrl").Value(article.WebUrl ?? (shape == ApiShape.Location ? addresses.Absolute(SiteAddresses.OwnPage(article)) : null))
            .Key("originalUrl").Value(article.OriginalUrl)
            .Key("featuredContent").Value(article.FeaturedContent);
        WriteHighlight(json, article);
        json.Key("heat").Value(story.Heat);
        WriteTags(json, article);
        WritePictures(json, article.Images, isProvider: false);
        json.Key("content").Value(content)
            .Key("type").Value(TypeOf(article))
            .Key("ampWebUrl").Value(article.AmpWebUrl)
            .Key("cdnAmpWebUrl").Value(article.CdnAmpWebUrl)
            .Key("publishedDateTime").Value(Date(article.Published))
            .Key("updatedDateTime").Value(shape == ApiShape.Modern && article.Modified is { } modified ? Date(modified) : null);
        WriteProvider(json, article.Provider);
        json.Key("locale").Value(edition.Masthead.Locale)
            .Texts("categories", ["news"])
            .Texts("topics", article.Topics.Select(match => match.Topic));
    }

    private void WriteNewFields(JsonText json, Story story)
    {
        var article = story.Lead;
        json.Key("id").Value(article.Id)
            .Key("quality").Value(article.Quality.Value)
            .Texts("authors", article.Authors)
            .Key("language").Value(article.Language)
            .Key("story").BeginObject()
            .Key("id").Value(story.Id)
            .Key("articles").Value(story.Articles.Count)
            .Key("started").Value(Date(story.Started))
            .Key("latest").Value(Date(story.Latest))
            .EndObject();
        json.Key("related").BeginArray();
        foreach (var other in story.Articles.Skip(1))
            WriteRelated(json, other);
        json.EndArray();
        WriteReasons(json, story);
        json.Key("links").BeginObject()
            .Key("story").Value(addresses.Absolute(SiteAddresses.Story(story)))
            .Key("page").Value(article.WebUrl is null ? addresses.Absolute(SiteAddresses.OwnPage(article)) : null)
            .EndObject();
    }

    private void WriteRelated(JsonText json, Article article)
    {
        json.BeginObject()
            .Key("id").Value(article.Id)
            .Key("path").Value(article.Path)
            .Key("title").Value(article.Title)
            .Key("excerpt").Value(article.Excerpt)
            .Key("webUrl").Value(article.WebUrl)
            .Key("originalUrl").Value(article.OriginalUrl)
            .Key("ampWebUrl").Value(article.AmpWebUrl)
            .Key("cdnAmpWebUrl").Value(article.CdnAmpWebUrl)
            .Key("type").Value(TypeOf(article))
            .Key("publishedDateTime").Value(Date(article.Published))
            .Key("quality").Value(article.Quality.Value);
        WriteProvider(json, article.Provider);
        WritePictures(json, article.Images, isProvider: false);
        json.EndObject();
    }

    private static void WriteReasons(JsonText json, Story story)
    {
        json.Key("why").BeginObject().Key("lead").Value(story.LeadReason).Key("published").Value(story.PublishReason);
        json.Key("quality").BeginArray();
        foreach (var signal in story.Lead.Quality.Signals)
            json.BeginObject().Key("name").Value(signal.Name).Key("points").Value(signal.Points).Key("evidence").Value(signal.Evidence).EndObject();
        json.EndArray().Key("topics").BeginArray();
        foreach (var match in story.Lead.Topics)
            json.BeginObject().Key("topic").Value(match.Topic).Key("reason").Value(match.Reason).Key("evidence").Value(match.Evidence).EndObject();
        json.EndArray().EndObject();
    }

    private void WriteHighlight(JsonText json, Article article)
    {
        var highlight = shape == ApiShape.Location ? null : article.Topics.Select(match => highlights.GetValueOrDefault(match.Topic)).FirstOrDefault(found => found is not null);
        if (highlight is null)
        {
            json.Null("highlight");
            return;
        }

        json.Key("highlight").BeginObject()
            .Key("text").Value(highlight.Text)
            .Key("textColor").Value(highlight.TextColor)
            .Key("backgroundColor").Value(highlight.BackgroundColor)
            .EndObject();
    }

    private void WriteTags(JsonText json, Article article)
    {
        if (shape == ApiShape.Old)
            json.Null("tags");
        else
            json.Texts("tags", article.Tags);
    }

    private void WriteProvider(JsonText json, Provider provider)
    {
        json.Key("provider").BeginObject().Key("name").Value(provider.Name).Key("domain").Value(provider.Domain);
        // The old API knew the small logo only.
        WritePictures(json, shape switch { ApiShape.Modern => provider.Images, ApiShape.Old => [.. provider.Images.Take(1)], _ => [] }, isProvider: true);
        json.Null("publishers").Null("authors").EndObject();
    }

    private void WritePictures(JsonText json, IReadOnlyList<Picture> pictures, bool isProvider)
    {
        // Clients of the old API were told null where there was none; those of today are better served with an empty list.
        if (pictures.Count == 0 && (isProvider || shape == ApiShape.Old))
        {
            json.Null("images");
            return;
        }

        json.Key("images").BeginArray();
        foreach (var picture in pictures)
        {
            json.BeginObject()
                .Key("url").Value(picture.Url)
                .Key("width").Value(picture.Width)
                .Key("height").Value(picture.Height)
                .Null("title")
                .Null("attribution")
                .Key("isCached").Value(!isProvider && picture.IsCached)
                .EndObject();
        }

        json.EndArray();
    }

    private string Date(DateTimeOffset at) =>
        zone is null ? at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : PublishedNews.WithOffset(at, zone);

    private static string TypeOf(Article article) => article.Type == ArticleType.Video ? "video" : "article";
}

/// <summary>The sets of fields that clients were written for.</summary>
internal enum ApiShape
{
    /// <summary>Items of the old topic sites (2020–2024).</summary>
    Old,

    /// <summary>The same and all we know besides.</summary>
    Modern,

    /// <summary>
    /// Items of the older location API (2020–2021). Its clients fall over a tag list that is null, a web address that is, and over a logo,
    /// a highlight or a date of change that is not.
    /// </summary>
    Location,
}
