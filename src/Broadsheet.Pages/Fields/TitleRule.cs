using Broadsheet.Pages.Scanning;

namespace Broadsheet.Pages.Fields;

/// <summary>
/// The headline. What stands in the heading of the page is what people read; <c>og:title</c> is often a social headline or carries the
/// site's name, and <c>&lt;title&gt;</c> alone is right on one page in five. So a heading is believed when another signal agrees with it.
/// </summary>
internal static class TitleRule
{
    private const int LongestTitle = 400;

    public static (Candidates<string> Titles, int HeadlineOffset) Find(PageContext page)
    {
        var titles = new Candidates<string>("title");
        var references = References(page);
        var offset = AddHeadings(page, references, titles);
        foreach (var (text, confidence, from) in references)
            titles.Add(text, confidence, from);
        return (titles, offset);
    }

    private static List<(string Text, double Confidence, string From)> References(PageContext page)
    {
        var signals = page.Signals;
        List<(string, double, string)> found = [];
        void Add(string? text, double confidence, string from)
        {
            if (string.IsNullOrWhiteSpace(text) || text.Length > LongestTitle)
                return;
            var title = SiteNameTail.Without(Markup.Strip(text), page.SiteNames);
            if (title.Length > 0)
                found.Add((title, SiteNameTail.IsSiteName(title, page.SiteNames) ? confidence / 10 : confidence, from));
        }

        Add(page.Linked.Article?.Headline, 0.8, "json-ld headline");
        Add(page.Linked.Article is { Headline: null } article ? article.Name : null, 0.7, "json-ld name");
        Add(ItemHeadline(signals), 0.72, "itemprop headline");
        Add(signals.Meta("parsely-title"), 0.75, "parsely-title");
        Add(signals.Meta("sailthru.title"), 0.7, "sailthru.title");
        Add(signals.Meta("og:title"), 0.68, "og:title");
        Add(signals.Meta("twitter:title"), 0.66, "twitter:title");
        Add(signals.Meta("dc.title") ?? signals.Meta("dcterms.title"), 0.6, "dc.title");
        Add(page.Linked.Video?.Name, 0.55, "json-ld video name");
        Add(signals.Meta("title") ?? signals.Meta("headline"), 0.55, "meta title");
        Add(signals.DocumentTitle, 0.5, "title element");
        return found;
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

    private static int AddHeadings(PageContext page, List<(string Text, double Confidence, string From)> references, Candidates<string> titles)
    {
        var folded = references.ConvertAll(reference => TextFold.Fold(reference.Text));
        var (offset, best) = (-1, 0.0);
        var firsts = page.Signals.Headings.Count(heading => heading.Level == 1);
        foreach (var heading in page.Signals.Headings)
        {
            if (heading.Text.Length > LongestTitle)
                continue;
            var text = SiteNameTail.Without(heading.Text, page.SiteNames);
            var (confidence, why) = Judge(TextFold.Fold(text), folded, references);
            if (SiteNameTail.IsSiteName(text, page.SiteNames))
                confidence /= 10;
            // A second-level heading is the headline only where the page has no heading of the first level.
            if (heading.Level > 1)
                confidence *= firsts == 0 ? 0.9 : 0.75;
            if (confidence == 0 && heading.Level == 1 && firsts == 1 && TextFold.WordCount(TextFold.Fold(text)) >= 3)
                (confidence, why) = (0.81, "the only one");
            if ((heading.Place & Place.Aside) != 0)
                confidence *= 0.85;
            if (confidence <= 0)
                continue;
            titles.Add(text, confidence, $"h{heading.Level} ({why})");
            if (confidence > best)
                (best, offset) = (confidence, heading.TextOffset);
        }

        return offset;
    }

    private static (double Confidence, string Why) Judge(
        string heading,
        List<string> folded,
        List<(string Text, double Confidence, string From)> references)
    {
        var (best, why) = (0.0, "");
        var words = TextFold.WordCount(heading);
        for (var i = 0; i < folded.Count; i++)
        {
            var reference = folded[i];
            if (reference.Length == 0)
                continue;
            double agreement = 0;
            if (heading == reference)
                agreement = 1;
            else if (words >= 3 && TextFold.Holds(reference, heading))
                agreement = heading.Length * 2 >= reference.Length ? 0.95 : 0.85;
            else if (TextFold.WordCount(reference) >= 3 && TextFold.Holds(heading, reference))
                agreement = 0.9;
            else if (words >= 3 && TextFold.SharedWords(heading, reference) >= 0.6)
                agreement = 0.87;
            if (agreement > best)
                (best, why) = (agreement, references[i].From);
        }

        return (best, why);
    }
}
