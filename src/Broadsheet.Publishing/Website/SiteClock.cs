using System.Globalization;
using System.Runtime.CompilerServices;

namespace Broadsheet.Publishing.Website;

/// <summary>Writes instants as the site's readers do: in the site's time zone and language, never relative to now.</summary>
internal sealed class SiteClock(string timeZone, ThemeStrings strings)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
    private readonly string[] weekdays = [.. Enumerable.Range(0, 7).Select(day => strings[string.Create(CultureInfo.InvariantCulture, $"weekday.{day}")])];
    private readonly string[] months = [.. Enumerable.Range(1, 12).Select(month => strings[string.Create(CultureInfo.InvariantCulture, $"month.{month}")])];
    private readonly string[] shortMonths = [.. Enumerable.Range(1, 12).Select(month => strings[string.Create(CultureInfo.InvariantCulture, $"mon.{month}")])];

    /// <summary>The site's day of an instant.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>An instant for people and machines.</summary>
    public TimeView View(DateTimeOffset instant)
    {
        var local = Local(instant);
        var day = DateOnly.FromDateTime(local.DateTime);
        return new TimeView(
            IsoDate.Of(instant),
            Fill(strings["date.instant"], day, local),
            Fill(strings["date.short"], day, local),
            Fill(strings["date.clock"], day, local));
    }

    /// <summary>A day, with its weekday.</summary>
    public string Long(DateOnly day) => Fill(strings["date.long"], day, default);

    /// <summary>A month, with its year.</summary>
    public string Month(DateOnly day) => Fill(strings["date.month"], day, default);

    /// <summary>The time between the first report and a later one.</summary>
    public string Later(TimeSpan lag) => lag.TotalMinutes < 1
        ? strings["later.same"]
        : lag.TotalHours < 1
            ? strings.Counted("later.minutes", (long)lag.TotalMinutes)
            : lag.TotalDays < 2
                ? strings.Counted("later.hours", (long)Math.Round(lag.TotalHours))
                : strings.Counted("later.days", (long)Math.Round(lag.TotalDays));

    private DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);

    /// <summary>A pattern with its names filled in; in one pass, since a full build asks for a hundred thousand dates.</summary>
    private string Fill(string pattern, DateOnly day, DateTimeOffset local)
    {
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[128]);
        var rest = pattern.AsSpan();
        for (var open = rest.IndexOf('{'); open >= 0; open = rest.IndexOf('{'))
        {
            var close = rest[open..].IndexOf('}') + open;
            if (close < open)
                break;
            text.AppendFormatted(rest[..open]);
            switch (rest[(open + 1)..close])
            {
                case "weekday": text.AppendLiteral(weekdays[(int)day.DayOfWeek]); break;
                case "day": text.AppendFormatted(day.Day); break;
                case "month": text.AppendLiteral(months[day.Month - 1]); break;
                case "mon": text.AppendLiteral(shortMonths[day.Month - 1]); break;
                case "year": text.AppendFormatted(day.Year); break;
                case "time": text.AppendFormatted(local, "HH:mm"); break;
                default: text.AppendFormatted(rest[open..(close + 1)]); break;
            }

            rest = rest[(close + 1)..];
        }

        text.AppendFormatted(rest);
        return text.ToStringAndClear();
    }
}
