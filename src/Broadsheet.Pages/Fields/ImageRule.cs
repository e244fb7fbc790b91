using System.Buffers;
using Broadsheet.Pages.JsonLd;
using Broadsheet.Pages.Scanning;

namespace Broadsheet.Pages.Fields;

/// <summary>The lead picture: what the page gives for sharing, else what stands at the head of its text.</summary>
internal static class ImageRule
{
    // Crops made for sharing have the headline or the logo painted in.
    private static readonly SearchValues<string> s_forSharing = SearchValues.Create(
        ["facebook", "og_thumb", "og-thumb", "/ogp/", "/og/", "opengraph", "open_graph", "open-graph", "social", "og.jpg", "og.png"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly string[] s_placeholders =
    [
        "logo", "default", "placeholder", "blank", "sprite", "icon", "spacer", "dummy", "noimage", "no-image", "no_image", "avatar",
        "fallback", "share-image", "og-image", "ogimage", "favicon",
    ];

    private static readonly SearchValues<string> s_good = SearchValues.Create(
        ["upload", "wp-content", "large", "photo", "lead", "hero", "main", "featured", "attachment", "post"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> s_bad = SearchValues.Create(
        ["spacer", "sprite", "blank", "icon", "social", "header", "avatar", "author", "logo", "banner", "badge", "tracking", "pixel", "counter", "button", "emoji", "gravatar", "/ads/", "advert", "thumb"],
        StringComparison.OrdinalIgnoreCase);

    public static Candidates<PageImage> Find(PageContext page)
    {
        var images = new Candidates<PageImage>("leadImage");
        var signals = page.Signals;
        var (ogWidth, ogHeight) = (PageScanner.Number(signals.Meta("og:image:width")), PageScanner.Number(signals.Meta("og:image:height")));
        var logos = Logos(page);

        void Add(string? reference, int? width, int? height, double confidence, string from)
        {
            if (page.Absolute(reference) is not { } url || IsNoPicture(url))
                return;
            if (logos.Contains(url))
                images.Add(new(url, width, height), 0.05, $"{from} (the publisher's logo)");
            else if (LooksLikePlaceholder(url))
                images.Add(new(url, width, height), confidence * 0.3, $"{from} (named like a placeholder)");
            else
                images.Add(new(url, width, height), confidence, from);
        }

        foreach (var key in (ReadOnlySpan<string>)["og:image", "og:image:url", "og:image:secure_url"])
            Add(signals.Meta(key), Positive(ogWidth), Positive(ogHeight), 0.93, key);
        AddLinked(page.Linked.Article, 0.9, "json-ld image", Add);
        Add(signals.Meta("twitter:image") ?? signals.Meta("twitter:image:src"), null, null, 0.86, "twitter:image");
        Add(page.Linked.Article?.Thumbnail, null, null, 0.75, "json-ld thumbnailUrl");
        Add(signals.Meta("parsely-image-url") ?? signals.Meta("sailthru.image.full"), null, null, 0.75, "parsely-image-url");
        foreach (var property in signals.ItemProperties)
        {
            if (property.Name is "image" or "thumbnailUrl" && (property.Place & (Place.Aside | Place.Author | Place.Publisher)) == 0)
                Add(property.Value, null, null, 0.7, $"itemprop {property.Name}");
        }

        Add(signals.Links.Find(link => link.Rel == "image_src").Href, null, null, 0.72, "link image_src");
        Add(signals.Meta("thumbnail"), null, null, 0.5, "thumbnail");
        AddLinked(page.Linked.Video, 0.55, "json-ld video", Add);
        AddLinked(page.Linked.WebPage, 0.55, "json-ld page image", Add);
        if (BodyImage(page) is { } body)
            Add(body.Url, body.Width, body.Height, BodyConfidence(page, body, images), "first picture of the text");
        return images;
    }

    /// <summary>
    /// The page's own picture is the surest one where the one for sharing is a crop of it and the page loads its own first, where the
    /// one for sharing has the headline or a logo painted in, and where another signal names exactly it; alone it may be anything.
    /// </summary>
    private static double BodyConfidence(PageContext page, BodyImage body, Candidates<PageImage> images)
    {
        if (page.Absolute(body.Url) is not { } url || images.Best is not { } best)
            return 0.5;
        if (PictureName.Same(url, best.Value.Url))
        {
            var isForSharing = best.Value.Url.AsSpan().ContainsAny(s_forSharing);
            // An address that tells no size is the original's; that of a picture for sharing seldom tells one.
            var other = best.Value.Width ?? PictureSize.WidthIn(best.Value.Url) ?? (isForSharing ? 0 : int.MaxValue);
            var isSmall = PictureSize.WidthIn(url) is { } width && width * 2L < other;
            return !isSmall && (isForSharing || IsLoadedFirst(page, body, url)) ? 0.94 : 0.5;
        }

        var isNamed = images.All.Any(image => image.Confidence >= 0.5
            && (image.Value.Url == url ? !image.From.StartsWith("itemprop", StringComparison.Ordinal) : image.From == "json-ld image" && PictureName.Same(url, image.Value.Url)));
        return isNamed ? 0.94 : 0.5;
    }

    /// <summary>Whether the page asks for the picture before all others: what it does only for the one that readers see first.</summary>
    private static bool IsLoadedFirst(PageContext page, BodyImage body, string url) => body.IsUrgent || page.Signals.PreloadedImages.Exists(address => page.Absolute(address) == url);

    private static void AddLinked(LinkedArticle? article, double confidence, string from, Action<string?, int?, int?, double, string> add)
    {
        if (article is null)
            return;
        foreach (var image in article.Images.OrderByDescending(image => image.Width ?? 0))
        {
            add(image.Url, image.Width, image.Height, confidence, from);
            // The later ones are other sizes, or other pictures of the article.
            confidence = Math.Min(confidence, 0.45);
        }

        if (article.Images.Count == 0)
            add(article.Thumbnail, null, null, confidence * 0.9, from);
    }

    private static HashSet<string> Logos(PageContext page)
    {
        HashSet<string> logos = new(StringComparer.Ordinal);
        foreach (var reference in (ReadOnlySpan<string?>)
            [page.Linked.Article?.PublisherLogo?.Url, page.Linked.Logo?.Url, page.Signals.Meta("og:logo")])
        {
            if (page.Absolute(reference) is { } url)
                logos.Add(url);
        }

        return logos;
    }

    private static bool IsNoPicture(string url)
    {
        var path = url.AsSpan();
        var query = path.IndexOfAny('?', '#');
        path = query < 0 ? path : path[..query];
        return path.EndsWith(".mp4") || path.EndsWith(".mp3") || path.EndsWith(".m3u8") || path.EndsWith(".html") || path.EndsWith(".ico")
            || path.EndsWith("/null") || path.EndsWith("/undefined") || WebAddress.IsSiteRoot(url);
    }

    /// <summary>Whether the name of the file has such a word; "harbour-icons-exhibition" or "applogos" have none.</summary>
    private static bool LooksLikePlaceholder(string url)
    {
        var path = url.AsSpan();
        var query = path.IndexOfAny('?', '#');
        path = query < 0 ? path : path[..query];
        var file = path[(path.LastIndexOf('/') + 1)..];
        foreach (var word in s_placeholders)
        {
            var at = file.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && (at == 0 || !char.IsAsciiLetter(file[at - 1])) && (at + word.Length == file.Length || !char.IsAsciiLetter(file[at + word.Length])))
                return true;
        }

        return false;
    }

    private static BodyImage? BodyImage(PageContext page)
    {
        BodyImage? best = null;
        var bestScore = 0.0;
        var order = 0;
        foreach (var image in page.Signals.Images)
        {
            if ((image.Place & (Place.Aside | Place.Author)) != 0 || image.TextOffset < page.HeadlineOffset - 2_000)
                continue;
            var score = Score(image) - (2 * order++);
            if (page.HeadlineOffset >= 0)
                score -= image.TextOffset < page.HeadlineOffset ? 15 : Math.Min(40, (image.TextOffset - page.HeadlineOffset) / 100.0);
            if (score > bestScore)
                (best, bestScore) = (image, score);
        }

        return best;
    }

    private static double Score(BodyImage image)
    {
        var score = 10.0;
        var url = image.Url.AsSpan();
        if (url.ContainsAny(s_good))
            score += 15;
        if (url.ContainsAny(s_bad) || image.Marks.AsSpan().ContainsAny(s_bad))
            score -= 25;
        if (url.Contains(".jp", StringComparison.OrdinalIgnoreCase) || url.Contains(".webp", StringComparison.OrdinalIgnoreCase))
            score += 10;
        if (url.Contains(".gif", StringComparison.OrdinalIgnoreCase) || url.Contains(".svg", StringComparison.OrdinalIgnoreCase))
            score -= 30;
        if (image.Alt.Length > 0)
            score += 5;
        if ((image.Place & Place.Figure) != 0)
            score += 20;
        if ((image.Place & (Place.Article | Place.Main)) != 0)
            score += 10;
        if (image.Width is <= 100 || image.Height is <= 80)
            score -= 60;
        else if (image.Width is { } width)
            score += Math.Min(30, width / 40.0);
        if ((image.Place & Place.Noscript) != 0)
            score -= 5;
        return score;
    }

    private static int? Positive(int? pixels) => pixels is > 0 ? pixels : null;
}
