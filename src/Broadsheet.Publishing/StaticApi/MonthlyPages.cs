namespace Broadsheet.Publishing.StaticApi;

/// <summary>
/// Spreads a list over pages that are filled once. The newest are page 1, as always, and more when asked for; each older page has a number made of its
/// month and its place in it, such as 2026030001, and keeps it: a new item changes the newest pages, and no other but the one being filled.
/// </summary>
internal sealed class MonthlyPages(ApiOptions options, ApiItemWriter writer)
{
    // Room for ten thousand pages a month, and below what a client's 32-bit number holds until the year 2147.
    private const int PagesPerMonth = 10_000;

    /// <summary>Plans the newest pages of a list, and those of the months asked for.</summary>
    public IEnumerable<SitePart> Plan(string folder, MonthlyList<PlacedStory> list, IReadOnlyCollection<DateOnly> months)
    {
        yield return new SitePart(folder, [.. Newest(folder, list)]);
        foreach (var month in months)
            yield return new SitePart(folder + IsoDate.Month(month), [.. Enumerable.Range(1, PagesOf(list, month)).SelectMany(place => Page(list, month, place).Plan(folder, options.AliasPages))]);
    }

    private IEnumerable<PlannedFile> Newest(string folder, MonthlyList<PlacedStory> list)
    {
        // Whole pages, from the newest back, until there is enough: where the counted pages end, a page begins.
        List<ListedItem> items = [];
        int? next = null;
        for (var page = Last(list); page is var (month, place); page = Older(list, month, place))
        {
            if (items.Count >= options.PageSize * options.CountedPages)
            {
                next = NumberOf(month, place);
                break;
            }

            items.AddRange(ItemsOf(list, month, place));
        }

        var pages = Math.Max(1, Math.Min(options.CountedPages, (items.Count + options.PageSize - 1) / options.PageSize));
        for (var number = 1; number <= pages; number++)
        {
            var shown = items.Skip((number - 1) * options.PageSize).Take(number < pages ? options.PageSize : int.MaxValue).ToList();
            foreach (var file in new ApiPage(number, number < pages ? number + 1 : next, shown, writer).Plan(folder, options.AliasPages))
                yield return file;
        }
    }

    private ApiPage Page(MonthlyList<PlacedStory> list, DateOnly month, int place) =>
        new(NumberOf(month, place), Older(list, month, place) is var (olderMonth, olderPlace) ? NumberOf(olderMonth, olderPlace) : null, ItemsOf(list, month, place), writer);

    private List<ListedItem> ItemsOf(MonthlyList<PlacedStory> list, DateOnly month, int place)
    {
        var from = (place - 1) * options.PageSize;
        // What is beyond the last number there is goes on the last page.
        var until = place == PagesPerMonth - 1 ? list[month].Count : Math.Min(from + options.PageSize, list[month].Count);
        return [.. list[month].Take(from..until).Reverse().Select(placed => new ListedItem(placed.Story, placed.Print))];
    }

    private (DateOnly Month, int Place)? Last(MonthlyList<PlacedStory> list) => list.Months.Count == 0 ? null : (list.Months[^1], PagesOf(list, list.Months[^1]));

    private (DateOnly Month, int Place)? Older(MonthlyList<PlacedStory> list, DateOnly month, int place) =>
        place > 1 ? (month, place - 1) : list.Before(month) is { } before ? (before, PagesOf(list, before)) : null;

    private int PagesOf(MonthlyList<PlacedStory> list, DateOnly month) => Math.Min((list[month].Count + options.PageSize - 1) / options.PageSize, PagesPerMonth - 1);

    private static int NumberOf(DateOnly month, int place) => (((month.Year * 100) + month.Month) * PagesPerMonth) + place;
}
