using System.Buffers;
using Broadsheet.Feeds.Links;

namespace Broadsheet.Feeds.Reading;

/// <summary>Chooses the picture of an item among all it names.</summary>
internal static class LeadImages
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".bmp"];

    // What is never the picture of an article: counters, buttons, faces, smileys.
    private static readonly SearchValues<string> Decorations = SearchValues.Create(
    [
        "gravatar.com", "/avatar", "emoji", "smilies", "smiley", "feedburner.com/~", "feeds.feedburner", "/pixel", "pixel.", "1x1", "spacer",
        "blank.gif", "doubleclick", "/stat.", "stats.wordpress.com", "feedsportal", "badge", "share-button", "addthis", "/plugins/", "favicon",
        "wp-includes/images", "tracking", "counter",
    ], StringComparison.OrdinalIgnoreCase);

    public static FeedImage? Best(FeedFacts facts, FeedText? summary, FeedText? content)
    {
        FeedImage? best = null;
        var bestScore = 0;
        if (facts.Image is { } own)
            Consider(own.Href, own.Width, own.Height, 60);
        foreach (var media in facts.MediaList ?? [])
        {
            if (IsPicture(media.Medium, media.Type, media.Url))
                Consider(media.Url, media.Width, media.Height, media.IsDefault ? 75 : 65);
        }

        foreach (var thumbnail in facts.ThumbnailList ?? [])
            Consider(thumbnail.Url, thumbnail.Width, thumbnail.Height, 45);
        foreach (var link in facts.LinkList ?? [])
        {
            if (link.Rel == "enclosure" && IsPicture(null, link.Type, link.Href))
                Consider(link.Href, null, null, 62);
        }

        ConsiderText(content);
        ConsiderText(summary);
        return best;

        void ConsiderText(FeedText? text)
        {
            if (text is not { IsMarkup: true })
                return;
            var images = text.Images;
            for (var position = 0; position < images.Count; position++)
                Consider(images[position].Url, images[position].Width, images[position].Height, 55 - (5 * position));
        }

        void Consider(string? url, int? width, int? height, int origin)
        {
            if (url is null || width is <= 1 || height is <= 1)
                return;
            var score = origin + ScoreOfSize(width, height);
            if (score > bestScore && WebLink.IsHttp(url) && !url.AsSpan().ContainsAny(Decorations))
                (best, bestScore) = (new FeedImage(url, width, height), score);
        }
    }

    // A picture that fills a column beats one that fits beside a line; an unstated size is taken for a middling one.
    private static int ScoreOfSize(int? width, int? height) => Math.Max(width ?? 0, height ?? 0) switch
    {
        0 => 0,
        < 60 => -60,
        < 150 => -20,
        < 300 => -5,
        < 600 => 10,
        < 1200 => 25,
        _ => 30,
    };

    private static bool IsPicture(string? medium, string? type, string? url)
    {
        if (medium is { Length: > 0 })
            return medium.Equals("image", StringComparison.OrdinalIgnoreCase);
        if (type is { Length: > 0 })
            return type.StartsWith("image", StringComparison.OrdinalIgnoreCase);
        return url is not null && HasPictureExtension(url);
    }

    private static bool HasPictureExtension(string url)
    {
        var path = url.AsSpan(0, url.AsSpan().IndexOfAny('?', '#') is var cut and >= 0 ? cut : url.Length);
        foreach (var extension in Extensions)
        {
            if (path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
