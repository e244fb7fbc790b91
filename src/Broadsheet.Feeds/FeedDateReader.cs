using Broadsheet.Feeds.Dates;

namespace Broadsheet.Feeds;

/// <summary>
/// Reads dates as feeds write them: RFC 822 and 2822, ISO 8601 and RFC 3339, and what publishers write instead. Never throws.
/// Years before 1990 are taken as missing, since nothing was syndicated then and clocks that were never set say 1970.
/// </summary>
public static class FeedDateReader
{
    private const int EarliestYear = 1990;
    private const int LongestDate = 120;

    /// <summary>The date, or null when it cannot be read.</summary>
    public static FeedDate? Read(ReadOnlySpan<char> text) => Read(text, null);

    /// <summary>The date, or null when it cannot be read.</summary>
    public static FeedDate? Read(string? text) => Read(text, text);

    private static FeedDate? Read(ReadOnlySpan<char> text, string? stated)
    {
        var trimmed = text.Trim();
        if (trimmed.Length is 0 or > LongestDate)
            return null;
        if (StandardDate.TryRead(trimmed, out var standard) && standard.UtcDateTime.Year >= EarliestYear)
            return new FeedDate(standard, FeedDateOrigin.Stated, stated ?? text.ToString());
        var reading = new DateReading(trimmed);
        return reading.TryRead(out var instant, out var origin) && instant.UtcDateTime.Year >= EarliestYear
            ? new FeedDate(instant, origin, stated ?? text.ToString())
            : null;
    }
}
