using System.Globalization;

namespace Broadsheet.Publishing.Website;

/// <summary>Writes instants as the site's readers do: in the site's time zone and language, never relative to now.</summary>
internal sealed class SiteClock(string timeZone, ThemeStrings strings)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);

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

    private string Fill(string pattern, DateOnly day, DateTimeOffset local) => pattern
        .Replace("{weekday}", strings["weekday." + (int)day.DayOfWeek], StringComparison.Ordinal)
        .Replace("{day}", day.Day.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{month}", strings["month." + day.Month.ToString(CultureInfo.InvariantCulture)], StringComparison.Ordinal)
        .Replace("{mon}", strings["mon." + day.Month.ToString(CultureInfo.InvariantCulture)], StringComparison.Ordinal)
        .Replace("{year}", day.Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{time}", local.ToString("HH:mm", CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
