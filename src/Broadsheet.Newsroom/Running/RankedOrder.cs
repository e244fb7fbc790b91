using Broadsheet.Ranking;

namespace Broadsheet.Running;

/// <summary>
/// Stories in the order of an edition. All of them lose rank by the hour, but nearly all at the same pace: the order of the edition before is
/// nearly that of the next, so that it is mended and not made anew.
/// </summary>
internal sealed class RankedOrder(HeatRanker ranker)
{
    // Kept, and filled anew each time: they are as long as the archive.
    private readonly List<Standing> last = [];
    private readonly List<(Standing Standing, double Rank)> staying = [];

    /// <summary>All stories in the order of a moment.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="fresh">Those that came or changed since the last call; their earlier standing is over.</param>
    public RankedStories At(DateTimeOffset at, IEnumerable<Standing> fresh)
    {
        List<(Standing Standing, double Rank)> moving = [.. fresh.Where(standing => !standing.IsOver).Select(standing => (standing, ranker.RankOf(standing, at)))];
        staying.Clear();
        foreach (var standing in last)
        {
            if (standing.IsOver)
                continue;
            var ranked = (standing, ranker.RankOf(standing, at));
            (staying.Count == 0 || Order(staying[^1], ranked) < 0 ? staying : moving).Add(ranked);
        }

        moving.Sort(Order);
        return Merged(at, moving);
    }

    private static int Order((Standing Standing, double Rank) left, (Standing Standing, double Rank) right) =>
        HeatRanker.Order(left.Standing.Story, left.Rank, right.Standing.Story, right.Rank);

    private RankedStories Merged(DateTimeOffset at, List<(Standing Standing, double Rank)> moving)
    {
        var ranked = new RankedStories(ranker, at, staying.Count + moving.Count);
        last.Clear();
        var (stays, moves) = (0, 0);
        while (last.Count < ranked.Count)
        {
            var isMoving = stays == staying.Count || (moves < moving.Count && Order(moving[moves], staying[stays]) < 0);
            var (standing, _) = isMoving ? moving[moves++] : staying[stays++];
            ranked.Put(last.Count, standing);
            last.Add(standing);
        }

        return ranked;
    }
}
