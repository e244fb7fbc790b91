using System.Text.RegularExpressions;

namespace Broadsheet.Pages.Fields;

/// <summary>What kind of work the page is, and the video it is about.</summary>
internal static partial class TypeRule
{
    public static (Finding<PageType> Type, PageVideo? Video) Find(PageContext page)
    {
        var type = TypeOf(page);
        return (type, type.Value == PageType.Video ? VideoOf(page) : null);
    }

    private static Finding<PageType> TypeOf(PageContext page)
    {
        var og = page.Signals.Meta("og:type")?.ToLowerInvariant() ?? "";
        var article = page.Linked.Article;
        if (YouTubeIdIn(page.Url) is not null)
            return new(PageType.Video, 1, "address");
        if (article is { Type: "liveblogposting" })
            return new(PageType.Live, 0.95, "json-ld type");
        if (article is { Type: "opinionnewsarticle" })
            return new(PageType.Opinion, 0.95, "json-ld type");
        if (og.StartsWith("video", StringComparison.Ordinal))
            return new(PageType.Video, 0.9, "og:type");
        if (article is null && page.Linked.Video is not null)
            return new(PageType.Video, 0.85, "json-ld VideoObject");
        if (og.StartsWith("music", StringComparison.Ordinal) || article is { Type: "podcastepisode" })
            return new(PageType.Audio, 0.8, "og:type");
        if (AddressKind().Match(page.Url) is { Success: true } kind)
        {
            return kind.Groups[1].Value.ToLowerInvariant() switch
            {
                "video" or "videos" => page.Linked.Video is not null || page.Signals.Meta("og:video") is not null
                    ? new(PageType.Video, 0.7, "address")
                    : new(PageType.Article, 0.6, "no video found"),
                "podcast" or "podcasts" or "audio" => new(PageType.Audio, 0.6, "address"),
                "gallery" or "galleries" or "photos" or "fotostrecke" => new(PageType.Gallery, 0.6, "address"),
                "live" or "liveblog" or "live-updates" => new(PageType.Live, 0.6, "address"),
                _ => new(PageType.Opinion, 0.6, "address"),
            };
        }

        if (article is not null)
            return new(PageType.Article, 0.95, "json-ld type");
        return og == "article" ? new(PageType.Article, 0.9, "og:type") : new(PageType.Article, 0.4, "nothing else said");
    }

    private static PageVideo? VideoOf(PageContext page)
    {
        string?[] players =
        [
            page.Url,
            page.Linked.Video?.EmbedUrl,
            page.Signals.Meta("og:video:secure_url"),
            page.Signals.Meta("og:video:url"),
            page.Signals.Meta("og:video"),
            page.Signals.Meta("twitter:player"),
            .. page.Signals.Embeds,
            page.Linked.Video?.ContentUrl,
        ];
        var id = players.Select(YouTubeIdIn).FirstOrDefault(found => found is not null);
        var embed = players.Skip(1).Select(page.Absolute).FirstOrDefault(found => found is not null);
        return id is null && embed is null ? null : new(id, id is null ? embed : $"https://www.youtube.com/embed/{id}");
    }

    /// <summary>The eleven characters that name a video at YouTube, in any form of its addresses.</summary>
    internal static string? YouTubeIdIn(string? url)
    {
        var match = url is null || url.Length > 4_000 ? Match.Empty : YouTube().Match(url);
        return match.Success ? match.Groups[1].Value : null;
    }

    [GeneratedRegex(@"^(?:https?:)?//(?:www\.|m\.|music\.)?(?:youtu\.be/|youtube(?:-nocookie)?\.com/(?:(?:embed|shorts|live|v)/|watch\?(?:[^#]*&)?v=))([A-Za-z0-9_-]{11})(?![A-Za-z0-9_-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex YouTube();

    [GeneratedRegex("/(videos?|podcasts?|audio|galler(?:y|ies)|photos|fotostrecke|live|liveblog|live-updates|opinions?|editorials?|commentisfree|kommentar|meinung)/", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AddressKind();
}
