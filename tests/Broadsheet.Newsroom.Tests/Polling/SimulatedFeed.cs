using System.Globalization;
using System.Text;

namespace Broadsheet.Tests.Polling;

/// <summary>A feed whose items come by chance, more by day than at night and at weekends, over five weeks before <c>start</c> and the time itself.</summary>
internal sealed class SimulatedFeed
{
    private const int Window = 30;
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private readonly List<Item> items = [];

    public SimulatedFeed(int number, string path, DateTimeOffset start, TimeSpan length)
    {
        var chance = new Random(number);
        Path = path;
        Validators = (number % 5) switch { 0 => ValidatorKind.None, 1 => ValidatorKind.LastModified, _ => ValidatorKind.ETag };
        // Most feeds are slow and a few never sleep, as in any list of subscriptions.
        var perWeek = (number % 100) switch
        {
            < 35 => 1 + (chance.NextDouble() * 4),
            < 65 => 5 + (chance.NextDouble() * 20),
            < 87 => 25 + (chance.NextDouble() * 75),
            < 97 => 100 + (chance.NextDouble() * 150),
            _ => 250 + (chance.NextDouble() * 250),
        };
        Interval = Week / perWeek;
        var zone = chance.Next(24);
        var average = Enumerable.Range(0, 168).Average(hour => Weight(hour, zone));
        for (var hour = start.AddDays(-35); hour < start + length; hour = hour.AddHours(1))
        {
            var rate = perWeek / 168 * Weight(((int)hour.DayOfWeek * 24) + hour.Hour, zone) / average;
            for (var time = -Math.Log(1 - chance.NextDouble()) / rate; time < 1; time += -Math.Log(1 - chance.NextDouble()) / rate)
                items.Add(new Item(string.Create(CultureInfo.InvariantCulture, $"{number}-{items.Count}"), hour.AddHours(time), this));
        }
    }

    public string Path { get; }

    public ValidatorKind Validators { get; }

    /// <summary>The mean time between two items.</summary>
    public TimeSpan Interval { get; }

    /// <summary>How many items the last document that was sent in full ended with; only its own host's turn touches it.</summary>
    public int LastServed { get; set; } = -1;

    public IEnumerable<Item> Between(DateTimeOffset from, DateTimeOffset to) => items.Where(item => item.At >= from && item.At < to);

    /// <summary>How many items there have been.</summary>
    public int CountAt(DateTimeOffset moment)
    {
        var (low, high) = (0, items.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = items[middle].At <= moment ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>When the last of so many items came.</summary>
    public DateTimeOffset LastOf(int count) => items[Math.Max(0, count - 1)].At;

    /// <summary>The newest of so many items, as RSS.</summary>
    public string Document(int count)
    {
        var rss = new StringBuilder("<rss version=\"2.0\"><channel><title>Feed</title><link>http://localhost/</link>\n");
        for (var i = count - 1; i >= Math.Max(0, count - Window); i--)
        {
            rss.Append(CultureInfo.InvariantCulture, $"<item><guid isPermaLink=\"false\">{items[i].Id}</guid><title>News {items[i].Id}</title>");
            rss.Append(CultureInfo.InvariantCulture, $"<link>http://localhost/news/{items[i].Id}</link><pubDate>{items[i].At:r}</pubDate></item>\n");
        }

        return rss.Append("</channel></rss>\n").ToString();
    }

    private static double Weight(int hourOfWeek, int zone)
    {
        var local = (hourOfWeek + zone) % 168;
        var byDay = local / 24 is 0 or 6 ? 0.3 : 1;
        return byDay * (local % 24 is >= 7 and < 20 ? 1 : 0.12);
    }

    internal sealed record Item(string Id, DateTimeOffset At, SimulatedFeed Feed);
}

/// <summary>How a feed tells that it has not changed.</summary>
internal enum ValidatorKind
{
    None,
    LastModified,
    ETag,
}
