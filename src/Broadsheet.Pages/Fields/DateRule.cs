using Broadsheet.Pages.Dates;
using Broadsheet.Pages.Scanning;

namespace Broadsheet.Pages.Fields;

/// <summary>
/// When the article was published and changed. Machine-readable statements first; then the text around the headline; then the address.
/// </summary>
internal static class DateRule
{
    // What stands further from the headline belongs to other articles, comments or the text itself.
    private const int BeforeHeadline = 300;
    private const int AfterHeadline = 900;
    private const int LongestDateLine = 60;
    private const int LongestDateBlock = 400;

    private static readonly (string Key, double Confidence)[] s_metas =
    [
        ("article:published_time", 0.94),
        ("og:article:published_time", 0.93),
        ("article:published", 0.93),
        ("og:published_time", 0.92),
        ("parsely-pub-date", 0.92),
        ("cxenseparse:recs:publishtime", 0.91),
        ("cxenseparse:publishtime", 0.91),
        ("dc.date.issued", 0.9),
        ("dcterms.issued", 0.9),
        ("datepublished", 0.9),
        ("published_at", 0.9),
        ("publish-date", 0.89),
        ("publishdate", 0.89),
        ("publish_date", 0.89),
        ("published-date", 0.89),
        ("publication_date", 0.89),
        ("pubdate", 0.88),
        ("pub_date", 0.88),
        ("sailthru.date", 0.86),
        ("date", 0.86),
        ("article.published", 0.86),
        ("article.created", 0.84),
        ("dc.date", 0.84),
        ("dcterms.date", 0.84),
        ("dc.date.created", 0.84),
        ("dcterms.created", 0.84),
        ("dc.created", 0.84),
        ("citation_publication_date", 0.84),
        ("og:pubdate", 0.84),
        ("rnews:datepublished", 0.84),
        ("originalpublicationdate", 0.84),
        ("created", 0.8),
    ];

    public static Candidates<PageDate> Published(PageContext page, bool monthFirst)
    {
        var dates = new Candidates<PageDate>("published");
        var latest = page.FetchedAt.AddDays(1);
        void Add(string? text, double confidence, string from)
        {
            if (PageDateParser.Parse(text, monthFirst) is { } date)
                AddDate(dates, date, confidence, from, latest);
        }

        Add(page.Linked.Article?.Published, 0.96, "json-ld datePublished");
        foreach (var (key, confidence) in s_metas)
            Add(page.Signals.Meta(key), confidence, key);
        foreach (var property in page.Signals.ItemProperties)
        {
            if (property.Name is "datePublished" or "datepublished" or "dateCreated" && (property.Place & Place.Aside) == 0)
                Add(property.Value, property.Name == "dateCreated" ? 0.8 : 0.9, $"itemprop {property.Name}");
        }

        Add(page.Linked.Article?.Created, 0.78, "json-ld dateCreated");
        Add(page.Linked.Video?.Published, 0.76, "json-ld video");
        Add(page.Linked.WebPage?.Published, 0.83, "json-ld page datePublished");
        AddVisible(page, dates, monthFirst, latest);
        if (PageDateParser.InAddress(page.Url) is { } inAddress)
            AddDate(dates, inAddress, 0.66, "address", latest);
        AddNearHeadline(page, dates, monthFirst, latest);
        if (PageDateParser.InAddress(page.Absolute(page.Signals.Meta("og:image")) ?? "") is { } ofImage)
            AddDate(dates, ofImage, 0.3, "address of the picture", latest);
        Add(page.Linked.Article?.Modified, 0.4, "json-ld dateModified");
        Add(page.Signals.Meta("article:modified_time") ?? page.Signals.Meta("og:updated_time"), 0.38, "modified time");
        Add(page.Signals.Meta("last-modified"), 0.2, "last-modified");
        DateRepair.Apply(dates, page.FetchedAt);
        return dates;
    }

    public static Candidates<PageDate> Modified(PageContext page, PageDate? published)
    {
        var dates = new Candidates<PageDate>("modified");
        foreach (var (text, confidence, from) in (ReadOnlySpan<(string?, double, string)>)
            [
                (page.Linked.Article?.Modified, 0.95, "json-ld dateModified"),
                (page.Signals.Meta("article:modified_time"), 0.93, "article:modified_time"),
                (page.Signals.Meta("og:updated_time"), 0.85, "og:updated_time"),
                (page.Signals.ItemProperties.FirstOrDefault(property => property.Name == "dateModified").Value, 0.85, "itemprop dateModified"),
                (page.Linked.WebPage?.Modified, 0.8, "json-ld page dateModified"),
            ])
        {
            if (PageDateParser.Parse(text) is not { } date)
                continue;
            // A page that is changed at the moment it is asked for only prints the clock.
            var isClock = date.HasTime && (page.FetchedAt - date.Instant).Duration() < TimeSpan.FromMinutes(1);
            var isEarlier = published is { } first && date.Instant < first.Instant && date.Instant.Date < first.Instant.Date;
            if (date.Instant > page.FetchedAt.AddDays(1) || isClock || isEarlier)
                dates.Add(date, 0, $"{from} (not believed)");
            else
                dates.Add(date, confidence, from);
        }

        return dates;
    }

    private static void AddDate(Candidates<PageDate> dates, PageDate date, double confidence, string from, DateTimeOffset latest)
    {
        if (date.Instant > latest)
            dates.Add(date, 0.01, $"{from} (later than the fetch)");
        else
            dates.Add(date, confidence, from);
    }

    private static void AddVisible(PageContext page, Candidates<PageDate> dates, bool monthFirst, DateTimeOffset latest)
    {
        var first = true;
        foreach (var time in page.Signals.Times)
        {
            // A date in a link or beside the article is another article's, unless it stands right below the headline: there it is the
            // article's own, in a bar that holds what is for sharing too, or in a link to the article itself.
            var isBeside = (time.Place & (Place.Aside | Place.Link)) != 0;
            if ((isBeside && !page.IsRightBelowHeadline(time.TextOffset)) || Names(time.Marks, "modif", "updat", "comment", "expire", "valid"))
                continue;
            var stated = PageDateParser.Parse(time.DateTime, monthFirst) ?? PageDateParser.Find(time.Text, monthFirst)?.Date;
            if (stated is not { } date)
                continue;
            var near = IsNearHeadline(page, time.TextOffset);
            var confidence = time.IsTimeElement ? 0.7 : 0.6;
            if (Names(time.Marks, "publi", "posted", "created", "entry-date"))
                confidence += 0.1;
            if (near)
                confidence += 0.06;
            if (!first || isBeside)
                confidence -= 0.05;
            first &= isBeside;
            AddDate(dates, date, confidence, time.IsTimeElement ? "time element" : "marked date", latest);
        }
    }

    private static void AddNearHeadline(PageContext page, Candidates<PageDate> dates, bool monthFirst, DateTimeOffset latest)
    {
        var found = false;
        foreach (var block in page.Signals.Blocks)
        {
            var distance = block.Offset - Math.Max(0, page.HeadlineOffset);
            if (distance > AfterHeadline)
                break;
            if (distance < -BeforeHeadline || ((block.Place & Place.Aside) != 0 && !page.IsRightBelowHeadline(block.Offset)))
                continue;
            if (PageDateParser.Find(page.Signals.Text.ToString(block.Offset, Math.Min(block.Length, LongestDateBlock)), monthFirst) is not { } date)
                continue;
            // A line of its own is a dateline; in a caption or a sentence any day may be meant.
            var rest = block.Length - (date.End - date.Start);
            var isLine = rest < LongestDateLine && (block.Place & (Place.Figure | Place.Aside)) == 0;
            if (!isLine && (block.Place & (Place.Link | Place.Heading)) != 0)
                continue;
            if (distance < 0)
            {
                // Above the headline stands today's date as often as the article's.
                var isToday = date.Date.Instant.Date == page.FetchedAt.Date;
                AddDate(dates, date.Date, isToday ? 0.1 : isLine ? 0.5 : 0.35, "text above the headline", latest);
                continue;
            }

            AddDate(dates, date.Date, (isLine ? 0.63 : 0.45) - (found ? 0.03 : 0), isLine ? "line below the headline" : "text below the headline", latest);
            found = true;
        }
    }

    private static bool IsNearHeadline(PageContext page, int offset) =>
        page.HeadlineOffset >= 0 && offset > page.HeadlineOffset - BeforeHeadline && offset < page.HeadlineOffset + AfterHeadline;

    private static bool Names(string marks, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            if (marks.Contains(part, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
