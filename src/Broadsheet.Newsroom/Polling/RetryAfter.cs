using System.Globalization;

namespace Broadsheet.Polling;

/// <summary>The Retry-After header: seconds or a date (RFC 9110 §10.2.3).</summary>
public static class RetryAfter
{
    // IMF-fixdate, RFC 850 and asctime, all of which a recipient must understand (RFC 9110 §5.6.7).
    private static readonly string[] DateShapes =
    [
        "ddd, d MMM yyyy HH:mm:ss 'GMT'",
        "dddd, d-MMM-yy HH:mm:ss 'GMT'",
        "ddd MMM d HH:mm:ss yyyy",
    ];

    /// <summary>How long to wait as seen at <paramref name="at"/>; never negative; null when the value says nothing.</summary>
    public static TimeSpan? Parse(string? value, DateTimeOffset at)
    {
        var text = value.AsSpan().Trim();
        if (text.IsEmpty)
            return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(Math.Min(seconds, 366 * 24 * 3600));
        return ParseDate(text) is not { } date ? null : date > at ? date - at : TimeSpan.Zero;
    }

    /// <summary>An HTTP date, or null.</summary>
    internal static DateTimeOffset? ParseDate(ReadOnlySpan<char> text) =>
        DateTimeOffset.TryParseExact(
            text,
            DateShapes,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces,
            out var date) ? date : null;
}
