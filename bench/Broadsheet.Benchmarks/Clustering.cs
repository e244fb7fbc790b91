using System.Globalization;
using BenchmarkDotNet.Attributes;
using Broadsheet.Clustering;
using Broadsheet.Testing;

namespace Broadsheet.Benchmarks;

/// <summary>Placing articles into stories as they arrive: four outlets on each of many events.</summary>
[MemoryDiagnoser]
public class Clustering
{
    private static readonly string[] Words =
        ["harbour", "ferry", "council", "bridge", "school", "storm", "market", "pilot", "lighthouse", "rower", "library", "tunnel", "orchard", "railway", "museum", "clinic", "mayor", "choir", "quarry", "festival"];

    private Article[] articles = [];

    [Params(1_000, 10_000)]
    public int Articles { get; set; }

    [GlobalSetup]
    public void Write() => articles = [.. Enumerable.Range(0, Articles).Select(Make)];

    [Benchmark]
    public int Place()
    {
        var clusterer = new StoryClusterer(new ClusteringOptions());
        foreach (var article in articles)
            clusterer.Place(article);
        return clusterer.OpenStories;
    }

    private static Article Make(int i)
    {
        var random = new Random(i / 4);
        var title = string.Create(CultureInfo.InvariantCulture, $"{Word(random)} {Word(random)} {i / 4} {Word(random)} {Word(random)}");
        return Some.Article(
            id: string.Create(CultureInfo.InvariantCulture, $"a{i:x16}"),
            title: title,
            excerpt: string.Create(CultureInfo.InvariantCulture, $"{Word(random)} and {Word(random)} at {Word(random)} {i % 4}."),
            published: Some.Moment.AddMinutes(i));
    }

    private static string Word(Random random) => Words[random.Next(Words.Length)] + random.Next(50).ToString(CultureInfo.InvariantCulture);
}
