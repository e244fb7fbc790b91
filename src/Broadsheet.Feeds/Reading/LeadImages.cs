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

        void Consider(string? url, int? width, int? height, int origin)
        {
            if (url is null || !WebLink.IsHttp(url) || width is <= 1 || height is <= 1)
                return;
            var score = origin + ScoreOfSize(width, height) - (IsDecoration(url) ? 1000 : 0);
            if (score > bestScore)
                (best, bestScore) = (new FeedImage(url, width, height), score);
        }

        Consider(facts.Image?.Href, facts.Image?.Width, facts.Image?.Height, 60);
        foreach (var media in facts.Media)
        {
            if (IsPicture(media.Medium, media.Type, media.Url))
                Consider(media.Url, media.Width, media.Height, media.IsDefault ? 75 : 65);
        }

        foreach (var thumbnail in facts.Thumbnails)
            Consider(thumbnail.Url, thumbnail.Width, thumbnail.Height, 45);
        foreach (var link in facts.Links)
        {
            if (link.Rel == "enclosure" && IsPicture(null, link.Type, link.Href))
                Consider(link.Href, null, null, 62);
        }

        ConsiderTexts(summary, content, Consider);
        return best;
    }

    private static void ConsiderTexts(FeedText? summary, FeedText? content, Action<string?, int?, int?, int> consider)
    {
        foreach (var text in (FeedText?[])[content, summary])
        {
            if (text is not { IsMarkup: true })
                continue;
            var position = 0;
            foreach (var image in text.Images)
                consider(image.Url, image.Width, image.Height, 55 - (5 * position++));
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

    private static bool IsDecoration(string url) => url.AsSpan().ContainsAny(Decorations);
}
