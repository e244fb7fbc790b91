using System.Globalization;

namespace Broadsheet.Publishing.Website;

/// <summary>Turns the edition's nouns into what templates may see.</summary>
internal sealed class ViewMaker(EditionIndex index, SiteAddresses addresses, SiteClock clock, ThemeStrings strings, WebsiteOptions options)
{
    /// <summary>A story as the front page and lists show it, with a few of its other outlets.</summary>
    public StoryView Story(Story story) => new(
        story.Id,
        addresses.Local(SiteAddresses.Story(story)),
        Article(story.Lead, story),
        [.. OtherOutlets(story).Take(options.AlsoCovered).Select(article => Article(article, story))],
        Math.Max(0, OtherOutlets(story).Count() - options.AlsoCovered),
        story.Articles.Count,
        OutletsOf(story),
        clock.View(story.Started),
        clock.View(story.Latest),
        story.Heat,
        // What the other articles give is a setting of the ranking; whatever it is, the parts add up.
        story.Heat - story.Lead.Quality.Value,
        story.Articles.Count - 1,
        story.IsPinned,
        PlainText.Of(story.LeadReason),
        PlainText.Of(story.PublishReason),
        [.. TopicsOf(story)]);

    /// <summary>An article, as part of its story.</summary>
    public ArticleView Article(Article article, Story story)
    {
        var ownPage = HasOwnPage(article) ? addresses.Local(SiteAddresses.OwnPage(article)) : null;
        var elsewhere = SafeLink.Of(article.WebUrl);
        return new(
            article.Id,
            Title(article),
            PlainText.Of(article.Excerpt),
            ownPage ?? elsewhere ?? addresses.Local(SiteAddresses.Story(story)),
            ownPage is null && elsewhere is not null,
            article.Type == ArticleType.Video,
            ForeignLanguage(article.Language),
            Provider(article.Provider),
            clock.View(article.Published),
            article.Images.Count == 0 ? null : Picture(article.Images[0]),
            string.Join(", ", article.Authors.Select(PlainText.Of)),
            [.. Badges(article)],
            article.Quality.Value,
            [.. article.Quality.Signals.Select(signal => new PartView(PlainText.Of(signal.Name), Signed(signal.Points), PlainText.Of(signal.Evidence)))],
            ownPage);
    }

    /// <summary>An article on its publisher's page, beside its story.</summary>
    public ReportView Report(Article article, Story story) => new(
        Article(article, story),
        addresses.Local(SiteAddresses.Story(story)),
        story.Articles.Count > 1,
        ReferenceEquals(article, story.Lead));

    /// <summary>A story's articles in the order they were published: who said what first.</summary>
    /// <param name="story">The story.</param>
    /// <param name="lead">Its lead, seen already.</param>
    public IReadOnlyList<CoverageView> Coverage(Story story, ArticleView lead) =>
    [
        .. story.Articles
            .OrderBy(article => article.Published)
            .ThenBy(article => article.Id, StringComparer.Ordinal)
            .Select((article, place) => Coverage(article, ReferenceEquals(article, story.Lead) ? lead : Article(article, story), story, place)),
    ];

    /// <summary>How varied the coverage of a story is.</summary>
    public DiversityView Diversity(Story story) => new(
        strings.Counted("outlets", OutletsOf(story)),
        string.Join(", ", story.Articles
            .Select(article => index.OrganizationsByDomain.GetValueOrDefault(article.Provider.Domain)?.Country)
            .OfType<string>().Select(PlainText.Of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
        string.Join(", ", story.Articles
            .Select(article => article.Language).OfType<string>().Select(ThemeStrings.LanguageOf).Distinct(StringComparer.Ordinal)
            .Select(strings.NameOfLanguage).Select(PlainText.Of).Order(StringComparer.Ordinal)),
        [
            .. story.Articles.SelectMany(Badges).GroupBy(badge => badge.Id, StringComparer.Ordinal)
                .OrderBy(badges => badges.Key, StringComparer.Ordinal)
                .Select(badges => new LabelView(badges.First(), badges.Count())),
        ]);

    /// <summary>A publisher.</summary>
    public ProviderView Provider(Provider provider)
    {
        var domain = PlainText.Of(provider.Domain);
        var name = PlainText.Of(provider.Name) is { Length: > 0 } stated ? stated : domain is { Length: > 0 } ? domain : "?";
        return new(
            name,
            domain,
            addresses.Local(SiteAddresses.Provider(provider.Domain)),
            provider.Images.Count == 0 ? null : Picture(provider.Images[0]),
            name.EnumerateRunes().First().ToString().ToUpperInvariant());
    }

    /// <summary>A topic.</summary>
    public TopicView Topic(Topic topic) => new(
        PathSegment.Of(topic.Id),
        PlainText.Of(topic.Name),
        PlainText.Of(topic.ShortName ?? topic.Name),
        addresses.Local(SiteAddresses.Topic(topic)),
        topic.Parent is null,
        topic.Highlight is { } highlight ? PlainText.Of(highlight.Text) : null,
        "badge-" + PathSegment.Of(topic.Id));

    /// <summary>An article's headline; its address, where it has none.</summary>
    public static string Title(Article article) =>
        PlainText.Of(article.Title) is { Length: > 0 } title ? title : PlainText.Of(article.CanonicalUrl);

    /// <summary>A picture, unless its address is unsafe or its size unknown.</summary>
    public PictureView? Picture(Picture picture) => picture is { Width: > 0, Height: > 0 } && addresses.Picture(picture.Url) is { } src
        ? new(src, picture.Width, picture.Height, CopiesOf(picture))
        : null;

    /// <summary>Whether the article is shown on a page of ours.</summary>
    public static bool HasOwnPage(Article article) => article is { Type: ArticleType.Video } or { FeaturedContent: not null };

    private static int OutletsOf(Story story) => story.Articles.Select(article => article.Provider.Domain).Distinct(StringComparer.Ordinal).Count();

    private static string Signed(double value) => value.ToString("+0.##;−0.##;0", CultureInfo.InvariantCulture);

    /// <summary>The best article of each outlet other than the lead's.</summary>
    private static IEnumerable<Article> OtherOutlets(Story story) =>
        story.Articles.Skip(1).Where(article => article.Provider.Domain != story.Lead.Provider.Domain).DistinctBy(article => article.Provider.Domain);

    private string? CopiesOf(Picture picture)
    {
        if (picture.Copies.Count == 0)
            return null;
        var copies = picture.Copies.Append(new PictureCopy(picture.Url, picture.Width, picture.Height))
            .Select(copy => addresses.Picture(copy.Url) is { } src ? string.Create(CultureInfo.InvariantCulture, $"{src} {copy.Width}w") : null)
            .OfType<string>();
        return string.Join(", ", copies);
    }

    private IEnumerable<TopicView> TopicsOf(Story story) => story.Articles
        .SelectMany(article => article.Topics).Select(match => match.Topic).Distinct(StringComparer.Ordinal)
        .Select(name => index.TopicsByName.GetValueOrDefault(name)).OfType<Topic>()
        .Where(topic => topic.Parent is not null && topic.Highlight is null)
        .Select(Topic);

    private IEnumerable<TopicView> Badges(Article article) => article.Topics
        .Select(match => index.TopicsByName.GetValueOrDefault(match.Topic))
        .Where(topic => topic?.Highlight is not null)
        .Select(topic => Topic(topic!));

    /// <summary>The article's language, where it is not the site's: screen readers switch voice, browsers hyphenate and order accordingly.</summary>
    private string? ForeignLanguage(string? language) =>
        language is null || ThemeStrings.LanguageOf(language) == strings.Language ? null : PlainText.Of(language);

    private CoverageView Coverage(Article article, ArticleView view, Story story, int place)
    {
        var placement = index.Edition.Placements.GetValueOrDefault(article.Id);
        return new(
            view,
            place == 0,
            ReferenceEquals(article, story.Lead),
            clock.Later(article.Published - story.Started),
            placement is null ? "" : Placed(placement),
            placement is null ? "" : string.Join(", ", placement.SharedTerms.Select(PlainText.Of)),
            // The original may have left the story since.
            story.Articles.FirstOrDefault(original => original.Id == placement?.CopyOf) is { } original ? PlainText.Of(original.Provider.Name) : "");
    }

    private string Placed(Placement placement)
    {
        var placed = Share("placement." + placement.Reason, placement.Likeness);
        return placement.SecondOpinion is { } opinion ? placed + " " + Share(placement.Reason == "opened" ? "opinion.opened" : "opinion", opinion) : placed;
    }

    private string Share(string key, double share) =>
        strings[key].Replace("{x}", share.ToString("0%", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
}
