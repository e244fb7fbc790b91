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
    private readonly List<(Standing Standing, Story Story)> staying = [];

    /// <summary>All stories in the order of a moment.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="fresh">Those that came or changed since the last call; their earlier standing is over.</param>
    public Story[] At(DateTimeOffset at, IEnumerable<Standing> fresh)
    {
        List<(Standing Standing, Story Story)> moving = [.. fresh.Where(standing => !standing.IsOver).Select(standing => (standing, ranker.RankedAt(at, standing)))];
        staying.Clear();
        foreach (var standing in last)
        {
            if (standing.IsOver)
                continue;
            var story = ranker.RankedAt(at, standing);
            (staying.Count == 0 || HeatRanker.Order(staying[^1].Story, story) < 0 ? staying : moving).Add((standing, story));
        }

        moving.Sort(static (left, right) => HeatRanker.Order(left.Story, right.Story));
        return Merged(moving);
    }

    private Story[] Merged(List<(Standing Standing, Story Story)> moving)
    {
        var ranked = new Story[staying.Count + moving.Count];
        last.Clear();
        var (stays, moves) = (0, 0);
        while (last.Count < ranked.Length)
        {
            var isMoving = stays == staying.Count || (moves < moving.Count && HeatRanker.Order(moving[moves].Story, staying[stays].Story) < 0);
            var (standing, story) = isMoving ? moving[moves++] : staying[stays++];
            ranked[last.Count] = story;
            last.Add(standing);
        }

        return ranked;
    }
}
