using System.Globalization;
using Broadsheet.Publishing.Newsletters;
using CsCheck;

namespace Broadsheet.Publishing.Tests.Newsletters;

public sealed class NewsletterCalendarTests
{
    private static readonly string[] Zones = ["UTC", "Europe/London", "America/St_Johns", "Australia/Lord_Howe"];

    [Theory]
    [InlineData(NewsletterSchedule.Off, "2026-03-04T07:00:00Z", null)]
    [InlineData(NewsletterSchedule.Daily, "2026-03-04T06:59:59Z", null)] // yesterday's is over
    [InlineData(NewsletterSchedule.Daily, "2026-03-04T07:00:00Z", "2026-03-04T07:00:00Z")]
    [InlineData(NewsletterSchedule.Daily, "2026-03-04T18:59:59Z", "2026-03-04T07:00:00Z")] // a server that was down catches up
    [InlineData(NewsletterSchedule.Daily, "2026-03-04T19:00:00Z", null)]
    [InlineData(NewsletterSchedule.Weekdays, "2026-03-07T08:00:00Z", null)] // a Saturday
    [InlineData(NewsletterSchedule.Weekdays, "2026-03-06T08:00:00Z", "2026-03-06T07:00:00Z")]
    [InlineData(NewsletterSchedule.Weekly, "2026-03-06T08:00:00Z", "2026-03-06T07:00:00Z")] // a Friday
    [InlineData(NewsletterSchedule.Weekly, "2026-03-05T08:00:00Z", null)]
    public void ATimeOfTheScheduleIsDueForHalfADay(NewsletterSchedule schedule, string at, string? due) =>
        Assert.Equal(due is null ? null : Instant(due), new NewsletterCalendar(new NewsletterOptions { Schedule = schedule }, "Europe/London").DueAt(Instant(at), null));

    [Theory]
    [InlineData("2026-03-29T00:59:00Z", null)] // 01:30 does not exist that day: the clock leaps from 1 to 2
    [InlineData("2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("2026-10-25T00:29:00Z", null)] // 01:30 comes twice: at 00:30 and 01:30 of UTC
    [InlineData("2026-10-25T01:45:00Z", "2026-10-25T00:30:00Z")]
    public void TheSitesClockCounts(string at, string? due) =>
        Assert.Equal(due is null ? null : Instant(due), new NewsletterCalendar(new NewsletterOptions { Schedule = NewsletterSchedule.Daily, SendAt = new TimeSpan(1, 30, 0) }, "Europe/London").DueAt(Instant(at), null));

    [Fact]
    public void AnEveningTimeIsStillDueAfterMidnight() =>
        Assert.Equal(
            Instant("2026-03-04T23:30:00Z"),
            new NewsletterCalendar(new NewsletterOptions { Schedule = NewsletterSchedule.Daily, SendAt = new TimeSpan(23, 30, 0) }, "UTC").DueAt(Instant("2026-03-05T00:10:00Z"), null));

    [Fact]
    public void WhoeverLooksEveryFewMinutesSeesEachTimeOnce() =>
        Gen.Select(Gen.Int[0, 24 * 60 - 1], Gen.Int[1, 600], Gen.Enum<NewsletterSchedule>(), Gen.Int[0, 3].Select(number => Zones[number])).Sample(
            (minute, step, schedule, zone) =>
            {
                var calendar = new NewsletterCalendar(new NewsletterOptions { Schedule = schedule, SendAt = TimeSpan.FromMinutes(minute) }, zone);
                var start = Instant("2026-03-01T00:00:00Z").AddDays(200);
                DateTimeOffset? last = null;
                var slots = new List<DateTimeOffset>();
                for (var at = start; at < start.AddDays(60); at = at.AddMinutes(step))
                {
                    if (calendar.DueAt(at, last) is not { } slot)
                        continue;
                    slots.Add(slot);
                    last = slot;
                }

                Assert.Equal(slots.Distinct().Order(), slots);
                Assert.Equal(slots.Count, slots.Select(calendar.DayOf).Distinct().Count());
                var expected = schedule switch { NewsletterSchedule.Off => 0, NewsletterSchedule.Daily => 60, NewsletterSchedule.Weekdays => 43, _ => 8.5 };
                Assert.InRange(slots.Count, expected - 1.5, expected + 1.5);
            },
            iter: 300);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
