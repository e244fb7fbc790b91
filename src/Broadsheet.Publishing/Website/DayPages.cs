namespace Broadsheet.Publishing.Website;

/// <summary>The archive: a page per day, a page per month, and a list of months.</summary>
internal sealed class DayPages(EditionIndex index, SiteFrame frame, ViewMaker views, SiteClock clock, SiteAddresses addresses, ThemeStrings strings)
{
    private readonly List<KeyValuePair<DateOnly, List<Story>>> days = [.. index.ByDay];

    public IEnumerable<PlannedFile> Plan() => [Archive(), .. days.GroupBy(day => FirstOf(day.Key)).Select(Month), .. days.Select((_, place) => Day(place))];

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    private static string MonthAddress(DateOnly month) => "archive/" + IsoDate.Month(month) + "/";

    private PlannedFile Archive()
    {
        var months = days.Select(day => FirstOf(day.Key)).Distinct().Reverse().ToList();
        var shown = new Fingerprint();
        foreach (var month in months)
            shown.Add(month.DayNumber);
        return frame.Page("archive/", "archive", shown, () => new PageContent(strings["archive"], strings["archive.description"])
        {
            Values = [new("months", months.Select(month => new LinkView(clock.Month(month), addresses.Local(MonthAddress(month)), 0)).ToList())],
        });
    }

    private PlannedFile Month(IGrouping<DateOnly, KeyValuePair<DateOnly, List<Story>>> month)
    {
        var shown = new Fingerprint();
        foreach (var (day, stories) in month)
            shown.Add(day.DayNumber).Add(stories.Count).Add(ViewMaker.Title(stories[0].Lead));
        return frame.Page(MonthAddress(month.Key), "month", shown, () => new PageContent(clock.Month(month.Key), strings["archive.description"])
        {
            Values =
            [
                new("month", clock.Month(month.Key)),
                new("archive_href", addresses.Local("archive/")),
                new("days", month.Reverse().Select(day => new LinkView(clock.Long(day.Key), addresses.Local(SiteAddresses.Day(day.Key)), day.Value.Count)).ToList()),
                new("headlines", month.Reverse().Select(day => ViewMaker.Title(day.Value[0].Lead)).ToList()),
            ],
        });
    }

    private PlannedFile Day(int place)
    {
        var (day, stories) = days[place];
        // By heat, not by rank: rank fades with time, and an old day would be printed anew at every run.
        var byHeat = stories.OrderByDescending(story => story.Heat).ThenBy(story => story.Id, StringComparer.Ordinal).ToList();
        DateOnly? before = place > 0 ? days[place - 1].Key : null;
        DateOnly? after = place + 1 < days.Count ? days[place + 1].Key : null;
        var shown = new Fingerprint().Add(before?.DayNumber ?? 0).Add(after?.DayNumber ?? 0);
        foreach (var story in byHeat)
            shown.Add(index.PrintOf(story));
        return frame.Page(SiteAddresses.Day(day), "day", shown, () => new PageContent(clock.Long(day), strings["day.description"].Replace("{x}", clock.Long(day), StringComparison.Ordinal))
        {
            Values =
            [
                new("day", clock.Long(day)),
                new("stories", byHeat.Select(views.Story).ToList()),
                new("older", before is { } older ? new LinkView(clock.Long(older), addresses.Local(SiteAddresses.Day(older)), 0) : null),
                new("newer", after is { } newer ? new LinkView(clock.Long(newer), addresses.Local(SiteAddresses.Day(newer)), 0) : null),
                new("archive_href", addresses.Local("archive/")),
            ],
        });
    }
}
