namespace Broadsheet.Publishing.Syndication;

/// <summary>Which feeds are other than before a printing.</summary>
public static class ChangedFeeds
{
    private const string PublicFolder = "public/";

    private static readonly string[] Files = [RssWriter.File, AtomWriter.File, JsonFeedWriter.File];

    /// <summary>Their addresses.</summary>
    /// <param name="printed">What the printing wrote.</param>
    /// <param name="masthead">Tells where the site is.</param>
    public static IReadOnlyList<string> Of(PressReport printed, Masthead masthead)
    {
        ArgumentNullException.ThrowIfNull(printed);
        ArgumentNullException.ThrowIfNull(masthead);
        var addresses = new SiteAddresses(masthead);
        return InOrder(printed.Written
            .Where(path => path.StartsWith(PublicFolder, StringComparison.Ordinal) && Files.Contains(path[(path.LastIndexOf('/') + 1)..]))
            .Select(path => addresses.Absolute(path[PublicFolder.Length..])));
    }

    /// <summary>The order in which they are told of: those of the whole site first.</summary>
    public static IReadOnlyList<string> InOrder(IEnumerable<string> feeds) =>
        [.. feeds.OrderBy(feed => feed.Count(letter => letter == '/')).ThenBy(feed => feed, StringComparer.Ordinal)];
}
