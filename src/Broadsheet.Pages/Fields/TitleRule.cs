using Broadsheet.Pages.Scanning;

namespace Broadsheet.Pages.Fields;

/// <summary>
/// The headline, by vote: the headings of the page and every statement about its title each give their voice to a text, and texts that
/// differ only in case and punctuation are one. A heading alone may be a section's or carry a kicker, <c>og:title</c> alone is often a
/// social headline, <c>&lt;title&gt;</c> alone is right on one page in five; together they are seldom wrong.
/// </summary>
internal static class TitleRule
{
    private const int LongestTitle = 400;

    // What each voice is worth was found on labelled pages; see docs/technotes/why-titles-are-voted-on.md.
    private const double HeadingVoice = 1.0;
    private const double SecondHeadingVoice = 0.3;
    private const double ConfirmedSecondHeadingVoice = 0.8;
    private const double JsonLdVoice = 1.1;
    private const double SharingVoice = 0.6;
    private const double AnalyticsVoice = 0.7;
    private const double WeakVoice = 0.2;

    /// <summary>The titles, and the heading that shows the best of them; null when no heading was believed.</summary>
    public static (Candidates<string> Titles, Heading? Headline) Find(PageContext page)
    {
        var statements = Statements(page);
        List<Voice> voices = [.. Headings(page, statements), .. statements];
        var titles = new Candidates<string>("title");
        // Written forms differ inside a group: the heading's is the one people read.
        foreach (var group in voices.GroupBy(voice => voice.Folded, StringComparer.Ordinal))
        {
            var total = group.GroupBy(voice => voice.Kind).Sum(kind => kind.Max(voice => voice.Weight));
            titles.Add(group.First().Text, total / (total + 0.5), string.Join(", ", group.Select(voice => voice.From).Distinct()));
        }

        return (titles, Headline(voices, titles.Best?.Value));
    }

    private static Heading? Headline(List<Voice> voices, string? title)
    {
        var folded = TextFold.Fold(title);
        // The same words stand in bars that follow the reader, and in lists of what is new.
        return voices
            .Where(voice => voice.Heading is not null)
            .OrderByDescending(voice => voice.Folded == folded)
            .ThenBy(voice => voice.Folded == folded && (voice.Heading!.Value.Place & Place.Aside) != 0)
            .ThenByDescending(voice => voice.Folded == folded ? 0 : voice.Weight)
            .FirstOrDefault().Heading;
    }

    private static List<Voice> Statements(PageContext page)
    {
        var signals = page.Signals;
        List<Voice> voices = [];
        void Add(string? text, double weight, Kind kind, string from)
        {
            if (string.IsNullOrWhiteSpace(text) || text.Length > LongestTitle)
                return;
            var title = SiteNameTail.Without(Markup.Strip(text), page.SiteNames);
            var folded = TextFold.Fold(title);
            if (folded.Length > 0)
                voices.Add(new(title, folded, SiteNameTail.IsSiteName(title, page.SiteNames) ? weight / 10 : weight, kind, from, null));
        }

        Add(page.Linked.Article?.Headline, JsonLdVoice, Kind.JsonLd, "json-ld headline");
        Add(page.Linked.Article is { Headline: null } article ? article.Name : null, JsonLdVoice * 0.8, Kind.JsonLd, "json-ld name");
        Add(ItemHeadline(signals), WeakVoice, Kind.Microdata, "itemprop headline");
        Add(signals.Meta("og:title"), SharingVoice, Kind.Sharing, "og:title");
        Add(signals.Meta("twitter:title"), SharingVoice, Kind.Sharing, "twitter:title");
        foreach (var key in (ReadOnlySpan<string>)["parsely-title", "sailthru.title", "dc.title", "dcterms.title", "title", "headline"])
            Add(signals.Meta(key), AnalyticsVoice, Kind.Analytics, key);
        Add(page.Linked.Video?.Name, WeakVoice, Kind.Video, "json-ld video name");
        Add(signals.DocumentTitle, WeakVoice, Kind.Document, "title element");
        return voices;
    }

    private static string? ItemHeadline(PageSignals signals)
    {
        foreach (var property in signals.ItemProperties)
        {
            if (property.Name == "headline" && (property.Place & Place.Aside) == 0)
                return property.Value;
        }

        return null;
    }

    private static IEnumerable<Voice> Headings(PageContext page, List<Voice> statements)
    {
        var firsts = page.Signals.Headings.Count(heading => heading.Level == 1);
        foreach (var heading in page.Signals.Headings)
        {
            if (heading.Text.Length > LongestTitle)
                continue;
            var text = SiteNameTail.Without(heading.Text, page.SiteNames);
            var folded = TextFold.Fold(text);
            var agreement = Agreement(folded, statements);
            if (agreement == 0 && heading.Level == 1 && firsts == 1 && TextFold.WordCount(folded) >= 3)
                agreement = 0.8;
            if (agreement == 0 || folded.Length == 0)
                continue;
            if (SiteNameTail.IsSiteName(text, page.SiteNames))
                agreement /= 10;
            if ((heading.Place & Place.Aside) != 0)
                agreement *= 0.85;
            // A heading of the second level is the headline where the page has none of the first, and where JSON-LD says it word for
            // word: then the first is written for search engines, and often not shown at all.
            var voice = heading.Level == 1 || firsts == 0 ? HeadingVoice
                : statements.Exists(statement => statement.Kind == Kind.JsonLd && statement.Folded == folded) ? ConfirmedSecondHeadingVoice
                : SecondHeadingVoice;
            yield return new(text, folded, voice * agreement, heading.Level == 1 ? Kind.Heading : Kind.SecondHeading, $"h{heading.Level}", heading);
        }
    }

    /// <summary>How much of a heading the page's statements confirm, 0 to 1.</summary>
    private static double Agreement(string heading, List<Voice> statements)
    {
        var best = 0.0;
        var words = TextFold.WordCount(heading);
        foreach (var statement in statements)
        {
            var stated = statement.Folded;
            if (heading == stated)
                return 1;
            double agreement = 0;
            if (words >= 3 && TextFold.Holds(stated, heading))
                agreement = heading.Length * 2 >= stated.Length ? 0.95 : IsTail(stated, heading) ? 0.2 : 0.85;
            else if (TextFold.WordCount(stated) >= 3 && TextFold.Holds(heading, stated))
                agreement = 0.9;
            else if (words >= 3 && TextFold.SharedWords(heading, stated) >= 0.6)
                agreement = 0.87;
            best = Math.Max(best, agreement);
        }

        return best;
    }

    // What stands behind a long title is the site's name, whatever level its heading has.
    private static bool IsTail(string stated, string heading) => stated.EndsWith(heading, StringComparison.Ordinal);

    private enum Kind
    {
        Heading,
        SecondHeading,
        JsonLd,
        Microdata,
        Sharing,
        Analytics,
        Video,
        Document,
    }

    private readonly record struct Voice(string Text, string Folded, double Weight, Kind Kind, string From, Heading? Heading);
}
