using System.Collections;
using Broadsheet.Ranking;

namespace Broadsheet.Running;

/// <summary>
/// The stories of an edition in their order. A story is given its rank when somebody asks for it, and is the same object from then on: of a large
/// archive, an edition shows little.
/// </summary>
internal sealed class RankedStories(HeatRanker ranker, DateTimeOffset at, int count) : IReadOnlyList<Story>
{
    // In pieces: one array of all would be a large object to be collected with each edition.
    private const int Piece = 1024;

    private readonly Standing[][] standings = [.. Enumerable.Range(0, (count + Piece - 1) / Piece).Select(piece => new Standing[Math.Min(Piece, count - (piece * Piece))])];
    private readonly Story?[]?[] made = new Story?[]?[(count + Piece - 1) / Piece];

    public int Count => count;

    public Story this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
            var (piece, place) = Math.DivRem(index, Piece);
            var stories = Volatile.Read(ref made[piece]) ?? FirstOf(ref made[piece], new Story?[standings[piece].Length]);
            return Volatile.Read(ref stories[place]) ?? FirstOf(ref stories[place], ranker.RankedAt(at, standings[piece][place]));
        }
    }

    /// <summary>The stories of which something was heard lately, in their order.</summary>
    /// <param name="window">How lately.</param>
    public IEnumerable<Story> HeardWithin(TimeSpan window)
    {
        for (var index = 0; index < count; index++)
        {
            if (at - standings[index / Piece][index % Piece].Latest <= window)
                yield return this[index];
        }
    }

    /// <summary>Puts a story in its place; for whoever fills the list.</summary>
    public void Put(int index, Standing standing) => standings[index / Piece][index % Piece] = standing;

    public IEnumerator<Story> GetEnumerator()
    {
        for (var index = 0; index < count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>What is there, or else this: whoever asks at the same time gets the same.</summary>
    private static T FirstOf<T>(ref T? there, T made)
        where T : class => Interlocked.CompareExchange(ref there, made, null) ?? made;
}
