namespace Broadsheet.Publishing;

/// <summary>A list in the order things reached us, kept by month, so that a change is looked for in its month alone.</summary>
/// <param name="order">The order inside a month.</param>
internal sealed class MonthlyList<T>(Comparison<T> order)
{
    private readonly SortedList<DateOnly, List<T>> months = [];

    /// <summary>How many things there are.</summary>
    public int Count { get; private set; }

    /// <summary>The months that have something, the oldest first, each named by its first day.</summary>
    public IList<DateOnly> Months => months.Keys;

    /// <summary>What reached us in a month, the oldest first; empty when nothing did.</summary>
    public IReadOnlyList<T> this[DateOnly month] => months.TryGetValue(month, out var things) ? things : [];

    public void Add(DateOnly month, T thing)
    {
        if (!months.TryGetValue(month, out var things))
            months.Add(month, things = []);
        // Nearly everything comes at the end.
        if (things.Count == 0 || order(things[^1], thing) < 0)
            things.Add(thing);
        else
            things.Insert(PlaceOf(things, thing), thing);
        Count++;
    }

    public void Remove(DateOnly month, T thing)
    {
        var things = months[month];
        things.RemoveAt(PlaceOf(things, thing));
        if (things.Count == 0)
            months.Remove(month);
        Count--;
    }

    /// <summary>What reached us last, the newest first.</summary>
    public IEnumerable<T> Newest(int count)
    {
        for (var place = months.Count - 1; place >= 0; place--)
        {
            var things = months.Values[place];
            for (var i = things.Count - 1; i >= 0; i--)
            {
                if (count-- <= 0)
                    yield break;
                yield return things[i];
            }
        }
    }

    /// <summary>The last month before another, or null.</summary>
    public DateOnly? Before(DateOnly month) => Neighbours.Before(months.Keys, month);

    /// <summary>The first month after another, or null.</summary>
    public DateOnly? After(DateOnly month) => Neighbours.After(months.Keys, month);

    private int PlaceOf(List<T> things, T thing)
    {
        var (low, high) = (0, things.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (order(things[middle], thing) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}

/// <summary>Looks beside a day in a sorted list of days.</summary>
internal static class Neighbours
{
    public static DateOnly? Before(IList<DateOnly> days, DateOnly day) => FirstFrom(days, day) is > 0 and var place ? days[place - 1] : null;

    public static DateOnly? After(IList<DateOnly> days, DateOnly day)
    {
        var place = FirstFrom(days, day.AddDays(1));
        return place < days.Count ? days[place] : null;
    }

    private static int FirstFrom(IList<DateOnly> days, DateOnly day)
    {
        var (low, high) = (0, days.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (days[middle] < day)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
