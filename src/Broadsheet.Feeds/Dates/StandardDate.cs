namespace Broadsheet.Feeds.Dates;

/// <summary>
/// The two shapes that nine dates in ten have, to the letter: <c>Tue, 03 Mar 2026 09:39:21 +0100</c> (or GMT) and
/// <c>2026-03-03T09:39:21+01:00</c> (or Z). Anything else is left to <see cref="DateReading"/>.
/// </summary>
internal static class StandardDate
{
    public static bool TryRead(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length >= 20 && text[4] == '-')
            return TryReadIso(text, out instant);
        return text.Length is 29 or 31 && text[3] == ',' && TryReadRfc822(text, out instant);
    }

    private static bool TryReadIso(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' || !TryReadIsoZone(text[19..], out var minutes))
            return false;
        return TryMake((Two(text, 0) * 100) + Two(text, 2), Two(text, 5), Two(text, 8), Two(text, 11), Two(text, 14), Two(text, 17), minutes, out instant);
    }

    private static bool TryReadIsoZone(ReadOnlySpan<char> zone, out int minutes)
    {
        minutes = 0;
        if (zone is "Z")
            return true;
        if (zone.Length != 6 || zone[0] is not ('+' or '-') || zone[3] != ':')
            return false;
        minutes = (zone[0] == '-' ? -1 : 1) * ((Two(zone, 1) * 60) + Two(zone, 4));
        return Two(zone, 1) is >= 0 and <= 14 && Two(zone, 4) is >= 0 and < 60;
    }

    private static bool TryReadRfc822(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text[4] != ' ' || text[7] != ' ' || text[11] != ' ' || text[16] != ' ' || text[19] != ':' || text[22] != ':' || text[25] != ' ')
            return false;
        var zone = text[26..];
        var minutes = 0;
        if (zone.Length == 5)
        {
            if (zone[0] is not ('+' or '-') || Two(zone, 1) is not (>= 0 and <= 13) || Two(zone, 3) is not (>= 0 and < 60))
                return false;
            minutes = (zone[0] == '-' ? -1 : 1) * ((Two(zone, 1) * 60) + Two(zone, 3));
        }
        else if (zone is not "GMT")
        {
            return false;
        }

        var month = text.Slice(8, 3) switch
        {
            "Jan" => 1,
            "Feb" => 2,
            "Mar" => 3,
            "Apr" => 4,
            "May" => 5,
            "Jun" => 6,
            "Jul" => 7,
            "Aug" => 8,
            "Sep" => 9,
            "Oct" => 10,
            "Nov" => 11,
            "Dec" => 12,
            _ => 0,
        };
        return TryMake((Two(text, 12) * 100) + Two(text, 14), month, Two(text, 5), Two(text, 17), Two(text, 20), Two(text, 23), minutes, out instant);
    }

    private static bool TryMake(int year, int month, int day, int hour, int minute, int second, int offset, out DateTimeOffset instant)
    {
        instant = default;
        // The first and last years are left out, so that no offset can leave the calendar.
        if (year is < 2 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59 || Math.Abs(offset) > 14 * 60)
            return false;
        instant = new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.FromMinutes(offset));
        return true;
    }

    // Far below zero when it is not two digits, so that no sum of it is in range.
    private static int Two(ReadOnlySpan<char> text, int at) =>
        char.IsAsciiDigit(text[at]) && char.IsAsciiDigit(text[at + 1]) ? ((text[at] - '0') * 10) + text[at + 1] - '0' : -100_000;
}
