namespace Broadsheet.Publishing.Records;

/// <summary>Says an article as a record.</summary>
/// <param name="options">The settings.</param>
public sealed class RecordMaker(RecordsOptions options)
{
    /// <summary>Heat of an article that does not lead its story.</summary>
    private const int NotLeading = -1;

    /// <summary>The records of a story, in the order of its articles.</summary>
    /// <param name="story">The story.</param>
    /// <param name="seal">Seals an article's provenance; null on a site without a key.</param>
    public IEnumerable<(Article Article, NewsRecord Record)> Make(Story story, Func<Story, Article, string>? seal)
    {
        ArgumentNullException.ThrowIfNull(story);
        // One more than is shown, since nobody is listed in its own record.
        var best = story.Articles
            .OrderByDescending(article => article.Quality.Value)
            .ThenBy(article => article.Path, StringComparer.Ordinal)
            .Take(options.Related + 1)
            .Select(article => (article.Id, Item: RelatedOf(article)))
            .ToList();
        return story.Articles.Select(article => (article, RecordOf(story, article, best, seal)));
    }

    private NewsRecord RecordOf(Story story, Article article, List<(string Id, RelatedItem Item)> best, Func<Story, Article, string>? seal)
    {
        var isLead = article.Id == story.Lead.Id;
        return new NewsRecord
        {
            Title = article.Title,
            Excerpt = article.Excerpt,
            Published = article.Published,
            OriginalUrl = article.OriginalUrl,
            WebUrl = article.WebUrl,
            Amp = AmpOf(article),
            Type = TypeOf(article),
            Quality = article.Quality.Value,
            Heat = isLead ? story.Heat : NotLeading,
            IsPublished = isLead && story.IsPublished,
            FeaturedContent = article.FeaturedContent,
            Provider = new RecordProvider(article.Provider.Name, article.Provider.Domain) { Images = PicturesOf(article.Provider.Images, 1) },
            Topics = [.. article.Topics.Select(match => match.Topic)],
            Images = PicturesOf(article.Images, options.Images),
            Related = [.. best.Where(other => other.Id != article.Id).Take(options.Related).Select(other => other.Item)],
            Secured = article.ForeignSecured ?? seal?.Invoke(story, article),
        };
    }

    private RelatedItem RelatedOf(Article article) => new()
    {
        Title = article.Title,
        Excerpt = article.Excerpt,
        Published = article.Published,
        WebUrl = article.WebUrl,
        Amp = AmpOf(article),
        Type = TypeOf(article),
        Provider = new RecordProvider(article.Provider.Name, article.Provider.Domain),
        Quality = article.Quality.Value,
        Images = PicturesOf(article.Images, options.Images),
    };

    private static AmpAddresses? AmpOf(Article article) =>
        article is { AmpWebUrl: { } page, CdnAmpWebUrl: { } cdn } ? new AmpAddresses(page, cdn) : null;

    private static string TypeOf(Article article) => article.Type == ArticleType.Video ? "video" : "article";

    private static RecordPicture[] PicturesOf(IReadOnlyList<Picture> pictures, int most) =>
        [.. pictures.Take(most).Select(picture => new RecordPicture(picture.Url, picture.Width, picture.Height, picture.IsCached))];
}
