using System.Collections.Frozen;
using Broadsheet.Pages;

namespace Broadsheet.Extraction;

/// <summary>Chooses between the feed's title and the page's headline.</summary>
internal static class HeadlineChooser
{
    /// <summary>What stands above a page that is not the article: walls, errors and checks. Folded.</summary>
    private static readonly FrozenSet<string> Walls = FrozenSet.ToFrozenSet(
        [
            "just a moment", "access denied", "attention required", "attention required cloudflare", "are you a robot", "please wait", "one moment please",
            "page not found", "404 not found", "404", "not found", "403 forbidden", "forbidden", "error", "robot check", "security check", "verify you are human",
            "log in", "login", "sign in", "subscribe", "before you continue", "bevor sie fortfahren", "before you continue to google", "before you continue to youtube",
            "cookie consent", "your privacy choices", "privacy settings", "consent", "service unavailable", "503 service unavailable", "bad gateway", "502 bad gateway",
            "seite nicht gefunden", "página no encontrada", "page introuvable", "untitled", "untitled document", "home", "index", "redirecting", "loading",
        ],
        StringComparer.Ordinal);

    /// <summary>Shorter ones are in other headlines by chance.</summary>
    private const int ShortestPart = 12;

    private const int ShortestKicker = 8;

    private static readonly string[] Separators = [" | ", " - ", " – ", " — ", " » ", " « ", " · ", " • ", " :: ", " / ", " ‹ ", " › ", " ~ "];

    /// <summary>Whether a headline belongs to a wall, an error or a check before the page.</summary>
    public static bool IsWall(string? title) => title is not null && Walls.Contains(PlainText.Fold(PlainText.Tidy(title)));

    /// <summary>The headline and where it comes from; empty when neither feed nor page has one.</summary>
    /// <param name="feedTitle">The item's title.</param>
    /// <param name="page">The page's headline.</param>
    /// <param name="siteNames">Names of the publisher that may hang on a headline.</param>
    /// <param name="longest">Most characters.</param>
    public static Chosen<string> Choose(string? feedTitle, Finding<string>? page, IReadOnlyList<string> siteNames, int longest)
    {
        var fromFeed = Clean(feedTitle, siteNames);
        var fromPage = Clean(page?.Value, siteNames);
        if (fromPage.Length == 0 || Walls.Contains(PlainText.Fold(fromPage)))
            return new(Sentences.AtWord(fromFeed, longest), "feed");
        if (fromFeed.Length == 0)
            return new(Sentences.AtWord(fromPage, longest), page!.From);

        if (Shorter(fromFeed, fromPage) is { } both)
            return new(Sentences.AtWord(both, longest), both == fromFeed ? "feed" : page!.From);
        // The printed headline is the truth for readers, but only of the same article: a front page has a headline too.
        var isSame = PlainText.SharedWords(fromFeed, fromPage) >= 0.5 || Sentences.IsCutOff(fromFeed);
        return isSame || page!.Confidence >= 0.9
            ? new(Sentences.AtWord(fromPage, longest), page!.From)
            : new(Sentences.AtWord(fromFeed, longest), "feed");
    }

    /// <summary>Plain, without the site's name at either end.</summary>
    public static string Clean(string? title, IReadOnlyList<string> siteNames)
    {
        var clean = PlainText.Tidy(title);
        if (siteNames.Count == 0)
            return clean;
        var folded = siteNames.Select(PlainText.Fold).Where(name => name.Length > 1).ToHashSet(StringComparer.Ordinal);
        for (var shorter = Strip(clean, folded); shorter != clean; shorter = Strip(clean, folded))
            clean = shorter;
        return folded.Contains(PlainText.Fold(clean)) ? "" : clean;
    }

    /// <summary>
    /// When one holds the other, the rest is a section, a kicker or a site's name that nobody told us, glued to either end.
    /// </summary>
    private static string? Shorter(string feed, string page)
    {
        var (ofFeed, ofPage) = (PlainText.Fold(feed), PlainText.Fold(page));
        if (ofFeed == ofPage || Math.Min(feed.Length, page.Length) < ShortestPart)
            return null;
        // In front a kicker; behind, when it is glued on. "Ferry returns" and "Ferry returns after repairs" are two headlines.
        if (HasKicker(page, feed) || (page.StartsWith(feed, StringComparison.Ordinal) && page[feed.Length] != ' '))
            return Sentences.IsCutOff(feed) ? null : feed;
        if (!ofFeed.Contains(ofPage, StringComparison.Ordinal))
            return null;
        // "The Brain Dump: what the article is about": the heading of the page is the blog's name.
        return feed.StartsWith(page + ": ", StringComparison.Ordinal) ? feed : page;
    }

    /// <summary>"Local News | …", "Culture : …", "Olympic Games …"; "The …" belongs to the headline.</summary>
    private static bool HasKicker(string page, string headline)
    {
        if (!page.EndsWith(headline, StringComparison.Ordinal))
            return false;
        var kicker = page[..^headline.Length];
        return kicker.TrimEnd() is [.., ':' or '|' or '/' or '»' or '–' or '—'] || kicker.EndsWith("- ", StringComparison.Ordinal) || kicker.Length > ShortestKicker;
    }

    private static string Strip(string title, HashSet<string> names)
    {
        foreach (var separator in Separators)
        {
            var last = title.LastIndexOf(separator, StringComparison.Ordinal);
            if (last > 0 && names.Contains(PlainText.Fold(title[(last + separator.Length)..])))
                return title[..last].TrimEnd();
            var first = title.IndexOf(separator, StringComparison.Ordinal);
            if (first > 0 && names.Contains(PlainText.Fold(title[..first])))
                return title[(first + separator.Length)..].TrimStart();
        }
        return title;
    }
}
