using System.Collections.Concurrent;

namespace Broadsheet.Server.Search;

/// <summary>What was found for one snapshot when the index was that of the snapshot. Goes with it, so nothing of it is ever out of date.</summary>
/// <param name="news">The snapshot.</param>
internal sealed class KeptHits(NewsSnapshot news)
{
    // About 16 MB.
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<(string Match, int Limit), IReadOnlyList<SearchHit>> answers = [];
    private int hits;

    /// <summary>The snapshot.</summary>
    public NewsSnapshot News => news;

    /// <summary>What was found, or null.</summary>
    public IReadOnlyList<SearchHit>? Find(string match, int limit) => answers.GetValueOrDefault((match, limit));

    /// <summary>Keeps what was found.</summary>
    public void Keep(string match, int limit, IReadOnlyList<SearchHit> found)
    {
        if (!answers.TryAdd((match, limit), found))
            return;
        // Finding nothing takes a place, too.
        if (Interlocked.Add(ref hits, found.Count + 1) > Most)
        {
            answers.Clear();
            Interlocked.Exchange(ref hits, 0);
        }
    }
}
