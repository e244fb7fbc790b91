using System.Globalization;
using Broadsheet.Pages.JsonLd;
using Broadsheet.Pages.Scanning;

namespace Broadsheet.Pages.Fields;

/// <summary>What the page links to on behalf of the publisher: its AMP twin, its feeds, its icons.</summary>
internal static class LinkRule
{
    private const int MostIcons = 30;

    public static string? AmpUrl(PageContext page)
    {
        foreach (var link in page.Signals.Links)
        {
            if (link.Rel == "amphtml" && page.Absolute(link.Href) is { } url && !WebAddress.IsSiteRoot(url))
                return url;
        }

        return page.Signals.IsAmp ? page.Url : null;
    }

    /// <summary>Feeds of the whole site before feeds of comments.</summary>
    public static IReadOnlyList<string> Feeds(PageContext page)
    {
        List<(string Url, bool OfComments)> feeds = [];
        foreach (var link in page.Signals.Links)
        {
            if (!link.Rel.Contains("alternate", StringComparison.Ordinal)
                || link.Type is not ("application/rss+xml" or "application/atom+xml" or "application/feed+json" or "application/rdf+xml" or "text/xml"))
                continue;
            if (page.Absolute(link.Href) is not { } url || feeds.Exists(feed => feed.Url == url))
                continue;
            feeds.Add((url, (link.Title + link.Href).Contains("comment", StringComparison.OrdinalIgnoreCase)));
        }

        return [.. feeds.OrderBy(feed => feed.OfComments).Select(feed => feed.Url)];
    }

    public static IReadOnlyList<PageIcon> Icons(PageContext page)
    {
        List<PageIcon> icons = [];
        void Add(string? reference, int? size, string kind)
        {
            if (icons.Count < MostIcons && page.Absolute(reference) is { } url && !icons.Exists(icon => icon.Url == url))
                icons.Add(new(url, size, kind));
        }

        foreach (var link in page.Signals.Links.Where(link => link.Rel.Contains("apple-touch-icon", StringComparison.Ordinal)).OrderByDescending(SizeOf))
            Add(link.Href, Stated(SizeOf(link)), "apple-touch-icon");
        foreach (var logo in (ReadOnlySpan<LinkedImage?>)[page.Linked.Article?.PublisherLogo, page.Linked.Logo])
        {
            // A strip of 600 × 60 is a banner with the name in it; it makes no icon.
            if (logo is { } image)
                Add(image.Url, image.Width == image.Height ? image.Width : image.Height, "json-ld logo");
        }

        Add(page.Signals.Meta("og:logo"), null, "og:logo");
        foreach (var link in page.Signals.Links.Where(link => link.Rel.Split(' ').Contains("icon")).OrderByDescending(SizeOf))
            Add(link.Href, Stated(SizeOf(link)), "icon");
        Add(page.Signals.Meta("msapplication-tileimage"), 144, "msapplication-TileImage");
        Add("/favicon.ico", null, "favicon.ico");
        return icons;
    }

    private static int SizeOf(PageLink link)
    {
        var x = link.Sizes.IndexOf('x', StringComparison.OrdinalIgnoreCase);
        return x > 0 && int.TryParse(link.Sizes.AsSpan(0, x).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0;
    }

    private static int? Stated(int size) => size > 0 ? size : null;
}
