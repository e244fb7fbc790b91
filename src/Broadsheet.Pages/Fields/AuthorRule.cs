using Broadsheet.Pages.Html;
using Broadsheet.Pages.Scanning;

namespace Broadsheet.Pages.Fields;

/// <summary>Who wrote it: people first; the publisher or an agency only when no person is named anywhere.</summary>
internal static class AuthorRule
{
    private const int MostAuthors = 12;
    private const int MostLikely = 6;
    private const int NearHeadline = 3_000;
    private const int LongestByline = 160;
    private const int ShortestProse = 80;

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

        List<string> stated = [.. page.Signals.ItemProperties
            .Where(property => property.Name is "author" or "creator" && property.Place == Place.None)
            .Select(property => property.Value)];
        Add(page, authors, stated, 0.75, "itemprop author meta");
        foreach (var (from, confidence, most) in (ReadOnlySpan<(string, double, int)>)
            [("itemprop author name", 0.84, 6), ("rel=author", 0.74, 4), ("itemprop author", 0.72, 6), ("author link", 0.66, 4), ("byline", 0.6, 3)])
        {
            AddBylines(page, authors, from, confidence, most);
        }

        AddVisible(page, authors);
        AddSignature(page, authors);
        return authors;
    }

    private static void AddBylines(PageContext page, Candidates<IReadOnlyList<string>> authors, string from, double confidence, int most)
    {
        List<string> near = [], beside = [], far = [];
        foreach (var byline in page.Signals.Bylines)
        {
            var isBeside = (byline.Place & Place.Aside) != 0;
            if (byline.From != from || (isBeside && !page.IsRightBelowHeadline(byline.TextOffset)))
                continue;
            var isNear = page.HeadlineOffset < 0 || Math.Abs(byline.TextOffset - page.HeadlineOffset) < NearHeadline;
            var lines = isBeside ? beside : isNear ? near : far;
            // In Chinese and Japanese the date follows the name without a space.
            var text = byline.Text;
            if (text.IndexOf("20", StringComparison.Ordinal) is > 1 and var year && text[year - 1] > '\u2e80' && year + 3 < text.Length && char.IsAsciiDigit(text[year + 2]))
                text = text[..year];
            if (!lines.Contains(text))
                lines.Add(text);
        }

        // Many papers name the author below the text, but there stand the authors of other articles too.
        var (chosen, worth) = near.Count > 0 ? (near, confidence) : beside.Count > 0 ? (beside, confidence * 0.9) : (far, confidence * 0.8);
        if (chosen.Count == 0 || (chosen.Count > most && near.Count == 0))
            return;
        if (chosen.Count > most)
            chosen = [chosen[0]];
        if (chosen.SelectMany(AuthorNames.InByline).ToList() is { Count: > 0 } names)
            Add(page, authors, names, worth + 0.02, from);
        else
            Add(page, authors, chosen, worth, from, keepsSingleWords: from is not ("byline" or "author link"));
    }

    /// <summary>Lines of the text that begin with "By" and go on with names.</summary>
    private static void AddVisible(PageContext page, Candidates<IReadOnlyList<string>> authors)
    {
        foreach (var block in page.Signals.Blocks)
        {
            var distance = block.Offset - Math.Max(0, page.HeadlineOffset);
            if (distance < -300 || block.Length > LongestByline || (block.Place & (Place.Aside | Place.Figure | Place.Heading)) != 0)
                continue;
            var names = AuthorNames.InByline(page.Signals.TextOf(block));
            if (names.Count == 0)
                continue;
            Add(page, authors, names, distance < NearHeadline ? 0.58 : 0.5, "line of text");
            return;
        }
    }

    /// <summary>
    /// Names that stand alone before the first paragraph, or close the last one: believed where nothing else names a person.
    /// </summary>
    private static void AddSignature(PageContext page, Candidates<IReadOnlyList<string>> authors)
    {
        if (page.HeadlineOffset < 0)
            return;
        List<TextBlock> lines = [.. page.Signals.Blocks.Where(block => block.Tag == HtmlTag.P && block.Offset > page.HeadlineOffset && block.LinkLength == 0
            && (block.Place & (Place.Aside | Place.Figure | Place.Heading | Place.Unread)) == 0)];
        var first = lines.FindIndex(block => block.Length >= ShortestProse);
        var last = lines.FindLastIndex(block => block.Length >= ShortestProse);
        if (last < 0)
            return;
        int ParentOf(TextBlock block) => page.Signals.Parents[block.Element];
        // A name alone is the text's own only beside its paragraphs; brackets behind the last words always are.
        IEnumerable<TextBlock> closing = lines.Skip(last).Take(3).Where((block, i) => i == 0 || ParentOf(block) == ParentOf(lines[last]));
        var opening = first > 0 && ParentOf(lines[first - 1]) == ParentOf(lines[first]) ? lines.Skip(first - 1).Take(1) : [];
        foreach (var block in opening.Concat(closing))
        {
            var names = AuthorNames.InSignature(page.Signals.TextOf(block));
            if (names.Count == 0)
                continue;
            Add(page, authors, names, 0.49, "signature");
            return;
        }
    }

    private static void Add(PageContext page, Candidates<IReadOnlyList<string>> authors, IReadOnlyList<string> lines, double confidence, string from, bool keepsSingleWords = true)
    {
        List<string> names = [];
        foreach (var line in lines)
        {
            // "example.com, Harbourtown, Norway" is an address, not a list of people.
            var isAddress = line.Count(c => c == ',') >= 2 && SiteNameTail.IsSiteName(line[..line.IndexOf(',', StringComparison.Ordinal)], page.SiteNames);
            IEnumerable<string> parts = isAddress ? [line[..line.IndexOf(',', StringComparison.Ordinal)].Trim()] : AuthorNames.Split(line);
            foreach (var name in parts)
            {
                if (names.Count < MostAuthors && !names.Exists(known => Same(known, name)))
                    names.Add(name);
            }
        }

        if (names.Count == 0)
        {
            if (from is "json-ld author" or "itemprop author name" or "rel=author" && lines.Select(AuthorNames.Nickname).OfType<string>().FirstOrDefault() is { } nick)
                authors.Add([nick], confidence * 0.5, $"{from} (a pseudonym)");
            return;
        }

        var people = names.FindAll(name => !SiteNameTail.IsSiteName(name, page.SiteNames));
        // Beside full names single words are labels and agencies' signs.
        if (!keepsSingleWords && people.Exists(HasSpace))
            people.RemoveAll(name => !HasSpace(name));
        if (people.Count > MostLikely)
            confidence *= 0.6;
        if (people.Count > 0)
            authors.Add(people, people.Exists(name => HasSpace(name) || name.Any(c => c > '\u02ff')) ? confidence : confidence * 0.7, from);
        else
            authors.Add(names, confidence * 0.5, $"{from} (the publisher)");
    }

    private static bool HasSpace(string name) => name.Contains(' ', StringComparison.Ordinal);

    private static bool Same(string one, string other)
    {
        var (a, b) = (TextFold.Fold(one), TextFold.Fold(other));
        return a == b || TextFold.Holds(a, b) || TextFold.Holds(b, a);
    }

    private static bool IsAuthorLabel(string? label) =>
        label is not null && (label.Contains("ritten", StringComparison.Ordinal) || label.Contains("uthor", StringComparison.Ordinal) || label.Contains("erfasst", StringComparison.Ordinal));
}
