using System.Globalization;
using System.Text;
using Broadsheet.Feeds;

namespace Broadsheet.Tests.Polling;

/// <summary>A feed format for tests of polling, which must not depend on how real ones are read: a first line, then an item per line.</summary>
internal static class Lines
{
    private const string FirstLine = "lines";

    /// <summary>A document of items named so, without dates.</summary>
    public static string Document(params string[] identities) => string.Join('\n', [FirstLine, .. identities]) + "\n";

    /// <summary>A line for an item with a date.</summary>
    public static string Dated(string identity, DateTimeOffset published) =>
        string.Create(CultureInfo.InvariantCulture, $"{identity}@{published.ToUnixTimeSeconds()}");

    public static Feed Read(ReadOnlySpan<byte> document, FeedContext context)
    {
        var lines = Encoding.UTF8.GetString(document).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines is not [FirstLine, .. var items])
            return new Feed { Format = FeedFormat.Unknown };
        return new Feed { Format = FeedFormat.Rss, Items = [.. items.Select(ItemOf)] };
    }

    private static FeedItem ItemOf(string line)
    {
        var at = line.IndexOf('@', StringComparison.Ordinal);
        return at < 0
            ? new FeedItem { Identity = line }
            : new FeedItem
            {
                Identity = line[..at],
                Published = new FeedDate(
                    DateTimeOffset.FromUnixTimeSeconds(long.Parse(line.AsSpan(at + 1), CultureInfo.InvariantCulture)), FeedDateOrigin.Stated, line[(at + 1)..]),
            };
    }
}
