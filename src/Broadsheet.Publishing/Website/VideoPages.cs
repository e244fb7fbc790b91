using AngleSharp.Html.Parser;

namespace Broadsheet.Publishing.Website;

/// <summary>The own page of each video, with its player in a sandbox.</summary>
internal sealed class VideoPages(EditionIndex index, SiteFrame frame, ViewMaker views, SiteAddresses addresses, WebsiteOptions options)
{
    private const int LongestPlayer = 8192;

    public IEnumerable<PlannedFile> Plan(PlacedStory placed) => placed.Story.Articles
        .Select((article, number) => (Article: article, Print: placed.ArticlePrints[number]))
        .Where(item => ViewMaker.HasOwnPage(item.Article))
        .Select(item => frame.Page(
            SiteAddresses.OwnPage(item.Article),
            "video",
            // The page shows what else the story has.
            new Fingerprint().Add(item.Print).Add(placed.Print),
            () => Content(item.Article, placed.Story)));

    /// <summary>The address of the player a publisher's markup frames, if it is on an allowed host. The markup itself is never printed.</summary>
    internal static string? PlayerOf(string? markup, IReadOnlyList<string> hosts)
    {
        if (string.IsNullOrEmpty(markup) || markup.Length > LongestPlayer)
            return null;
        var source = new HtmlParser().ParseDocument(markup).QuerySelector("iframe")?.GetAttribute("src");
        return SafeLink.OfHost(source, hosts);
    }

    private PageContent Content(Article article, Story story)
    {
        var view = views.Article(article, story);
        var player = PlayerOf(article.FeaturedContent, options.PlayerHosts);
        var masthead = index.Edition.Masthead;
        return new PageContent(view.Title, view.Excerpt)
        {
            Picture = view.Picture is { } picture ? JsonLd.AbsolutePicture(picture.Src, masthead) : null,
            JsonLd = JsonLd.Video(article, player, masthead, addresses),
            PlayerHost = player is null ? null : new Uri(player).Host,
            Values =
            [
                new("article", view),
                new("story", views.Story(story)),
                new("player", player),
                new("player_host", player is null ? null : new Uri(player).Host),
                new("original_href", SafeLink.Of(article.OriginalUrl)),
            ],
        };
    }
}
