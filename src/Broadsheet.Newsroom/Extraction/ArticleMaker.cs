using Broadsheet.Feeds;
using Broadsheet.Pages;

namespace Broadsheet.Extraction;

/// <summary>Makes an article of an item and its page: what we believe, and from where.</summary>
/// <param name="options">The settings.</param>
/// <param name="providers">Who publishes what.</param>
/// <param name="cards">The sites' default pictures, as far as they are known.</param>
/// <param name="recordPath">Path of an article's record, from its title and publication.</param>
/// <param name="ampCache">Address in the AMP cache of an AMP page; null when it can have none.</param>
public sealed class ArticleMaker(
    ExtractionOptions options,
    ProviderDirectory providers,
    DefaultCards cards,
    Func<string, DateTimeOffset, string> recordPath,
    Func<string, string?> ampCache)
{
    /// <summary>What stands before the text is short (a caption, a date, a notice), and what begins it is not.</summary>
    private const int ShortestBeginning = 60;

    /// <summary>An article, or why there is none.</summary>
    public ArticleResult Make(ArticleMaterial material)
    {
        if (ArticleAddresses.Of(material) is not { } addresses)
            return Reject("no-address", $"The item gives no http or https address a reader could follow (it says \"{Shorten(material.Item.Link)}\").");
        if (VideoOf(material, addresses) is { } id)
            addresses = VideoAddresses(addresses, id);
        else if (addresses.Canonical.IsHomePage && addresses.Web.IsHomePage)
            return Reject("home-page", $"The item leads to the front page {addresses.Web}, not to an article.");

        var page = addresses.IsPageBelieved ? material.Page!.Metadata : null;
        var provider = ProviderOf(material, addresses, page);
        var title = HeadlineChooser.Choose(material.Item.Title, page?.Title, SiteNames(material, provider.Value, page), options.TitleLength);
        if (title.Value.Length == 0)
            return Reject("no-title", $"Neither the feed nor the page gives {addresses.Web} a title{Because(material.Page)}.");
        return new ArticleResult.Made(Assemble(material, addresses, page, provider, title));
    }

    /// <summary>
    /// The pictures that may lead the article, the best first: what is worth measuring before <see cref="Make"/>. Empty when the item
    /// becomes no article.
    /// </summary>
    public IReadOnlyList<string> PicturesOf(ArticleMaterial material)
    {
        if (ArticleAddresses.Of(material) is not { } addresses)
            return [];
        return [.. PicturesOf(material, addresses, DomainOf(material, addresses), VideoOf(material, addresses)).Select(candidate => candidate.Url)];
    }

    /// <summary>The provider's domain and the picture its page or item leads with, for <see cref="DefaultCards"/>; null when there is none.</summary>
    public (string Domain, string Picture)? CardOf(ArticleMaterial material)
    {
        if (ArticleAddresses.Of(material) is not { } addresses)
            return null;
        var stated = addresses.IsPageBelieved && material.Page!.Metadata!.LeadImage is { } lead ? lead.Value.Url : material.Item.Image?.Url;
        return WebAddress.TryParse(stated, out var picture) ? (DomainOf(material, addresses), picture.ToString()) : null;
    }

    /// <summary>The domain of the provider the article would be credited to; null when the item gives no address.</summary>
    public string? DomainOf(ArticleMaterial material) =>
        ArticleAddresses.Of(material) is { } addresses ? DomainOf(material, addresses) : null;

    /// <summary>The key that tells the article from all others; null when the item gives no address.</summary>
    public static string? IdOf(ArticleMaterial material)
    {
        if (ArticleAddresses.Of(material) is not { } addresses)
            return null;
        return VideoOf(material, addresses) is { } id ? ArticleId.Of(VideoAddresses(addresses, id).Canonical) : ArticleId.Of(addresses.Canonical);
    }

    private Article Assemble(ArticleMaterial material, ArticleAddresses addresses, PageMetadata? page, Chosen<Provider> provider, Chosen<string> title)
    {
        var item = material.Item;
        var youTubeId = VideoOf(material, addresses);
        var embeddedId = youTubeId ?? EmbeddedVideoOf(page);
        var published = PublicationDate.Decide(item.Published ?? item.Updated, page?.Published, material.FirstSeen, options.FutureSlack);
        var modified = ModifiedOf(item, page, published.At, material.FirstSeen);
        var excerpt = ExcerptOf(item, page, title.Value);
        var picture = PictureChooser.Choose(PicturesOf(material, addresses, provider.Value.Domain, youTubeId), material.Pictures, options.SmallestPicture);
        var amp = AmpOf(addresses, page);
        var (authors, authorsFrom) = AuthorsOf(item, page, provider.Value);
        var (language, languageFrom) = LanguageOf(material, page);

        SortedDictionary<string, string> origins = new(StringComparer.Ordinal)
        {
            ["title"] = title.From,
            ["webUrl"] = addresses.From,
            ["canonicalUrl"] = addresses.CanonicalFrom,
            ["published"] = published.From,
            ["provider"] = provider.From,
        };
        Note(origins, "excerpt", excerpt.Value.Length > 0 ? excerpt.From : null);
        Note(origins, "image", picture?.From);
        Note(origins, "authors", authors.Count > 0 ? authorsFrom : null);
        Note(origins, "language", languageFrom);
        Note(origins, "ampWebUrl", amp is null ? null : "page");
        Note(origins, "page", material.Page is null ? null : addresses.IsPageBelieved ? "read" : material.Page.Missing ?? "another page than the article's");

        return new Article
        {
            Id = ArticleId.Of(addresses.Canonical),
            Path = recordPath(title.Value, published.At),
            Title = title.Value,
            Excerpt = excerpt.Value,
            Text = TextOf(item, page),
            Published = published.At,
            PublishedOrigin = published.Origin,
            Modified = modified,
            FirstSeen = PublicationDate.ToSecond(material.FirstSeen),
            OriginalUrl = addresses.Original,
            WebUrl = youTubeId is null ? addresses.Web.ToString() : null,
            CanonicalUrl = addresses.Canonical.ToString(),
            AmpWebUrl = amp?.Page,
            CdnAmpWebUrl = amp?.Cache,
            Type = embeddedId is not null || page?.Type.Value == PageType.Video ? ArticleType.Video : ArticleType.Article,
            FeaturedContent = embeddedId is null ? null : VideoAddress.PlayerOf(embeddedId),
            Provider = provider.Value,
            Authors = authors,
            Language = language,
            Tags = Tags.Of([.. item.Tags, .. page?.Keywords ?? []], options.MostTags),
            Images = picture is { } lead ? [lead.Value] : [],
            Sightings = [new Sighting(material.Source.Url, item.Identity, material.Source.Kind == SourceKind.Curated, PublicationDate.ToSecond(material.FirstSeen))],
            Origins = origins,
        };
    }

    /// <summary>The id of the video when the article is one at YouTube itself.</summary>
    private static string? VideoOf(ArticleMaterial material, ArticleAddresses addresses) =>
        VideoAddress.YouTubeIdOf(addresses.Web)
        ?? VideoAddress.YouTubeIdOf(WebAddress.From(material.Item.Link))
        ?? (VideoAddress.IsYouTubeId(material.Item.YouTubeId) ? material.Item.YouTubeId : null);

    /// <summary>The id of a video another site's page is about.</summary>
    private static string? EmbeddedVideoOf(PageMetadata? page) =>
        page is { Type.Value: PageType.Video, Video.YouTubeId: { } id } && VideoAddress.IsYouTubeId(id) ? id : null;

    /// <summary>The record format knows a video by this address alone.</summary>
    private static ArticleAddresses VideoAddresses(ArticleAddresses addresses, string id)
    {
        var video = WebAddress.From(VideoAddress.PageOf(id))!;
        return addresses with { Original = VideoAddress.PageOf(id), Web = video, Canonical = video, From = "youtube id", CanonicalFrom = "youtube id" };
    }

    private string DomainOf(ArticleMaterial material, ArticleAddresses addresses) =>
        material.Source.ProviderDomain is { Length: > 0 } credited ? credited.ToLowerInvariant() : providers.DomainOf(addresses.Web.Host);

    private Chosen<Provider> ProviderOf(ArticleMaterial material, ArticleAddresses addresses, PageMetadata? page)
    {
        var domain = DomainOf(material, addresses);
        if (material.Source.ProviderDomain is { Length: > 0 })
            return providers.Find(domain, [new(material.Source.Title, "source"), new(material.Feed.Title, "feed")]);
        if (VideoAddress.YouTubeIdOf(addresses.Web) is not null)
            return providers.Find(domain, [new("YouTube", "video")]);

        List<Chosen<string?>> names = [];
        // Its host is what a page is called for want of a name, and a handle is how the site is called elsewhere.
        if (page?.Publisher is { From: not ("host" or "twitter:site") } publisher)
            names.Add(new(publisher.Value, publisher.From));
        if (WebAddress.From(material.Item.Source?.Url) is { } outlet && providers.DomainOf(outlet.Host) == domain)
            names.Add(new(material.Item.Source!.Title, "item's source"));
        // An aggregator's title must not stand for those it gathers, nor a host for a name.
        if (WebAddress.From(material.Feed.SiteUrl ?? material.Source.Url) is { } site && providers.DomainOf(site.Host) == domain
            && WebAddress.From("https://" + material.Feed.Title)?.SiteHost != site.SiteHost)
            names.Add(new(material.Feed.Title, "feed"));
        return providers.Find(domain, names);
    }

    private static List<string> SiteNames(ArticleMaterial material, Provider provider, PageMetadata? page)
    {
        var label = provider.Domain.Split('.')[0];
        List<string> names = [provider.Name, provider.Domain, "www." + provider.Domain];
        if (label.Length > 3)
            names.Add(label);
        foreach (var name in new[] { page?.Publisher?.Value, material.Item.Source?.Title, material.Feed.Title, ProviderDirectory.CleanName(material.Feed.Title) })
        {
            if (!string.IsNullOrWhiteSpace(name))
                names.Add(name);
        }
        return names;
    }

    /// <summary>
    /// What the publisher wrote as a summary, cut or not, is about the article; the beginning of the text may be about its photograph.
    /// </summary>
    private Chosen<string> ExcerptOf(FeedItem item, PageMetadata? page, string title)
    {
        var isParagraph = page?.Excerpt?.From == "first paragraph";
        var stated = ExcerptChooser.Choose(
            [
                new(isParagraph ? null : page?.Excerpt?.Value, page?.Excerpt?.From ?? "page"),
                new(item.Excerpt, "feed"),
                new(page?.Description?.Value, page?.Description?.From ?? "page"),
            ],
            title,
            options.ExcerptLength,
            options.ShortestExcerpt);
        if (stated.Value.Length > 0)
            return stated;
        return ExcerptChooser.Choose(
            [
                new(isParagraph ? page?.Excerpt?.Value : null, "first paragraph"),
                new(ExcerptChooser.Prose(item.Text), "feed's text"),
                new(ExcerptChooser.Prose(page?.Text), "page's text"),
            ],
            title,
            options.ExcerptLength,
            Math.Max(options.ShortestExcerpt, ShortestBeginning));
    }

    private IReadOnlyList<PictureChooser.Candidate> PicturesOf(ArticleMaterial material, ArticleAddresses addresses, string domain, string? youTubeId) =>
        youTubeId is not null
            ? [new(VideoAddress.StillOf(youTubeId), 1280, 720, "youtube"), new(VideoAddress.SmallStillOf(youTubeId), 480, 360, "youtube")]
            : PictureChooser.Candidates(material, addresses.IsPageBelieved, domain, cards);

    private (string Page, string Cache)? AmpOf(ArticleAddresses addresses, PageMetadata? page)
    {
        if (!options.AmpPages || page?.AmpUrl is not { } stated || !WebAddress.TryParse(stated, out var amp))
            return null;
        // Some sites name the page itself as its twin.
        return amp.ToString() != addresses.Web.ToString() && ampCache(stated) is { } cached ? (stated, cached) : null;
    }

    private DateTimeOffset? ModifiedOf(FeedItem item, PageMetadata? page, DateTimeOffset published, DateTimeOffset firstSeen)
    {
        var stated = page?.Modified?.Value.Instant ?? item.Updated?.Instant;
        return stated is { } at && at > published && at <= firstSeen + options.FutureSlack ? PublicationDate.ToSecond(at) : null;
    }

    private static (IReadOnlyList<string> Authors, string From) AuthorsOf(FeedItem item, PageMetadata? page, Provider provider)
    {
        if (page?.Authors is { } stated && People.Of(stated.Value, provider) is { Count: > 0 } people)
            return (people, stated.From);
        return (People.Of(item.Authors, provider), "feed");
    }

    private static (string? Language, string? From) LanguageOf(ArticleMaterial material, PageMetadata? page)
    {
        if (LanguageTag.Tidy(page?.Language?.Value) is { } ofPage)
            return (ofPage, page!.Language!.From);
        if (LanguageTag.Tidy(material.Item.Language) is { } ofItem)
            return (ofItem, "item");
        return LanguageTag.Tidy(material.Feed.Language) is { } ofFeed ? (ofFeed, "feed") : (null, null);
    }

    private string? TextOf(FeedItem item, PageMetadata? page)
    {
        var text = page?.Text is { Length: > 0 } ofPage && ofPage.Length >= (item.Text?.Length ?? 0) / 2 ? ofPage : item.Text;
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (text.Length <= options.TextLength)
            return text;
        return options.TextLength == 0 ? null : text[..(char.IsHighSurrogate(text[options.TextLength - 1]) ? options.TextLength - 1 : options.TextLength)];
    }

    private static void Note(SortedDictionary<string, string> origins, string field, string? from)
    {
        if (from is not null)
            origins[field] = from;
    }

    private static ArticleResult.Rejected Reject(string code, string sentence) => new(new Rejection(code, sentence));

    private static string Because(VisitedPage? page) => page?.Missing is { } missing ? $" (the page could not be read: {missing.TrimEnd('.')})" : "";

    private static string Shorten(string? text) => PlainText.Tidy(text) is { Length: > 200 } link ? link[..200] + "…" : PlainText.Tidy(text);
}
