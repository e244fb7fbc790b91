using Broadsheet.Extraction;
using Broadsheet.Feeds;
using Broadsheet.Pages;
using Broadsheet.Testing;

namespace Broadsheet.Tests.Extraction;

/// <summary>Material for articles, where any will do.</summary>
internal static class Given
{
    public const string Link = "https://www.gazette.example/2026/ferry-returns";

    public const string FeedUrl = "https://www.gazette.example/feed.xml";

    public static FeedItem Item(string? title = "Ferry returns to service", string? link = Link) => new()
    {
        Identity = "item-1",
        Title = title,
        Link = link,
        Excerpt = "The harbour ferry resumed its runs on Monday after two weeks of repairs to the pier.",
        Published = new FeedDate(Some.Moment.AddHours(-2), FeedDateOrigin.Stated, "raw"),
    };

    public static Finding<T> Found<T>(T value, double confidence = 0.9, string from = "test") => new(value, confidence, from);

    public static VisitedPage Page(PageMetadata? metadata = null, string finalUrl = Link) => new(finalUrl, metadata ?? new PageMetadata(), null);

    public static ArticleMaterial Material(FeedItem? item = null, VisitedPage? page = null, Feed? feed = null, Source? source = null, DateTimeOffset? firstSeen = null) => new()
    {
        Source = source ?? new Source { Url = FeedUrl },
        Feed = feed ?? new Feed { Title = "Harbour Gazette", SiteUrl = "https://www.gazette.example/" },
        Item = item ?? Item(),
        Page = page,
        FirstSeen = firstSeen ?? Some.Moment,
    };

    /// <summary>The last two labels: enough of a public-suffix list for hosts made up here.</summary>
    public static string RegistrableDomain(string host)
    {
        var labels = host.Split('.');
        return labels.Length <= 2 ? host : string.Join('.', labels[^2..]);
    }

    public static ProviderDirectory Directory(params Organization[] organizations) => new(organizations, RegistrableDomain);

    public static ArticleMaker Maker(ExtractionOptions? options = null, ProviderDirectory? providers = null, DefaultCards? cards = null) => new(
        options ?? new ExtractionOptions(),
        providers ?? Directory(),
        cards ?? new DefaultCards(3),
        (title, _) => "_news/" + title.ToLowerInvariant().Replace(' ', '-') + ".md",
        amp => amp.StartsWith("https://", StringComparison.Ordinal) ? "https://cache.example/" + amp[8..] : null);

    public static Article Make(ArticleMaterial material, ExtractionOptions? options = null, ProviderDirectory? providers = null, DefaultCards? cards = null) =>
        Assert.IsType<ArticleResult.Made>(Maker(options, providers, cards).Make(material)).Article;

    public static Rejection Reject(ArticleMaterial material) => Assert.IsType<ArticleResult.Rejected>(Maker().Make(material)).Rejection;
}
