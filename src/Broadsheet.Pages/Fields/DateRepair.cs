namespace Broadsheet.Pages.Fields;

/// <summary>What one statement of a date tells about another one.</summary>
internal static class DateRepair
{
    // From UTC-12 to UTC+14 there are 26 hours, but two statements of one publisher are never further apart than one zone from UTC.
    private static readonly TimeSpan s_widestZone = TimeSpan.FromHours(14);

    public static void Apply(Candidates<PageDate> dates, DateTimeOffset fetchedAt)
    {
        if (dates.Best is not { } best)
            return;
        if (Better(dates, best, fetchedAt) is { } better)
            dates.Add(better.Value, best.Confidence + 0.005, better.From);
        else if (InAddressesDay(dates, best) is { } ofReaders)
            dates.Add(ofReaders, best.Confidence + 0.005, $"{best.From} (on the day of its address)");
        else if (Confirmed(dates, best) is { } confirmed)
            dates.Add(confirmed.Value, best.Confidence + 0.005, $"{confirmed.From} (as the page shows it)");
    }

    /// <summary>
    /// Late in the evening, or early in the morning, the day in UTC is not the one of the publisher, who wrote it into the address: then
    /// the instant is right, and the nearest offset that makes it that day tells which day it was there.
    /// </summary>
    private static PageDate? InAddressesDay(Candidates<PageDate> dates, Finding<PageDate> best)
    {
        var stated = best.Value;
        if (stated is not { HasTime: true, HasZone: true } || stated.Instant.Offset != TimeSpan.Zero)
            return null;
        foreach (var other in dates.All)
        {
            if (other.From != "address")
                continue;
            var hours = (other.Value.Instant.Date - stated.Instant.Date).Days switch
            {
                -1 => -(stated.Instant.Hour + 1),
                1 => 24 - stated.Instant.Hour,
                _ => 0,
            };
            return hours is not 0 and >= -12 and <= 14 ? stated with { Instant = stated.Instant.ToOffset(TimeSpan.FromHours(hours)) } : null;
        }

        return null;
    }

    /// <summary>
    /// Some systems give JSON-LD the day a draft was begun. Where a meta element and the line that readers see agree on another day,
    /// and nothing confirms the first, they are right.
    /// </summary>
    private static Finding<PageDate>? Confirmed(Candidates<PageDate> dates, Finding<PageDate> best)
    {
        if (!best.From.StartsWith("json-ld", StringComparison.Ordinal))
            return null;
        List<Finding<PageDate>> shown = [.. dates.All.Where(date => date.Confidence >= 0.6 && IsShown(date.From))];
        if (shown.Count == 0 || shown.Exists(date => IsSameDay(date.Value, best.Value)))
            return null;
        return dates.All.FirstOrDefault(date => date.Confidence >= 0.84
            && date.Value.HasTime
            && !date.From.StartsWith("json-ld", StringComparison.Ordinal)
            && !IsShown(date.From)
            && shown.Exists(visible => IsSameDay(visible.Value, date.Value)));
    }

    private static bool IsShown(string from) => from is "time element" or "marked date" or "line below the headline";

    private static bool IsSameDay(PageDate one, PageDate other) => one.Instant.Date == other.Instant.Date;

    private static (PageDate Value, string From)? Better(Candidates<PageDate> dates, Finding<PageDate> best, DateTimeOffset fetchedAt)
    {
        var chosen = best.Value;
        foreach (var other in dates.All)
        {
            if (other.Confidence < 0.55 || Same(other.Value, chosen))
                continue;
            var date = other.Value;
            // The same clock with two offsets: one side prints local time and calls it UTC. The one that names a zone knows it.
            if (chosen is { HasTime: true } && date is { HasTime: true, HasZone: true } && SameClock(chosen, date))
            {
                if (!chosen.HasZone || (chosen.Instant.Offset == TimeSpan.Zero && date.Instant.Offset != TimeSpan.Zero))
                    return (date, $"{other.From} (same clock as {best.From}, with its zone)");
            }

            // The same instant with the publisher's own zone tells the day its readers had: late in the evening it is another one than in UTC.
            if (chosen is { HasTime: true, HasZone: true } && chosen.Instant.Offset == TimeSpan.Zero && date.HasTime && InOwnZone(chosen, date) is { } own)
                return (own, $"{best.From} (in the zone of {other.From})");

            // A time without zone is the publisher's; another statement a whole zone away tells the instant.
            if (chosen is { HasTime: true, HasZone: false } && date is { HasTime: true, HasZone: true } && IsZoneApart(chosen, date))
                return (date, $"{other.From} (gives {best.From} its zone)");
            if (!chosen.HasTime && date.HasTime && date.Instant.Date == chosen.Instant.Date && date.Instant <= fetchedAt.AddDays(1))
                return (date, $"{other.From} (gives {best.From} its time)");
        }

        return null;
    }

    // Instants in two zones are equal, and yet not the same statement.
    private static bool Same(PageDate one, PageDate other) =>
        one.Instant.EqualsExact(other.Instant) && one.HasZone == other.HasZone && one.HasTime == other.HasTime;

    private static PageDate? InOwnZone(PageDate utc, PageDate other)
    {
        if (other.HasZone)
            return other.Instant.Offset != TimeSpan.Zero && (utc.Instant - other.Instant).Duration() < TimeSpan.FromMinutes(1) ? other : null;
        // A clock without zone that is whole quarters of an hour away; seconds may be missing.
        var apart = other.Instant.DateTime - utc.Instant.DateTime;
        var offset = TimeSpan.FromMinutes(15 * Math.Round(apart.TotalMinutes / 15));
        return (apart - offset).Duration() < TimeSpan.FromMinutes(1) && offset != TimeSpan.Zero && offset.Duration() <= s_widestZone
            ? utc with { Instant = utc.Instant.ToOffset(offset) }
            : null;
    }

    private static bool SameClock(PageDate one, PageDate other) =>
        (one.Instant.DateTime - other.Instant.DateTime).Duration() < TimeSpan.FromMinutes(1);

    private static bool IsZoneApart(PageDate one, PageDate other)
    {
        var apart = (one.Instant - other.Instant).Duration();
        var quarters = apart.TotalMinutes / 15;
        return apart <= s_widestZone && Math.Abs(quarters - Math.Round(quarters)) < 0.07;
    }
}
