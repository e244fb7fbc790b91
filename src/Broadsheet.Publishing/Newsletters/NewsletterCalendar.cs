namespace Broadsheet.Publishing.Newsletters;

/// <summary>Knows when a newsletter is due, on the site's clock.</summary>
/// <param name="options">Days and time.</param>
/// <param name="timeZone">IANA time zone of the site.</param>
public sealed class NewsletterCalendar(NewsletterOptions options, string timeZone)
{
    // A server that was down in the morning catches up by the evening; the morning's news are not sent the day after.
    private static readonly TimeSpan Grace = TimeSpan.FromHours(12);

    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);

    /// <summary>The slot that is due at a moment: when it was to go out. Null when none is, or the last one was dealt with.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="last">The last slot that was dealt with; null for none.</param>
    public DateTimeOffset? DueAt(DateTimeOffset at, DateTimeOffset? last)
    {
        if (options.Schedule == NewsletterSchedule.Off)
            return null;
        var today = DayOf(at);
        // Yesterday's evening slot is still due after midnight.
        for (var day = today; day >= today.AddDays(-1); day = day.AddDays(-1))
        {
            if (IsSendingDay(day) && InstantOf(day) is var slot && slot <= at)
                return at - slot < Grace && !(slot <= last) ? slot : null;
        }

        return null;
    }

    /// <summary>The first slot after a moment; null when the schedule is off.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset at)
    {
        if (options.Schedule == NewsletterSchedule.Off)
            return null;
        for (var day = DayOf(at); ; day = day.AddDays(1))
        {
            if (IsSendingDay(day) && InstantOf(day) is var slot && slot > at)
                return slot;
        }
    }

    /// <summary>The site's day of a moment.</summary>
    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private bool IsSendingDay(DateOnly day) => options.Schedule switch
    {
        NewsletterSchedule.Daily => true,
        NewsletterSchedule.Weekdays => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday),
        NewsletterSchedule.Weekly => day.DayOfWeek == options.Weekday,
        _ => false,
    };

    private DateTimeOffset InstantOf(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue) + options.SendAt;
        // In the hour the clock leaps over, it goes out when that hour would have ended; in the hour that comes twice, the first time.
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(1);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
