using System.Collections;

namespace Broadsheet.Ranking;

/// <summary>A story with all of its rank that does not pass with time: worked out once, it serves each edition until the story changes.</summary>
/// <param name="Story">The story with its heat, and published or not; its rank is of no moment.</param>
/// <param name="Heat">Its heat as rank takes it.</param>
/// <param name="HeatValue">What that contributes.</param>
/// <param name="Sources">How many sources report it.</param>
/// <param name="SourcesValue">What that contributes.</param>
/// <param name="Started">When its first article was published.</param>
/// <param name="Latest">When its latest article was published.</param>
internal sealed record Standing(Story Story, int Heat, double HeatValue, int Sources, double SourcesValue, DateTimeOffset Started, DateTimeOffset Latest)
{
    /// <summary>Whether the story is other by now, or gone.</summary>
    public bool IsOver { get; set; }
}

/// <summary>The parts of a story's rank at a moment, made when somebody asks why.</summary>
internal sealed class RankPartsAt(HeatRanker ranker, Standing standing, DateTimeOffset at) : IReadOnlyList<RankPart>
{
    // Two who ask at the same time may make the same twice, which does no harm.
    private List<RankPart>? made;

    public int Count => Made.Count;

    private List<RankPart> Made => made ??= ranker.PartsOf(standing, at);

    public RankPart this[int index] => Made[index];

    public IEnumerator<RankPart> GetEnumerator() => Made.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
