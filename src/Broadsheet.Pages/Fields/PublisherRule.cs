using System.Buffers;
using System.Text.RegularExpressions;

namespace Broadsheet.Pages.Fields;

/// <summary>The publisher's name, without the slogan behind it.</summary>
internal static partial class PublisherRule
{
    private const int LongestName = 60;
    private const int LongestCopyright = 120;
    private const int MostFeeds = 5;
    private static readonly SearchValues<string> s_copyright = SearchValues.Create(["©", "(c)"], StringComparison.OrdinalIgnoreCase);
    private static readonly string[] s_separators = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", ": ", ", "];

    public static Candidates<string> Find(PageContext page)
    {
        var names = new Candidates<string>("publisher");
        var label = PageContext.HostLabel(page.Url).Replace("-", "", StringComparison.Ordinal);
        void Add(string? text, double confidence, string from)
        {
            if (string.IsNullOrWhiteSpace(text) || text.Length > 200 || text.Contains("://", StringComparison.Ordinal))
                return;
            var name = WithoutSlogan(Markup.Strip(text).Trim().TrimStart('@'), label);
            if (name.Length is 0 or > LongestName)
                return;
            // "example.com" is an address; the name is "Example", unless another signal has the full one.
            if (Domain().Match(name) is { Success: true } domain && from != "host")
                names.Add(domain.Groups[1].Value, confidence - 0.4, $"{from} (a domain)");
            else
                names.Add(name, Resembles(name, label) ? confidence : confidence * 0.9, from);
        }

        // What any page may say of others counts only where it resembles the host.
        void AddOwn(string text, double confidence, string from)
        {
            if (Resembles(WithoutSlogan(text.Trim(), label), label))
                Add(text, confidence, from);
        }

        Add(page.Signals.Meta("og:site_name"), 0.9, "og:site_name");
        Add(page.Linked.Article?.Publisher, 0.88, "json-ld publisher");
        Add(page.Linked.SiteName, 0.78, "json-ld WebSite");
        Add(page.Linked.Organization, 0.76, "json-ld Organization");
        Add(page.Signals.Meta("application-name"), 0.74, "application-name");
        Add(page.Signals.Meta("apple-mobile-web-app-title"), 0.7, "apple-mobile-web-app-title");
        Add(page.Signals.Meta("dc.publisher") ?? page.Signals.Meta("publisher"), 0.7, "meta publisher");
        Add(TitleTail(page.Signals.DocumentTitle, label), 0.68, "title element");
        Add(page.Linked.WebPage?.Publisher, 0.6, "json-ld page publisher");
        foreach (var name in page.Linked.OtherNames)
            Add(LegalForm().Replace(name, ""), 0.65, "json-ld other name");
        foreach (var link in page.Signals.Links.Where(link => link.Rel == "alternate" && link.Type is "application/rss+xml" or "application/atom+xml").Take(MostFeeds))
            AddOwn(FeedWords().Replace(link.Title, ""), 0.45, "title of the feed");
        foreach (var line in page.Signals.HomeLinks)
            AddOwn(line, 0.42, "link to the first page");
        foreach (var block in page.Signals.Blocks)
        {
            if (block.Length >= LongestCopyright || page.Signals.TextOf(block) is not { } line || !line.AsSpan().ContainsAny(s_copyright))
                continue;
            if (Copyright().Match(line) is { Success: true } match)
                AddOwn(LegalForm().Replace(match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value, ""), 0.4, "copyright line");
        }

        // The name of an account, not of the paper.
        Add(page.Signals.Meta("twitter:site"), 0.25, "twitter:site");
        Add(WebAddress.Host(page.Url), 0.02, "host");
        Expand(names);
        return names;
    }

    /// <summary>Where the best name is an abbreviation, and another one has just its initials, people know the publisher by the other one.</summary>
    private static void Expand(Candidates<string> names)
    {
        if (names.Best is not { } best)
            return;
        var squeezed = TextFold.Squeeze(OnlineWords().Replace(best.Value, ""));
        foreach (var other in names.All)
        {
            var name = OnlineWords().Replace(other.Value, "");
            // A copyright line names the company, which people may know by its initials alone.
            if (other.From == "copyright line")
                continue;
            if (squeezed.Length >= 2 && other.Confidence >= 0.3 && name.Length > best.Value.Length && Initials(name) == squeezed)
            {
                names.Add(name, best.Confidence + 0.005, $"{other.From} (spells {best.Value} out)");
                return;
            }
        }
    }

    private static string Initials(string name) =>
        string.Concat(TextFold.Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word[0]));

    /// <summary>The part of a title that resembles the host.</summary>
    private static string? TitleTail(string? title, string label)
    {
        if (title is null)
            return null;
        foreach (var separator in s_separators)
        {
            var last = title.LastIndexOf(separator, StringComparison.Ordinal);
            if (last > 0 && Resembles(title[(last + separator.Length)..], label))
                return title[(last + separator.Length)..];
        }

        return null;
    }

    private static string WithoutSlogan(string name, string label)
    {
        foreach (var separator in s_separators)
        {
            var at = name.IndexOf(separator, StringComparison.Ordinal);
            if (at <= 0)
                continue;
            var (head, tail) = (name[..at], name[(at + separator.Length)..]);
            if (!Resembles(head, label) && Resembles(tail, label) && tail.Length < LongestName)
                return WithoutSlogan(tail, label);
            return head.Trim();
        }

        return name;
    }

    /// <summary>Whether a name is the host's: one holds the other, or its initials are the host's label.</summary>
    internal static bool Resembles(string name, string label)
    {
        var squeezed = TextFold.Squeeze(name);
        if (squeezed.Length < 2 || label.Length < 2)
            return false;
        if (squeezed.Contains(label, StringComparison.Ordinal) || (squeezed.Length >= 3 && label.Contains(squeezed, StringComparison.Ordinal)))
            return true;
        var initials = Initials(name);
        return initials.Length >= 2 && label.StartsWith(initials, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^(?:www\.|m\.|news\.)?([\p{L}\d-]{2,40})(?:\.(?:co|com|org|net|gov))?\.[a-zA-Z]{2,10}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Domain();

    // The edition on the web is the paper's.
    [GeneratedRegex(@"\s+(?:online|digital|news|24)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex OnlineWords();

    [GeneratedRegex(@"(?:\W+(?:rss|atom|feeds?|latest|all|news|comments?|posts?|2\.0|1\.0))+\W*$|^\W*(?:rss|atom)(?:\W+|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex FeedWords();

    // "© 2021 The Example Ltd." and "The Example © 2021".
    [GeneratedRegex(@"^(?:copyright\s*)?(?:©|\(c\))\W*(?:copyright\W*)?(?:\d{4}(?:\s?[-–]\s?\d{4})?\W+)?(?:by\s+)?(\p{L}[^.|,\d©]{2,50})|^(\p{L}[^.|,\d©]{2,50}?)\s*(?:©|\(c\))\s*\d{4}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Copyright();

    [GeneratedRegex(@",?\s+(?:AS|ASA|AG|AB|A/S|GmbH|Ltd\.?|LLC|Inc\.?|S\.?A\.?|plc|Limited|Corporation)$", RegexOptions.CultureInvariant)]
    private static partial Regex LegalForm();
}
