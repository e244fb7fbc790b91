namespace Broadsheet.Feeds.Dates;

/// <summary>One pass over the text of a date: numbers and words are given their parts by shape, neighbours and order.</summary>
internal ref partial struct DateReading(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> text = text;
    private int position;
    private int year = -1, month = -1, day = -1, weekday = -1;
    private int hour = -1, minute, second;
    private long ticks;
    private int? offset;
    private bool afternoon, morning, repaired, failed, koreanTime;
    private bool numericMonth;
    private int looseCount, loose0, loose1, loose2, looseLength0, looseLength1, looseLength2;
    private string? zoneId;

    public bool TryRead(out DateTimeOffset instant, out FeedDateOrigin origin)
    {
        instant = default;
        origin = FeedDateOrigin.Stated;
        if (text.IndexOfAnyExceptInRange('0', '9') < 0)
            return TryReadDigits(out instant, out origin);
        if (!TryReadIsoDate())
            position = 0;
        while (position < text.Length && !failed)
            ReadNext();
        if (failed)
            return false;
        PlaceLooseNumbers();
        return !failed && TryMake(out instant, out origin);
    }

    // Only digits: seconds or milliseconds since 1970, or a compact ISO date.
    private bool TryReadDigits(out DateTimeOffset instant, out FeedDateOrigin origin)
    {
        instant = default;
        origin = FeedDateOrigin.Repaired;
        if (text.Length > 14)
            return false;
        var value = long.Parse(text, provider: System.Globalization.CultureInfo.InvariantCulture);
        switch (text.Length)
        {
            case 9 or 10:
                instant = DateTimeOffset.FromUnixTimeSeconds(value);
                return true;
            case 12 or 13:
                instant = DateTimeOffset.FromUnixTimeMilliseconds(value);
                return true;
            case 14:
                (hour, minute, second) = ((int)(value / 10000 % 100), (int)(value / 100 % 100), (int)(value % 100));
                (year, month, day) = ((int)(value / 10000000000), (int)(value / 100000000 % 100), (int)(value / 1000000 % 100));
                return TryMake(out instant, out origin);
            case 8:
                (year, month, day) = ((int)(value / 10000), (int)(value / 100 % 100), (int)(value % 100));
                return TryMake(out instant, out origin);
            case 7 when value % 1000 is > 0 and <= 366:
                return TryMakeOrdinal((int)(value / 1000), (int)(value % 1000), out instant, out origin);
            case 6:
                (year, month, day) = (FullYear((int)(value / 10000), 2), (int)(value / 100 % 100), (int)(value % 100));
                return TryMake(out instant, out origin);
            case 4:
                (year, month, day) = ((int)value, 1, 1);
                return TryMake(out instant, out origin);
            default:
                return false;
        }
    }

    private bool TryMakeOrdinal(int inYear, int dayOfYear, out DateTimeOffset instant, out FeedDateOrigin origin)
    {
        instant = default;
        origin = FeedDateOrigin.Estimated;
        if (inYear is < 1 or > 9998)
            return false;
        instant = new DateTimeOffset(inYear, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(dayOfYear - 1);
        return true;
    }

    // yyyy-mm[-dd], with any of - / . between; a time may follow after T or space and is read like any other.
    private bool TryReadIsoDate()
    {
        if (text.Length < 6 || !TryDigits(0, 4, 4, out var y, out var next) || !IsSeparator(next))
            return false;
        if (!TryDigits(next + 1, 1, 2, out var m, out var afterMonth))
            return TryReadNamedMonth(y, next + 1);
        if (afterMonth < text.Length && char.IsAsciiDigit(text[afterMonth]))
            return false;
        repaired = text[next] != '-' || afterMonth - next != 3;
        if (IsSeparator(afterMonth) && TryDigits(afterMonth + 1, 1, 2, out var d, out var afterDay))
        {
            if (afterDay < text.Length && char.IsAsciiDigit(text[afterDay]))
                return false;
            repaired |= afterDay - afterMonth != 3 || text[afterMonth] != '-';
            (year, month, day, position) = (y, m, d, afterDay);
            return true;
        }

        if (afterMonth < text.Length && !char.IsWhiteSpace(text[afterMonth]) && text[afterMonth] is not ('T' or 't'))
            return false;
        (year, month, day, position) = (y, m, 1, afterMonth);
        return true;
    }

    // 2004-július-13T9:15
    private bool TryReadNamedMonth(int y, int start)
    {
        var end = start;
        while (end < text.Length && char.IsLetter(text[end]))
            end++;
        var named = DateNames.Month(text[start..end]);
        if (named == 0 || !IsSeparator(end) || !TryDigits(end + 1, 1, 2, out var d, out var after))
            return false;
        (year, month, day, position, repaired) = (y, named, d, after, true);
        return true;
    }

    private readonly bool IsSeparator(int at) => at < text.Length && text[at] is '-' or '/' or '.';

    private readonly bool TryDigits(int start, int least, int most, out int value, out int after)
    {
        value = 0;
        after = start;
        while (after < text.Length && after - start < most && char.IsAsciiDigit(text[after]))
            value = (value * 10) + text[after++] - '0';
        return after - start >= least;
    }

    private void ReadNext()
    {
        var c = text[position];
        if (char.IsAsciiDigit(c))
            ReadNumber();
        else if (char.IsLetter(c))
            ReadWord();
        else if (c is '+' or '-' or '\u2212' && hour >= 0 && position + 1 < text.Length && char.IsAsciiDigit(text[position + 1]))
            ReadOffset(c == '+' ? 1 : -1);
        else
            position++;
    }

    private void ReadNumber()
    {
        if (!TryDigits(position, 1, 9, out var value, out var after))
            return;
        var length = after - position;
        if (after < text.Length && text[after] == ':' && hour < 0)
        {
            ReadTime(value, length, after);
            return;
        }

        if (after < text.Length && (text[after] is '/' or '.' or '-') && TryReadNumericDate(value, length, after))
            return;
        position = after;
        KeepLoose(value, length);
    }

    private void ReadTime(int value, int length, int colon)
    {
        hour = value;
        failed |= length > 2 || !TryDigits(colon + 1, 1, 2, out minute, out position);
        if (failed)
            return;
        if (position < text.Length && text[position] == ':')
        {
            if (!TryDigits(position + 1, 1, 2, out second, out position))
            {
                failed = true;
                return;
            }
        }

        if (position < text.Length && text[position] is '.' or ',' && position + 1 < text.Length && char.IsAsciiDigit(text[position + 1]))
            ReadFraction();
        // A fourth part means this was no time.
        failed |= position < text.Length && text[position] == ':';
    }

    private void ReadFraction()
    {
        position++;
        var unit = TimeSpan.TicksPerSecond / 10;
        for (; position < text.Length && char.IsAsciiDigit(text[position]); position++)
        {
            ticks += (text[position] - '0') * unit;
            unit /= 10;
        }
    }

    private bool TryReadNumericDate(int first, int length, int at)
    {
        if (year >= 0 || !TryDigits(at + 1, 1, 2, out var second2, out var next) || next >= text.Length || text[next] != text[at])
            return false;
        if (!TryDigits(next + 1, 2, 4, out var third, out var after) || (after < text.Length && text[after] == ':'))
            return false;
        repaired = true;
        position = after;
        if (length == 4)
        {
            (year, month, day) = (first, second2, third);
            return true;
        }

        year = FullYear(third, after - next - 1);
        numericMonth = true;
        // Dots are written day first everywhere; slashes in American order unless that is impossible or the weekday says otherwise.
        PlaceDayAndMonth(first, second2, dayFirst: text[at] != '/');
        return true;
    }

    private void PlaceDayAndMonth(int first, int second2, bool dayFirst)
    {
        var dayFirstPossible = second2 is >= 1 and <= 12;
        var monthFirstPossible = first is >= 1 and <= 12;
        if (dayFirstPossible && monthFirstPossible && weekday >= 0)
        {
            var dayFirstFits = Fits(first, second2);
            if (dayFirstFits != Fits(second2, first))
                dayFirst = dayFirstFits;
        }
        else if (dayFirstPossible != monthFirstPossible)
        {
            dayFirst = dayFirstPossible;
        }

        (day, month) = dayFirst ? (first, second2) : (second2, first);
    }

    private readonly bool Fits(int d, int m) =>
        year is >= 1 and <= 9999 && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(year, m)
        && (int)new DateTime(year, m, d).DayOfWeek == weekday;

    private void KeepLoose(int value, int length)
    {
        switch (looseCount++)
        {
            case 0:
                (loose0, looseLength0) = (value, length);
                break;
            case 1:
                (loose1, looseLength1) = (value, length);
                break;
            case 2:
                (loose2, looseLength2) = (value, length);
                break;
        }
    }

    private void ReadWord()
    {
        var start = position;
        while (position < text.Length && (char.IsLetter(text[position]) || (position > start && text[position] is '/' or '_' && IsZoneId())))
            position++;
        var word = text[start..position];
        if (start > 0 && char.IsAsciiDigit(text[start - 1]) && (word is "T" or "t" || IsOrdinal(word)))
            return;
        if (IsDayPart(word))
            return;
        if (DateNames.Month(word) is var named and > 0 && !numericMonth && !IsWeekdayBeforeMonth(word))
        {
            month = named;
            return;
        }

        if (DateNames.Weekday(word) is var dayOfWeek and >= 0)
            weekday = dayOfWeek;
        else if (hour >= 0)
            ReadZone(word);
    }

    private static bool IsOrdinal(ReadOnlySpan<char> word) => word is "st" or "nd" or "rd" or "th" or "er" or "년" or "월" or "일";

    // "Sat" begins no month, but "mar" (mardi, martes) does: where another month follows, it was the weekday.
    private readonly bool IsWeekdayBeforeMonth(ReadOnlySpan<char> word) => DateNames.Weekday(word) >= 0 && DateNames.Month(word) == 0;

    private bool IsDayPart(ReadOnlySpan<char> word)
    {
        if (word is "오후" or "오전")
        {
            (afternoon, morning, koreanTime) = (word is "오후", word is "오전", true);
            return true;
        }

        if (hour < 0)
            return false;
        if (word.Equals("pm", StringComparison.OrdinalIgnoreCase) || IsDottedDayPart(word, 'p'))
            return afternoon = true;
        return (word.Equals("am", StringComparison.OrdinalIgnoreCase) || IsDottedDayPart(word, 'a')) && (morning = true);
    }

    // "a.m.", "p.m."
    private bool IsDottedDayPart(ReadOnlySpan<char> word, char letter)
    {
        var rest = text[position..];
        if (word.Length != 1 || (word[0] | 0x20) != letter || rest.Length < 2 || rest[0] != '.' || (rest[1] | 0x20) != 'm')
            return false;
        position += 2;
        return true;
    }

    private void PlaceLooseNumbers()
    {
        if (year >= 0 && month >= 0 && day >= 0)
            return;
        if (month > 0)
        {
            PlaceBesideNamedMonth();
            return;
        }

        if (looseCount < 3)
        {
            failed = true;
            return;
        }

        // Three bare numbers: "11 04 2020", "2020 04 11".
        repaired = true;
        if (looseLength0 == 4)
        {
            (year, month, day) = (loose0, loose1, loose2);
            return;
        }

        year = FullYear(loose2, looseLength2);
        PlaceDayAndMonth(loose0, loose1, dayFirst: true);
    }

    private void PlaceBesideNamedMonth()
    {
        if (year >= 0 && looseCount >= 1)
        {
            day = loose0;
            return;
        }

        if (looseCount < 2)
        {
            failed = true;
            return;
        }

        (day, year) = looseLength0 == 4 ? (loose1, loose0) : (loose0, FullYear(loose1, looseLength1));
        failed |= looseLength0 == 3;
    }

    // RFC 2822, section 4.3.
    private static int FullYear(int value, int length) => length > 2 ? value : value + (value < 50 ? 2000 : 1900);
}
