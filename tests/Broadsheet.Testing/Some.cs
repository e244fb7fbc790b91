using System.Globalization;

namespace Broadsheet.Testing;

/// <summary>Makes values where any will do.</summary>
public static class Some
{
    /// <summary>The moment all tests agree on.</summary>
    public static DateTimeOffset Moment { get; } = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public static Article Article(
        string? id = null,
        string title = "Harbour ferry returns to service",
        string excerpt = "The ferry resumed its runs on Monday after two weeks of repairs.",
        string? url = null,
        DateTimeOffset? published = null,
        Provider? provider = null,
        int quality = 100,
        IReadOnlyList<TopicMatch>? topics = null)
    {
        url ??= "https://gazette.example/" + title.ToLowerInvariant().Replace(' ', '-');
        return new Article
        {
            Id = id ?? "a" + string.Create(CultureInfo.InvariantCulture, $"{Fnv(url):x16}"),
            Path = "_news/2026-03-04-" + title.ToLowerInvariant().Replace(' ', '-') + ".md",
            Title = title,
            Excerpt = excerpt,
            Published = published ?? Moment.AddHours(-1),
            FirstSeen = published ?? Moment.AddHours(-1),
            OriginalUrl = url,
            WebUrl = url,
            CanonicalUrl = url,
            Provider = provider ?? Provider(),
            Quality = new QualityScore(quality, [new QualitySignal("any", quality, "made for a test")]),
            Topics = topics ?? [new TopicMatch("Harbour", "root", "Harbour")],
        };
    }

    public static Provider Provider(string name = "Gazette", string domain = "gazette.example") => new() { Name = name, Domain = domain };

    public static Story Story(params Article[] articles) => new()
    {
        Id = "s" + articles[0].Id[1..],
        Articles = articles,
        Heat = articles[0].Quality.Value + (20 * (articles.Length - 1)),
        IsPublished = true,
    };

    public static Masthead Masthead() => new() { Title = "The Gazette", Url = "https://gazette.example" };

    public static Edition Edition(params Story[] stories) => new()
    {
        At = Moment,
        Masthead = Masthead(),
        Stories = stories,
        Topics = [new Topic { Id = "harbour", Name = "Harbour", Keywords = ["harbour"] }],
    };

    private static ulong Fnv(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (var c in text)
            hash = (hash ^ c) * 1099511628211;
        return hash;
    }
}
