using System.Collections.Frozen;

namespace Broadsheet.Extraction;

/// <summary>Chooses an article's lead picture.</summary>
internal static class PictureChooser
{
    private static readonly FrozenSet<string> NoPictureWords = FrozenSet.ToFrozenSet(
        ["logo", "logos", "favicon", "sprite", "spacer", "pixel", "blank", "placeholder", "noimage", "nophoto", "avatar", "icon", "icons", "default", "1x1", "transparent", "dummy", "missing", "opengraph", "ogimage"],
        StringComparer.Ordinal);

    /// <summary>What says little alone, and with one of the others that it is a site's card ("logo_black_social", "default-og").</summary>
    private static readonly FrozenSet<string> CardWords = FrozenSet.ToFrozenSet(["social", "share", "sharing", "og", "fallback", "generic", "card"], StringComparer.Ordinal);

    private static readonly string[] Trackers =
    [
        "doubleclick.net", "googlesyndication.com", "google-analytics.com", "pixel.wp.com", "stats.wordpress.com", "scorecardresearch.com", "quantserve.com", "gravatar.com",
        "feedsportal.com", "pheedo.com", "facebook.com", "chartbeat.net", "ivwbox.de", "vgwort.de", "imrworldwide.com", "s.w.org", "feeds.feedburner.com", "outbrain.com", "taboola.com",
    ];

    /// <summary>A picture that may lead the article.</summary>
    public sealed record Candidate(string Url, int? Width, int? Height, string From);

    /// <summary>What may lead the article, the best first.</summary>
    public static IReadOnlyList<Candidate> Candidates(ArticleMaterial material, bool isPageBelieved, string domain, DefaultCards cards)
    {
        List<Candidate> candidates = [];
        if (isPageBelieved && material.Page!.Metadata!.LeadImage is { } lead)
            Add(candidates, lead.Value.Url, lead.Value.Width, lead.Value.Height, lead.From);
        if (isPageBelieved && material.Page!.Metadata!.SecondImage is { } second)
            Add(candidates, second.Value.Url, second.Value.Width, second.Value.Height, second.From);
        if (material.Item.Image is { } image)
            Add(candidates, image.Url, image.Width, image.Height, "feed");

        var icons = isPageBelieved ? material.Page!.Metadata!.Icons.Select(icon => icon.Url).ToHashSet(StringComparer.Ordinal) : [];
        var own = candidates.Where(candidate => !icons.Contains(candidate.Url) && !cards.IsDefault(domain, candidate.Url)).ToList();
        // "aspect-ratio_default" is a real photograph: a doubtful name counts only against a better one.
        return [.. own.Where(candidate => !IsDoubtful(candidate.Url)), .. own.Where(candidate => IsDoubtful(candidate.Url))];
    }

    /// <summary>The first one large enough, in its true size where its bytes were looked at.</summary>
    public static Chosen<Picture>? Choose(IReadOnlyList<Candidate> candidates, IReadOnlyDictionary<string, MeasuredPicture> measured, int smallest)
    {
        foreach (var candidate in candidates)
        {
            if (measured.TryGetValue(candidate.Url, out var size))
            {
                if (size.Refusal is null && size.Width >= smallest && size.Height >= smallest)
                    return new(PictureOf(candidate, size), candidate.From + ", measured");
            }
            else if (candidate is { Width: { } width, Height: { } height } && width >= smallest && height >= smallest)
            {
                return new(new(candidate.Url, width, height, IsCached: false), candidate.From + ", size as stated");
            }
        }
        return null;
    }

    private static Picture PictureOf(Candidate candidate, MeasuredPicture size) => size is { StoreKey: { } key, Url: { } ours }
        ? new(ours, size.Width, size.Height, IsCached: true) { StoreKey = key, OriginalUrl = candidate.Url, Copies = size.Copies }
        : new(candidate.Url, size.Width, size.Height, IsCached: false);

    private static void Add(List<Candidate> candidates, string url, int? width, int? height, string from)
    {
        // Stated sizes lie, except when they are confessions: nobody calls a photograph 1 pixel wide.
        if (width is > 0 and < 50 || height is > 0 and < 50)
            return;
        if (!WebAddress.TryParse(url, out var address) || IsTracker(address) || IsDrawing(address.Path) || IsSurelyNone(address.Path))
            return;
        var text = address.ToString();
        if (candidates.All(candidate => candidate.Url != text))
            candidates.Add(new(text, width is > 0 ? width : null, height is > 0 ? height : null, from));
    }

    private static bool IsTracker(WebAddress address) =>
        Trackers.Any(tracker => address.Host == tracker || address.Host.EndsWith("." + tracker, StringComparison.Ordinal))
        || address.Path.Contains("/emoji/", StringComparison.Ordinal) || address.Path.Contains("/smilies/", StringComparison.Ordinal);

    private static bool IsDrawing(string path) =>
        path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".ico", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".mp4", StringComparison.OrdinalIgnoreCase);

    /// <summary>The name is nothing but the word ("logo.png", "site-logo.jpg") or says it twice; "apple-unveils-new-logo-in-london.jpg" shows news.</summary>
    private static bool IsSurelyNone(string path)
    {
        var words = NameWords(path);
        return (words.Length is > 0 and <= 2 && words.Any(word => NoPictureWords.Contains(word) && word is not "default")) || words.Count(word => NoPictureWords.Contains(word) || CardWords.Contains(word)) >= 2;
    }

    private static bool IsDoubtful(string url) => WebAddress.TryParse(url, out var address) && NameWords(address.Path).Any(NoPictureWords.Contains);

    private static string[] NameWords(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var dot = name.LastIndexOf('.');
        return (dot > 0 ? name[..dot] : name).ToLowerInvariant().Split(['-', '_', '.', '+'], StringSplitOptions.RemoveEmptyEntries);
    }
}
