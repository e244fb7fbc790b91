namespace Broadsheet;

/// <summary>
/// When a feed's items come: how many in each hour of the week (UTC, hour 0 is Sunday midnight), older weeks counting less.
/// A newspaper is quiet on Sundays and a blog for weeks; each is measured by itself.
/// </summary>
public sealed record Rhythm
{
    /// <summary>Hours in a week.</summary>
    public const int HoursOfWeek = 7 * 24;

    /// <summary>After this time an item counts half.</summary>
    public static readonly TimeSpan HalfLife = TimeSpan.FromDays(28);

    // The share of an hour's expectation that comes from the same hour of all days, and from the whole week, so that one quiet Tuesday
    // does not make every Tuesday silent. Counted in items, they fade as the hour itself gathers evidence.
    private const double DayPrior = 2;
    private const double WeekPrior = 1;

    /// <summary>Nothing seen yet.</summary>
    public static Rhythm Unknown { get; } = new();

    /// <summary>Weighted number of items per hour of the week; empty or 168 numbers.</summary>
    public IReadOnlyList<double> Items { get; init; } = [];

    /// <summary>Weighted number of weeks over which they were seen.</summary>
    public double Weeks { get; init; }

    /// <summary>Up to when it was watched: the last new item. Silence after it does not wear the rhythm down, or no silence would ever stand out.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Items in an average week.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public double ItemsPerWeek => Weeks > 0 ? Items.Sum() / Weeks : 0;

    /// <summary>Whether enough was seen to expect anything: two items over a quarter of a day.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsKnown => Weeks >= 1 / 28.0 && Items.Sum() >= 1.5;

    /// <summary>The rhythm after new items came at <paramref name="times"/>, as seen at <paramref name="at"/>.</summary>
    /// <param name="times">When they came; those in the future or older than eight half-lives say nothing and are passed over.</param>
    /// <param name="at">The moment of the poll.</param>
    public Rhythm With(IReadOnlyCollection<DateTimeOffset> times, DateTimeOffset at)
    {
        var useful = times.Where(time => time <= at && time > at - (8 * HalfLife)).ToList();
        if (useful.Count == 0)
            return this;

        // The first document shows the past, so the watch begins with its oldest item.
        var since = Until ?? useful.Min();
        var until = useful.Max();
        if (until < since)
            until = since;
        var fade = Fade(until - since);
        var items = new double[HoursOfWeek];
        for (var hour = 0; hour < Items.Count; hour++)
            items[hour] = Items[hour] * fade;
        foreach (var time in useful)
            items[HourOf(time)] += Fade(until - time);
        return new Rhythm
        {
            Items = [.. items.Select(item => Math.Round(item, 4))],
            Weeks = Math.Round((Weeks * fade) + WeightOf(until - since), 6),
            Until = until,
        };
    }

    /// <summary>How many items are to be expected between two moments.</summary>
    public double Expected(DateTimeOffset from, DateTimeOffset to)
    {
        if (!IsKnown || to <= from)
            return 0;
        var rates = Rates();
        var whole = Math.Floor((to - from) / TimeSpan.FromDays(7));
        var sum = whole * rates.Sum();
        for (var moment = from + (whole * TimeSpan.FromDays(7)); moment < to;)
        {
            var next = NextHour(moment);
            var end = next < to ? next : to;
            sum += rates[HourOf(moment)] * (end - moment).TotalHours;
            moment = end;
        }

        return sum;
    }

    /// <summary>The moment by which <paramref name="items"/> are to be expected after <paramref name="from"/>, or <paramref name="latest"/> if that is sooner.</summary>
    public DateTimeOffset When(double items, DateTimeOffset from, DateTimeOffset latest)
    {
        if (!IsKnown)
            return latest;
        var rates = Rates();
        for (var moment = from; moment < latest;)
        {
            var next = NextHour(moment);
            var rate = rates[HourOf(moment)];
            var inHour = rate * (next - moment).TotalHours;
            if (inHour >= items)
                return Earlier(latest, moment + TimeSpan.FromHours(items / rate));
            items -= inHour;
            moment = next;
        }

        return latest;
    }

    private double[] Rates()
    {
        var total = Items.Sum();
        var byHourOfDay = new double[24];
        for (var hour = 0; hour < HoursOfWeek; hour++)
            byHourOfDay[hour % 24] += Items[hour] / 7;

        // Each hour is drawn towards its hour of day, and that towards the week, by as much as evidence is missing.
        var rates = new double[HoursOfWeek];
        var average = total / HoursOfWeek;
        var weight = total / (total + (DayPrior * HoursOfWeek));
        var dayWeight = total / (total + (WeekPrior * 24));
        for (var hour = 0; hour < HoursOfWeek; hour++)
        {
            var day = (dayWeight * byHourOfDay[hour % 24]) + ((1 - dayWeight) * average);
            rates[hour] = ((weight * Items[hour]) + ((1 - weight) * day)) / Weeks;
        }

        return rates;
    }

    private static double Fade(TimeSpan age) => Math.Pow(0.5, age / HalfLife);

    // The weeks of a span, each fading as its items do.
    private static double WeightOf(TimeSpan span) => HalfLife / TimeSpan.FromDays(7) / Math.Log(2) * (1 - Fade(span));

    private static int HourOf(DateTimeOffset time) => ((int)time.UtcDateTime.DayOfWeek * 24) + time.UtcDateTime.Hour;

    private static DateTimeOffset NextHour(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour) + TimeSpan.TicksPerHour, TimeSpan.Zero);

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
