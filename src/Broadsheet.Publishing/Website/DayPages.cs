namespace Broadsheet.Publishing.Website;

/// <summary>The archive: a page per day, a page per month, and a list of months.</summary>
internal sealed class DayPages(EditionIndex index, SiteFrame frame, SiteClock clock, SiteAddresses addresses, ThemeStrings strings)
{
    private const int MostCalendars = 12;

    private IList<DateOnly> Days => index.ByDay.Keys;

    public IEnumerable<SitePart> Parts(EditionChanges changes)
    {
        var days = DaysOf(changes);
        yield return new SitePart("archive/", [Archive()]);
        foreach (var month in days.Select(FirstOf).Distinct())
            yield return new SitePart(MonthAddress(month), [.. Month(month)]);
        foreach (var day in days)
            yield return new SitePart(SiteAddresses.Day(day), index.ByDay.ContainsKey(day) ? [Day(day)] : []);
    }

    /// <summary>The days that changed and, since pages name the days beside them, their neighbours.</summary>
    private List<DateOnly> DaysOf(EditionChanges changes)
    {
        if (changes.IsEverything)
            return [.. Days];
        SortedSet<DateOnly> days = [];
        foreach (var day in changes.Of(PlaceKind.Day))
        {
            days.Add(day);
            if (Neighbours.Before(Days, day) is { } before)
                days.Add(before);
            if (Neighbours.After(Days, day) is { } after)
                days.Add(after);
        }

        return [.. days];
    }

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    private static string MonthAddress(DateOnly month) => "archive/" + IsoDate.Month(month) + "/";

    /// <summary>The newest months as calendars, those before as names.</summary>
    private PlannedFile Archive()
    {
        var months = Days.GroupBy(FirstOf).Reverse().ToList();
        var shown = new Fingerprint();
        foreach (var month in months)
            shown.Add(month.Key.DayNumber);
        foreach (var day in months.Take(MostCalendars).SelectMany(month => month))
            shown.Add(day.DayNumber);
        return frame.Page("archive/", "archive", shown, () => new PageContent(strings["archive"], strings["archive.description"])
        {
            Values =
            [
                new("calendars", months.Take(MostCalendars).Select(month => Calendar(month.Key, [.. month])).ToList()),
                new("months", months.Skip(MostCalendars).Select(month => Link(month.Key)).ToList()),
            ],
        });
    }

    private LinkView Link(DateOnly month) => new(clock.Month(month), addresses.Local(MonthAddress(month)), 0);

    private CalendarView Calendar(DateOnly month, HashSet<DateOnly> days) => new(
        Link(month),
        // The week begins on Monday (ISO 8601).
        ((int)month.DayOfWeek + 6) % 7 + 1,
        [
            .. Enumerable.Range(0, DateTime.DaysInMonth(month.Year, month.Month)).Select(month.AddDays).Select(day => new CalendarDayView(
                day.Day,
                days.Contains(day) ? addresses.Local(SiteAddresses.Day(day)) : null,
                clock.Long(day))),
        ]);

    private IEnumerable<PlannedFile> Month(DateOnly month)
    {
        var shown = new Fingerprint();
        List<(DateOnly Day, int Count, string Headline)> days = [];
        for (var day = month; day.Month == month.Month; day = day.AddDays(1))
        {
            if (!index.ByDay.TryGetValue(day, out var stories))
                continue;
            days.Add((day, stories.Count, ViewMaker.Title(ByHeat(stories)[0].Story.Lead)));
            shown.Add(day.DayNumber).Add(stories.Count).Add(days[^1].Headline);
        }

        if (days.Count == 0)
            yield break;
        days.Reverse();
        yield return frame.Page(MonthAddress(month), "month", shown, () => new PageContent(clock.Month(month), strings["archive.description"])
        {
            Values =
            [
                new("month", clock.Month(month)),
                new("archive_href", addresses.Local("archive/")),
                new("days", days.Select(day => new LinkView(clock.Long(day.Day), addresses.Local(SiteAddresses.Day(day.Day)), day.Count)).ToList()),
                new("headlines", days.Select(day => day.Headline).ToList()),
            ],
        });
    }

    /// <summary>By heat, not by rank: rank fades with time, and an old day would be printed anew at every run.</summary>
    private static List<PlacedStory> ByHeat(List<PlacedStory> stories) =>
        [.. stories.OrderByDescending(placed => placed.Story.Heat).ThenBy(placed => placed.Story.Id, StringComparer.Ordinal)];

    private PlannedFile Day(DateOnly day)
    {
        var byHeat = ByHeat(index.ByDay[day]);
        var before = Neighbours.Before(Days, day);
        var after = Neighbours.After(Days, day);
        var shown = new Fingerprint().Add(before?.DayNumber ?? 0).Add(after?.DayNumber ?? 0);
        foreach (var placed in byHeat)
            shown.Add(placed.Print);
        return frame.Page(SiteAddresses.Day(day), "day", shown, () => new PageContent(clock.Long(day), strings["day.description"].Replace("{x}", clock.Long(day), StringComparison.Ordinal))
        {
            Values =
            [
                new("day", clock.Long(day)),
                new("stories", byHeat.ConvertAll(placed => frame.InList(placed.Story))),
                new("older", before is { } older ? new LinkView(clock.Long(older), addresses.Local(SiteAddresses.Day(older)), 0) : null),
                new("newer", after is { } newer ? new LinkView(clock.Long(newer), addresses.Local(SiteAddresses.Day(newer)), 0) : null),
                new("archive_href", addresses.Local("archive/")),
            ],
        });
    }
}
