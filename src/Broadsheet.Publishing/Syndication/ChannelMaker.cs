namespace Broadsheet.Publishing.Syndication;

/// <summary>Makes feeds' entries of stories and articles.</summary>
internal sealed class ChannelMaker(Masthead masthead, SiteAddresses addresses)
{
    // As many other headlines as a reader's preview shows.
    private const int MostCoverage = 8;

    /// <summary>A story, under the headline of its lead. The id is the story's, so that a new lead is an update and no new entry.</summary>
    public ChannelEntry Entry(Story story)
    {
        var page = addresses.Absolute(SiteAddresses.Story(story));
        return Entry(story.Lead, page, page, story.Started, story.Latest,
        [
            .. story.Articles.Skip(1).Take(MostCoverage)
                .Select(article => (Title(article), LinkOf(article) ?? page, PlainText.Of(article.Provider.Name))),
        ]);
    }

    /// <summary>An article by itself; its place on the story's page is its id.</summary>
    public ChannelEntry Entry(Article article, Story story)
    {
        var page = addresses.Absolute(SiteAddresses.Story(story));
        return Entry(article, page, addresses.Absolute(SiteAddresses.Article(article)), article.Published, article.Published, []);
    }

    private ChannelEntry Entry(
        Article article,
        string page,
        string id,
        DateTimeOffset published,
        DateTimeOffset updated,
        IReadOnlyList<(string Title, string Link, string Outlet)> coverage) => new(
        id,
        Title(article),
        LinkOf(article) ?? page,
        PlainText.Of(article.Excerpt),
        published,
        updated,
        PlainText.Of(article.Provider.Name),
        article.Sightings.Select(sighting => SafeLink.Of(sighting.SourceUrl)).FirstOrDefault(source => source is not null),
        [.. article.Authors.Select(PlainText.Of).Where(author => author.Length > 0)],
        [.. article.Topics.Select(match => PlainText.Of(match.Topic)).Distinct(StringComparer.Ordinal)],
        PictureOf(article),
        coverage,
        page);

    private static string Title(Article article) => PlainText.Of(article.Title) is { Length: > 0 } title ? title : PlainText.Of(article.CanonicalUrl);

    /// <summary>Where the article is: at its publisher's, or on our own page.</summary>
    private string? LinkOf(Article article) => article.Type == ArticleType.Video ? addresses.Absolute(SiteAddresses.OwnPage(article)) : SafeLink.Of(article.WebUrl);

    private Picture? PictureOf(Article article)
    {
        if (article.Images.Count == 0 || addresses.Picture(article.Images[0].Url) is not { } src)
            return null;
        return article.Images[0] with { Url = src.StartsWith('/') ? masthead.Url.TrimEnd('/') + src : src };
    }
}
