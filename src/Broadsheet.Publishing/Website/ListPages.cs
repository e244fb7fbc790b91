using System.Globalization;

namespace Broadsheet.Publishing.Website;

/// <summary>
/// Spreads a growing list over pages whose numbers never shift: the list's own address shows the newest, and each month
/// has pages that are filled once, in the order things reached us.
/// </summary>
internal sealed class ListPages(SiteFrame frame, SiteAddresses addresses, SiteClock clock, WebsiteOptions options)
{
    /// <summary>Plans the pages of one list: the newest, and those of the months asked for.</summary>
    /// <param name="list">The list.</param>
    /// <param name="isLasting">Whether the list's own address stays when the list is empty.</param>
    public IEnumerable<SitePart> Plan<T>(GrowingList<T> list, bool isLasting)
    {
        yield return new SitePart(list.Address, list.Items.Count > 0 || isLasting ? [NewestPage(list)] : []);
        foreach (var month in list.Months)
            yield return new SitePart(MonthAddress(list, month, 1), [.. MonthPages(list, month)]);
    }

    private PlannedFile NewestPage<T>(GrowingList<T> list)
    {
        var newest = list.Items.Newest(options.ListStories).ToList();
        var months = list.Items.Months.ToList();
        var shown = list.Header(newest);
        foreach (var item in newest)
            shown.Add(list.PrintOf(item));
        // Month counts are not shown; a month's name changes nothing but once a month.
        foreach (var month in months)
            shown.Add(month.DayNumber);
        return frame.Page(list.Address, list.Template, shown, () => list.Content(
            newest,
            [
                new("months", months.AsEnumerable().Reverse().Select(month => new LinkView(clock.Month(month), addresses.Local(MonthAddress(list, month, 1)), 0)).ToList()),
            ]));
    }

    private IEnumerable<PlannedFile> MonthPages<T>(GrowingList<T> list, DateOnly month)
    {
        var all = list.Items[month];
        var pages = PagesOf(list, month);
        for (var number = 1; number <= pages; number++)
        {
            var from = (number - 1) * options.ListStories;
            var items = all.Take(from..Math.Min(from + options.ListStories, all.Count)).Reverse().ToList();
            var older = number > 1 ? MonthAddress(list, month, number - 1) : list.Items.Before(month) is { } before ? MonthAddress(list, before, PagesOf(list, before)) : null;
            var newer = number < pages ? MonthAddress(list, month, number + 1) : list.Items.After(month) is { } after ? MonthAddress(list, after, 1) : null;
            var shown = list.Header(items).Add(older).Add(newer);
            foreach (var item in items)
                shown.Add(list.PrintOf(item));
            yield return frame.Page(MonthAddress(list, month, number), list.Template, shown, () => list.Content(
                items,
                [
                    new("month", clock.Month(month)),
                    new("newest_href", addresses.Local(list.Address)),
                    new("older_href", older is null ? null : addresses.Local(older)),
                    new("newer_href", newer is null ? null : addresses.Local(newer)),
                ]));
        }
    }

    private int PagesOf<T>(GrowingList<T> list, DateOnly month) => (list.Items[month].Count + options.ListStories - 1) / options.ListStories;

    private static string MonthAddress<T>(GrowingList<T> list, DateOnly month, int number) =>
        list.Address + IsoDate.Month(month) + (number == 1 ? "/" : "/" + number.ToString(CultureInfo.InvariantCulture) + "/");
}
