using System.Globalization;
using System.Text.RegularExpressions;

namespace Broadsheet.Pages.Dates;

/// <summary>A date found in a text, and where.</summary>
internal readonly record struct FoundDate(PageDate Date, int Start, int End);

/// <summary>
/// Reads the dates of pages: ISO 8601 in all its written forms, RFC 1123, JavaScript's and Unix' own, seconds since 1970,
/// numbers with dots or slashes, and names of months in many languages. No culture and no time zone of the machine takes part:
/// where no zone is written, none is assumed.
/// </summary>
internal static partial class PageDateParser
{
    private const int LongestValue = 200;
    private const int FirstYear = 1990;
    private const int LastYear = 2100;

    /// <summary>The date that a value of a meta element, attribute or JSON-LD member states.</summary>
    /// <param name="text">The value.</param>
    /// <param name="monthFirst">Whether 3/4/2021 is in March.</param>
    public static PageDate? Parse(string? text, bool monthFirst = false)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestValue)
            return null;
        text = text.Trim();
        return Number(text) ?? Find(text, monthFirst)?.Date;
    }

    /// <summary>The first date in a text.</summary>
    public static FoundDate? Find(string text, bool monthFirst = false)
    {
        text = WithAsciiDigits(text);
        var found = YearFirst(text) ?? Compact(text);
        if (Earlier(DayFirst(text, monthFirst), found) is { } numeric)
            found = numeric;
        if (Earlier(Named(text), found) is { } named)
            found = named;
        return found is { } day ? WithTime(text, day) : null;
    }

    /// <summary>The day in the path of an address, as in <c>/2021/03/04/</c>, <c>-20210304</c> or <c>/2021/mar/04/</c>.</summary>
    public static PageDate? InAddress(string url)
    {
        var path = url.AsSpan(Math.Max(0, url.IndexOf('/', Math.Min(8, url.Length))));
        var match = AddressPattern().Match(path.Length > 2_000 ? "" : path.ToString());
        if (!match.Success)
            return null;
        var month = match.Groups[2].ValueSpan;
        Span<char> lower = stackalloc char[3];
        var number = char.IsAsciiDigit(month[0]) ? Int(month) : MonthNames.Find(lower[..month.ToLowerInvariant(lower)]);
        return DayOf(Int(match.Groups[1].ValueSpan), number, Int(match.Groups[3].ValueSpan), 0, 0) is { } day
            ? new(new(day.Year, day.Month, day.DayOfMonth, 0, 0, 0, TimeSpan.Zero), false, false)
            : null;
    }

    private static Day? Earlier(Day? one, Day? other) => one is { } o && (other is not { } p || o.Start < p.Start) ? one : null;

    private static PageDate? Number(string text)
    {
        if (text.Length is not (10 or 13) || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return null;
        var instant = text.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(value) : DateTimeOffset.FromUnixTimeMilliseconds(value);
        return instant.Year is >= FirstYear and <= LastYear ? new(instant, true, true) : null;
    }

    private static Day? YearFirst(string text)
    {
        foreach (var match in YearFirstPattern().EnumerateMatches(text))
        {
            var parts = Numbers(text.AsSpan(match.Index, match.Length));
            var (month, day) = parts[1] > 12 && parts[2] <= 12 ? (parts[2], parts[1]) : (parts[1], parts[2]);
            if (DayOf(parts[0], month, day, match.Index, match.Index + match.Length) is { } found)
                return found;
        }

        return null;
    }

    private static Day? Compact(string text)
    {
        var match = CompactPattern().Match(text);
        if (!match.Success)
            return null;
        var digits = match.Groups[1].ValueSpan;
        var day = DayOf(Int(digits[..4]), Int(digits[4..6]), Int(digits[6..8]), match.Index, match.Groups[1].Index + 8);
        var time = match.Groups[2].ValueSpan;
        return day is { } found && time.Length > 0
            ? found with { End = match.Index + match.Length, Hour = Int(time[..2]), Minute = Int(time[2..4]), Second = time.Length == 6 ? Int(time[4..6]) : 0 }
            : day;
    }

    private static Day? DayFirst(string text, bool monthFirst)
    {
        foreach (var match in DayFirstPattern().EnumerateMatches(text))
        {
            var parts = Numbers(text.AsSpan(match.Index, match.Length));
            var dots = text.AsSpan(match.Index, match.Length).Contains('.');
            var (day, month) = (parts[0], parts[1]);
            // With dots the day comes first everywhere; with slashes only Americans begin with the month.
            if (month > 12 || (monthFirst && !dots && day <= 12))
                (day, month) = (month, day);
            var year = parts[2] < 100 ? 2000 + parts[2] : parts[2];
            if (DayOf(year, month, day, match.Index, match.Index + match.Length) is { } found)
                return found;
        }

        return null;
    }

    private static Day? Named(string text)
    {
        Span<Word> words = stackalloc Word[5];
        var before = new Word(0, 0, 0, 0);
        var beforeThat = before;
        var at = 0;
        while (Next(text, ref at, out var word))
        {
            if (word.Month > 0)
            {
                var count = 0;
                var ahead = at;
                while (count < words.Length && Next(text, ref ahead, out var next))
                    words[count++] = next;
                if (Named(word, before, beforeThat, words[..count]) is { } day)
                    return day;
            }

            (beforeThat, before) = (before, word);
        }

        return null;
    }

    private static Day? Named(Word month, Word before, Word beforeThat, ReadOnlySpan<Word> after)
    {
        var next = after.Length > 0 ? after[0] : default;
        // 4 March 2021
        if (before.IsDay && next.IsYear)
            return DayOf(next.Number, month.Month, before.Number, before.Start, next.End);
        // 2021 March 4
        if (before.IsYear && next.IsDay)
            return DayOf(before.Number, month.Month, next.Number, before.Start, next.End);
        // March 4, 2021 and Thu Mar 04 15:04:05 UTC 2021
        if (next.IsDay)
        {
            for (var i = 1; i < after.Length; i++)
            {
                if (after[i].IsYear)
                    return DayOf(after[i].Number, month.Month, next.Number, month.Start, i == 1 ? after[i].End : next.End);
            }
        }

        // 2021, 4 March
        return before.IsDay && beforeThat.IsYear ? DayOf(beforeThat.Number, month.Month, before.Number, beforeThat.Start, month.End) : null;
    }

    /// <summary>The next number or name of a month. Small words and endings ("4th of", "4 de") are passed over.</summary>
    private static bool Next(string text, ref int at, out Word word)
    {
        Span<char> lower = stackalloc char[24];
        while (at < text.Length)
        {
            var start = at;
            if (char.IsAsciiDigit(text[at]))
            {
                while (at < text.Length && char.IsAsciiDigit(text[at]))
                    at++;
                word = new(start, at, at - start <= 4 ? Int(text.AsSpan(start, at - start)) : -1, 0, at - start);
                return true;
            }

            if (!IsLetter(text[at]))
            {
                at++;
                continue;
            }

            while (at < text.Length && IsLetter(text[at]))
                at++;
            if (at - start > lower.Length)
                continue;
            var length = text.AsSpan(start, at - start).ToLowerInvariant(lower);
            var month = MonthNames.Find(lower[..length]);
            if (month > 0)
            {
                word = new(start, at, -1, month);
                return true;
            }
        }

        word = default;
        return false;
    }

    private static bool IsLetter(char c) => char.IsLetter(c)
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static FoundDate WithTime(string text, Day day)
    {
        var end = day.End;
        if (day.Hour is null)
        {
            var window = text.AsSpan(end, Math.Min(40, text.Length - end));
            var time = TimePattern().Match(text, end, window.Length);
            if (!time.Success && day.Start >= 4)
            {
                var from = Math.Max(0, day.Start - 20);
                time = TimePattern().Match(text, from, day.Start - from);
            }

            if (!time.Success || !ReadTime(time, ref day))
                return new(new(new(day.Year, day.Month, day.DayOfMonth, 0, 0, 0, TimeSpan.Zero), false, false), day.Start, end);
            end = Math.Max(end, time.Index + time.Length);
        }

        if (day.Hour > 23 || day.Minute > 59)
            return new(new(new(day.Year, day.Month, day.DayOfMonth, 0, 0, 0, TimeSpan.Zero), false, false), day.Start, end);
        var local = new DateTime(day.Year, day.Month, day.DayOfMonth, day.Hour!.Value, day.Minute, Math.Min(day.Second, 59), DateTimeKind.Unspecified);
        var offset = ZoneAt(text, end);
        return new(new(new(local, offset ?? TimeSpan.Zero), offset is not null, true), day.Start, end);
    }

    private static bool ReadTime(Match time, ref Day day)
    {
        var hour = Int(time.Groups[1].ValueSpan);
        var minute = Int(time.Groups[2].ValueSpan);
        if (hour > 23 || minute > 59)
            return false;
        if (time.Groups[4].Success)
        {
            var afternoon = time.Groups[4].ValueSpan[0] is 'p' or 'P';
            hour = (hour % 12) + (afternoon ? 12 : 0);
        }

        day = day with { Hour = hour, Minute = minute, Second = time.Groups[3].Success ? Int(time.Groups[3].ValueSpan) : 0 };
        return true;
    }

    private static TimeSpan? ZoneAt(string text, int at)
    {
        var zone = ZonePattern().Match(text, at, Math.Min(24, text.Length - at));
        if (!zone.Success)
            return null;
        if (zone.Groups[2].Success)
        {
            var digits = zone.Groups[3].ValueSpan;
            var hours = Int(digits[..Math.Min(2, digits.Length)]);
            var rest = zone.Groups[4].ValueSpan;
            var minutes = rest.Length == 2 ? Int(rest) : 0;
            if (hours > 14 || minutes > 59)
                return null;
            var offset = new TimeSpan(hours, minutes, 0);
            return zone.Groups[2].ValueSpan[0] is '-' or '\u2212' ? -offset : offset;
        }

        return zone.Groups[1].Value.ToUpperInvariant() switch
        {
            "Z" or "UTC" or "GMT" or "WET" => TimeSpan.Zero,
            "BST" or "CET" or "MEZ" or "WEST" or "WAT" => TimeSpan.FromHours(1),
            "CEST" or "MESZ" or "EET" or "SAST" or "CAT" => TimeSpan.FromHours(2),
            "EEST" or "MSK" or "EAT" or "TRT" => TimeSpan.FromHours(3),
            "GST" => TimeSpan.FromHours(4),
            "PKT" => TimeSpan.FromHours(5),
            "IST" => new TimeSpan(5, 30, 0),
            "WIB" => TimeSpan.FromHours(7),
            "SGT" or "HKT" or "AWST" => TimeSpan.FromHours(8),
            "JST" or "KST" => TimeSpan.FromHours(9),
            "AEST" => TimeSpan.FromHours(10),
            "AEDT" => TimeSpan.FromHours(11),
            "NZST" => TimeSpan.FromHours(12),
            "NZDT" => TimeSpan.FromHours(13),
            "EDT" => TimeSpan.FromHours(-4),
            "EST" or "CDT" => TimeSpan.FromHours(-5),
            "CST" or "MDT" => TimeSpan.FromHours(-6),
            "MST" or "PDT" => TimeSpan.FromHours(-7),
            "PST" => TimeSpan.FromHours(-8),
            _ => null,
        };
    }

    private static Day? DayOf(int year, int month, int day, int start, int end)
    {
        // The Thai count of years.
        if (year is > 2500 and < 2643)
            year -= 543;
        return year is >= FirstYear and <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new(year, month, day, start, end)
            : null;
    }

    private static int[] Numbers(ReadOnlySpan<char> text)
    {
        var numbers = new int[3];
        var count = 0;
        for (var i = 0; i < text.Length && count < 3; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
                continue;
            var start = i;
            while (i < text.Length && char.IsAsciiDigit(text[i]))
                i++;
            numbers[count++] = Int(text[start..i]);
        }

        return numbers;
    }

    private static int Int(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string WithAsciiDigits(string text)
    {
        foreach (var c in text)
        {
            if (c > '\u007f' && char.IsDigit(c))
                return string.Create(text.Length, text, static (span, source) =>
                {
                    for (var i = 0; i < span.Length; i++)
                        span[i] = source[i] > '\u007f' && char.IsDigit(source[i]) ? (char)('0' + (int)char.GetNumericValue(source[i])) : source[i];
                });
        }

        return text;
    }

    [GeneratedRegex(@"(?<![\d/.\-])(?:19|20|25)[0-9]{2}(?:[-/.]|年\s?|년\s?|\. )[0-9]{1,2}(?:[-/.]|月\s?|월\s?|\. )[0-9]{1,2}(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex YearFirstPattern();

    [GeneratedRegex("(?<![0-9])((?:19|20)[0-9]{6})(?:[T ]?([0-9]{6}|[0-9]{4}))?(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex CompactPattern();

    [GeneratedRegex(@"(?<=[/_\-.=])((?:19|20)[0-9]{2})[-/_.]?((?<=[0-9][-/_.])[0-9]{1,2}|0[1-9]|1[0-2]|(?<=/)[A-Za-z]{3}(?=/))[-/_.]?((?<=[-/_.])[0-9]{1,2}|[0-3][0-9])(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex AddressPattern();

    [GeneratedRegex(@"(?<![\d/.\-])[0-9]{1,2}(?:(?:/|-|\. ?)[0-9]{1,2}(?:/|-|\. ?)(?:19|20|25)[0-9]{2}|\.[0-9]{2}\.[0-9]{2})(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex DayFirstPattern();

    [GeneratedRegex(@"(?<![\d.:])([0-9]{1,2})[:.hH]([0-9]{2})(?:[:.]([0-9]{2}))?(?:[.,][0-9]+)?(?![0-9])(?:\s?([aApP])\.?[mM]\b\.?)?", RegexOptions.CultureInvariant)]
    private static partial Regex TimePattern();

    [GeneratedRegex(@"\G\s?[(\[]?(?:(Z|z|[A-Z]{3,4})(?![A-Za-z0-9+\u2212-])|(?:GMT|UTC)?\s?([+\u2212-])([0-9]{1,2}):?([0-9]{2})?(?![0-9]))", RegexOptions.CultureInvariant)]
    private static partial Regex ZonePattern();

    private readonly record struct Day(int Year, int Month, int DayOfMonth, int Start, int End, int? Hour = null, int Minute = 0, int Second = 0);

    private readonly record struct Word(int Start, int End, int Number, int Month, int Digits = 0)
    {
        public bool IsDay => Digits is 1 or 2 && Number is >= 1 and <= 31;

        public bool IsYear => Digits == 4 && Number is >= FirstYear and <= LastYear;
    }
}
