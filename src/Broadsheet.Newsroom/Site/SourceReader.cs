using Broadsheet.Feeds;

namespace Broadsheet.Site;

/// <summary>Reads the feeds of a site from its <c>feeds.opml</c>.</summary>
public static class SourceReader
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "feeds.opml";

    /// <summary>The sources in the order of the file; none when there is no file.</summary>
    /// <param name="root">The site folder.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static IReadOnlyList<Source> Read(string root, SiteProblems problems)
    {
        var path = Path.Combine(root, FileName);
        return File.Exists(path) ? ReadText(File.ReadAllText(path), problems) : [];
    }

    /// <summary>The sources of a list, as it is or as somebody would have it.</summary>
    /// <param name="text">The list.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static IReadOnlyList<Source> ReadText(string text, SiteProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var feeds = OpmlDocument.Parse(text).Feeds;
        if (feeds.Count == 0 && !text.Contains("<opml", StringComparison.OrdinalIgnoreCase))
            problems.Error(FileName, 1, "", "This is not an OPML document.", "Export one from a feed reader, or add feeds with 'broadsheet feeds add ADDRESS'.");
        var known = new HashSet<string>(StringComparer.Ordinal);
        var sources = new List<Source>();
        foreach (var feed in feeds)
        {
            var line = LineOf(text, feed.XmlUrl);
            if (WebAddress.From(feed.XmlUrl) is null)
                problems.Error(FileName, line, "xmlUrl", $"'{feed.XmlUrl}' is not an address that can be asked.", "Write an absolute http or https address.");
            else if (!known.Add(feed.XmlUrl))
                problems.Warning(FileName, line, "xmlUrl", $"'{feed.XmlUrl}' is listed twice.", "Remove one; the first counts.");
            else
                sources.Add(SourceOf(feed, line, problems));
        }
        return sources;
    }

    private static Source SourceOf(OpmlFeed feed, int line, SiteProblems problems) => new()
    {
        Url = feed.XmlUrl,
        Title = feed.Title,
        SiteUrl = feed.HtmlUrl,
        Kind = KindOf(feed, line, problems),
        Weight = feed.Weight is { } weight and >= 0 and <= 10 ? weight : 1,
        Category = feed.Category ?? (feed.Folders.Count > 0 ? string.Join('/', feed.Folders) : null),
        UserAgent = feed.UserAgent,
        ProviderDomain = feed.Provider,
        IsPaused = feed.Paused,
    };

    private static SourceKind KindOf(OpmlFeed feed, int line, SiteProblems problems)
    {
        switch (feed.Kind)
        {
            case "curated":
                return SourceKind.Curated;
            case null or "search":
                return SourceKind.Search;
            default:
                problems.Error(FileName, line, "broadsheet:kind", $"'{feed.Kind}' is no kind of feed.", "Write curated or search.");
                return SourceKind.Search;
        }
    }

    private static int LineOf(string text, string address)
    {
        var at = text.IndexOf(address.Replace("&", "&amp;", StringComparison.Ordinal), StringComparison.Ordinal);
        return at < 0 ? 0 : text.AsSpan(0, at).Count('\n') + 1;
    }
}
