using System.Collections.Concurrent;

namespace Broadsheet.Server.Search;

/// <summary>What is known of the index as it stands, and is looked up once instead of for each question: whose each number is, how long its text is, and how common words are.</summary>
/// <param name="numbers">The articles by their numbers.</param>
/// <param name="news">The snapshot that the index is of; null when it is of an edition that was not seen.</param>
internal sealed class IndexState(IReadOnlyDictionary<long, string> numbers, NewsSnapshot? news)
{
    // Common words are asked for again and again, and take the longest to look up.
    private const int MostWeights = 20_000;

    // An article's place in the ranking halves in this time, as far as its age counts at all.
    private const double HalfLifeInDays = 10;

    private readonly ConcurrentDictionary<string, double> weights = new(StringComparer.Ordinal);
    private readonly Standing?[] standings = new Standing?[Newest(numbers) + 1];

    /// <summary>The snapshot that the index is of; null when it is of an edition that was not seen.</summary>
    public NewsSnapshot? News => news;

    /// <summary>Answers for the snapshot that the index is of; null when it is of an edition that was not seen.</summary>
    public KeptHits? Kept { get; } = news is null ? null : new KeptHits(news);

    /// <summary>Tokens of the articles by their numbers, 0 where it was not looked up yet. Two readers may write the same, which does no harm.</summary>
    public int[] Lengths { get; } = new int[Newest(numbers) + 1];

    /// <summary>The article of a number in a snapshot, and what it counts before any text is looked at; null when it is not shown.</summary>
    public Standing? StandingOf(long number, NewsSnapshot shown)
    {
        if (shown == news && number < standings.Length && standings[number] is { } known)
            return known;
        if (!numbers.TryGetValue(number, out var id))
            return null;
        return shown == news ? standings[number] = Of(id, shown) : Of(id, shown);
    }

    /// <summary>What a term weighs: the rarer, the more (the inverse document frequency of BM25).</summary>
    public double WeightOf(string term, SearchReader reader)
    {
        if (weights.TryGetValue(term, out var known))
            return known;
        var frequency = reader.Frequency(term, numbers.Count, standings.Length - 1);
        // A term that stands in half of all articles still is what was asked for.
        var weight = Math.Max(1e-6, Math.Log((numbers.Count - frequency + 0.5) / (frequency + 0.5)));
        if (weights.Count < MostWeights)
            weights.TryAdd(term, weight);
        return weight;
    }

    private static long Newest(IReadOnlyDictionary<long, string> numbers) => numbers.Count == 0 ? 0 : numbers.Keys.Max();

    /// <summary>A hot story counts up to half as much again, and a fresh article up to as much again.</summary>
    private static Standing? Of(string id, NewsSnapshot shown)
    {
        if (shown.FindArticle(id) is not { Story.IsPublished: true } placed)
            return null;
        var heat = Math.Clamp(placed.Story.Heat / 400.0, 0, 0.5);
        var age = Math.Max(0, (shown.Edition.At - placed.Article.Published).TotalDays);
        return new Standing(placed, 1 + heat + Math.Pow(2, -age / HalfLifeInDays));
    }
}

/// <summary>An article, and what it counts whatever its text says.</summary>
/// <param name="Placed">The article.</param>
/// <param name="Factor">By heat and age, 1 to 2.5.</param>
internal sealed record Standing(PlacedArticle Placed, double Factor);
