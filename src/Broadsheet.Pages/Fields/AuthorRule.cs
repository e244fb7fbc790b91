using Broadsheet.Pages.Scanning;

namespace Broadsheet.Pages.Fields;

/// <summary>Who wrote it: people first; the publisher or an agency only when no person is named anywhere.</summary>
internal static class AuthorRule
{
    private const int MostAuthors = 12;

    private static readonly (string Key, double Confidence)[] s_metas =
    [
        ("parsely-author", 0.88),
        ("sailthru.author", 0.87),
        ("byl", 0.86),
        ("cxenseparse:author", 0.82),
        ("author", 0.8),
        ("article:author", 0.78),
        ("article:author_name", 0.82),
        ("article:author:name", 0.82),
        ("dc.creator", 0.76),
        ("dcterms.creator", 0.76),
        ("dc.contributor", 0.5),
        ("citation_author", 0.8),
        ("twitter:data1", 0.3),
    ];

    public static Candidates<IReadOnlyList<string>> Find(PageContext page)
    {
        var authors = new Candidates<IReadOnlyList<string>>("authors");
        Add(page, authors, page.Linked.Article?.Authors ?? [], 0.95, "json-ld author");
        foreach (var (key, confidence) in s_metas)
        {
            if (key == "twitter:data1" && !IsAuthorLabel(page.Signals.Meta("twitter:label1")))
                continue;
            Add(page, authors, page.Signals.Metas(key), confidence, key);
        }

        Add(page, authors, [.. page.Signals.ItemProperties.Where(property => property.Name is "author" or "creator" && property.Place == Place.None).Select(property => property.Value)], 0.75, "itemprop author meta");
        foreach (var (from, confidence, most) in (ReadOnlySpan<(string, double, int)>)
            [("itemprop author name", 0.84, 6), ("rel=author", 0.74, 4), ("itemprop author", 0.72, 6), ("byline", 0.6, 3)])
        {
            AddBylines(page, authors, from, confidence, most);
        }

        return authors;
    }

    private static void AddBylines(PageContext page, Candidates<IReadOnlyList<string>> authors, string from, double confidence, int most)
    {
        List<string> lines = [];
        foreach (var byline in page.Signals.Bylines)
        {
            // An author's box below the text, or beside other articles, names others too: only what stands near the headline counts.
            var isNear = page.HeadlineOffset < 0 || Math.Abs(byline.TextOffset - page.HeadlineOffset) < 3_000;
            if (byline.From == from && (byline.Place & Place.Aside) == 0 && isNear && !lines.Contains(byline.Text))
                lines.Add(byline.Text);
        }

        if (lines.Count == 0)
            return;
        if (lines.Count > most)
            lines = [lines[0]];
        Add(page, authors, lines, confidence, from);
    }

    private static void Add(PageContext page, Candidates<IReadOnlyList<string>> authors, IReadOnlyList<string> lines, double confidence, string from)
    {
        List<string> names = [];
        foreach (var line in lines)
        {
            foreach (var name in AuthorNames.Split(line))
            {
                if (names.Count < MostAuthors && !names.Exists(known => Same(known, name)))
                    names.Add(name);
            }
        }

        if (names.Count == 0)
            return;
        var people = names.FindAll(name => !SiteNameTail.IsSiteName(name, page.SiteNames));
        if (people.Count > 0)
            authors.Add(people, people.Exists(name => name.Contains(' ', StringComparison.Ordinal)) ? confidence : confidence * 0.8, from);
        else
            authors.Add(names, confidence * 0.5, $"{from} (the publisher)");
    }

    private static bool Same(string one, string other)
    {
        var (a, b) = (TextFold.Fold(one), TextFold.Fold(other));
        return a == b || TextFold.Holds(a, b) || TextFold.Holds(b, a);
    }

    private static bool IsAuthorLabel(string? label) =>
        label is not null && (label.Contains("ritten", StringComparison.Ordinal) || label.Contains("uthor", StringComparison.Ordinal) || label.Contains("erfasst", StringComparison.Ordinal));
}
