using System.Globalization;

namespace Broadsheet.Publishing.Website;

/// <summary>
/// Spreads a growing list over pages whose numbers never shift: the list's own address shows the newest, and each month
/// has pages that are filled once, in the order things reached us.
/// </summary>
internal sealed class ListPages(SiteFrame frame, SiteAddresses addresses, SiteClock clock, WebsiteOptions options)
{
    /// <summary>Plans the pages of one list.</summary>
    /// <param name="list">The list.</param>
    public IEnumerable<PlannedFile> Plan<T>(GrowingList<T> list)
    {
        var months = MonthsOf(list);
        yield return NewestPage(list, months);
        for (var i = 0; i < months.Count; i++)
        {
            foreach (var page in MonthPages(list, months, i))
                yield return page;
        }
    }

    private List<Month> MonthsOf<T>(GrowingList<T> list)
    {
        var months = new List<Month>();
        for (var i = 0; i < list.Items.Count; i++)
        {
            var day = clock.DayOf(list.SeenAt(list.Items[i]));
            var first = new DateOnly(day.Year, day.Month, 1);
            if (months.Count == 0 || months[^1].First != first)
                months.Add(new Month(first, i, 0));
            months[^1] = months[^1] with { Count = months[^1].Count + 1 };
        }

        return months;
    }

    private PlannedFile NewestPage<T>(GrowingList<T> list, List<Month> months)
    {
        var newest = list.Items.Skip(Math.Max(0, list.Items.Count - options.ListStories)).Reverse().ToList();
        var shown = list.Header();
        foreach (var item in newest)
            shown.Add(list.PrintOf(item));
        // Month counts are not shown; a month's name changes nothing but once a month.
        foreach (var month in months)
            shown.Add(month.First.DayNumber);
        return frame.Page(list.Address, list.Template, shown, () => list.Content(
            newest,
            [
                new("months", months.AsEnumerable().Reverse().Select(month => new LinkView(clock.Month(month.First), addresses.Local(MonthAddress(list, month.First, 1)), 0)).ToList()),
            ]));
    }

    private IEnumerable<PlannedFile> MonthPages<T>(GrowingList<T> list, List<Month> months, int place)
    {
        var month = months[place];
        var pages = (month.Count + options.ListStories - 1) / options.ListStories;
        for (var number = 1; number <= pages; number++)
        {
            var from = month.From + ((number - 1) * options.ListStories);
            var until = Math.Min(from + options.ListStories, month.From + month.Count);
            var items = list.Items.Take(from..until).Reverse().ToList();
            var older = number > 1 ? MonthAddress(list, month.First, number - 1) : place > 0 ? LastPage(list, months[place - 1]) : null;
            var newer = number < pages ? MonthAddress(list, month.First, number + 1) : place + 1 < months.Count ? MonthAddress(list, months[place + 1].First, 1) : null;
            var shown = list.Header().Add(older).Add(newer);
            foreach (var item in items)
                shown.Add(list.PrintOf(item));
            yield return frame.Page(MonthAddress(list, month.First, number), list.Template, shown, () => list.Content(
                items,
                [
                    new("month", clock.Month(month.First)),
                    new("newest_href", addresses.Local(list.Address)),
                    new("older_href", older is null ? null : addresses.Local(older)),
                    new("newer_href", newer is null ? null : addresses.Local(newer)),
                ]));
        }
    }

    private string LastPage<T>(GrowingList<T> list, Month month) => MonthAddress(list, month.First, (month.Count + options.ListStories - 1) / options.ListStories);

    private static string MonthAddress<T>(GrowingList<T> list, DateOnly month, int number) =>
        list.Address + IsoDate.Month(month) + (number == 1 ? "/" : "/" + number.ToString(CultureInfo.InvariantCulture) + "/");

    private readonly record struct Month(DateOnly First, int From, int Count);
}
