namespace Broadsheet.Feeds.Dates;

/// <content>Time zones and offsets, and the instant they make of a local time.</content>
internal ref partial struct DateReading
{
    private readonly bool IsZoneId() => position + 1 < text.Length && char.IsLetter(text[position + 1]);

    private void ReadZone(ReadOnlySpan<char> word)
    {
        if (offset is not null)
            return;
        var name = word[(word.LastIndexOf('/') + 1)..];
        if (DateNames.TryGetZone(name, out var minutes))
            offset = minutes;
        else if (word.Contains('/'))
            zoneId = word.ToString();
        else
            repaired = true;
    }

    private void ReadOffset(int sign)
    {
        if (!TryDigits(position + 1, 1, 4, out var value, out var after))
            return;
        var length = after - position - 1;
        var minutes = length > 2 ? (value / 100 * 60) + (value % 100) : value * 60;
        if (length <= 2 && after < text.Length && text[after] == ':')
        {
            if (!TryDigits(after + 1, 1, 2, out var rest, out after))
            {
                failed = true;
                return;
            }

            minutes += rest;
        }

        repaired |= length == 3;
        position = after;
        // "GMT-07:00" and a second statement such as "(UTC)" or a trailing Z: the number is the one that was meant.
        if (minutes <= 26 * 60)
            offset = sign * minutes;
    }

    private bool TryMake(out DateTimeOffset instant, out FeedDateOrigin origin)
    {
        instant = default;
        origin = hour < 0 || (offset is null && zoneId is null) ? FeedDateOrigin.Estimated
            : repaired ? FeedDateOrigin.Repaired
            : FeedDateOrigin.Stated;
        if (afternoon && hour is >= 1 and < 12)
            hour += 12;
        else if (morning && hour == 12)
            hour = 0;
        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        // 24:00 is the end of the day; 60 is a leap second.
        if (hour > 24 || minute > 59 || second > 60)
            return false;
        var local = new DateTime(year, month, day).AddHours(Math.Max(hour, 0)).AddMinutes(minute).AddSeconds(Math.Min(second, 59)).AddTicks(ticks);
        instant = AtOffset(local, offset ?? (koreanTime ? 540 : OffsetOfZone(local)));
        return true;
    }

    private readonly int OffsetOfZone(DateTime local) =>
        zoneId is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out var zone) ? (int)zone.GetUtcOffset(local).TotalMinutes : 0;

    // Offsets beyond ±14 hours are written (Kwajalein and others said -13:00) but not representable; the instant is.
    private static DateTimeOffset AtOffset(DateTime local, int minutes)
    {
        if (Math.Abs(minutes) <= 14 * 60 && local.Ticks - (minutes * TimeSpan.TicksPerMinute) > 0)
            return new DateTimeOffset(local, TimeSpan.FromMinutes(minutes));
        var utc = Math.Max(local.Ticks - (minutes * TimeSpan.TicksPerMinute), 0);
        return new DateTimeOffset(utc, TimeSpan.Zero);
    }
}
