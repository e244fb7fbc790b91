namespace Broadsheet.Clustering;

/// <summary>
/// Looks whether a story fell apart: whether its active articles form groups that hardly have anything to do with each other.
/// Groups grow from single articles, the two most alike first, measured as everywhere by the mean of all links between them;
/// time is left out, since a long story's beginning is far from its end without being another story.
/// </summary>
internal sealed class StorySplitter(ActiveArticles articles, LinkFinder links, Fading fading, ClusteringOptions options)
{
    /// <summary>Fewer articles do not make two groups.</summary>
    private const int Fewest = 6;

    /// <summary>A group is more than a stray or two.</summary>
    private const int FewestLeaving = 3;

    /// <summary>So many members, evenly chosen, show the groups of a story of any size.</summary>
    private const int Looked = 24;

    /// <summary>An even choice of at least so many is of fewer than twice as many.</summary>
    private const int MostSampled = 2 * Looked;

    private readonly List<int> _sample = [];
    private readonly double[] _pulls = new double[MostSampled * MostSampled];
    private readonly int[] _group = new int[MostSampled];
    private readonly int[] _size = new int[MostSampled];
    private readonly (int Other, double Likeness)[] _nearest = new (int, double)[MostSampled];

    /// <summary>
    /// The slots of the active articles that leave the story, in the order of arrival; empty when it holds together. The greater
    /// group stays.
    /// </summary>
    public List<int> Leaving(OpenStory story)
    {
        if (story.Members < Fewest || options.SplitAt <= 0)
            return [];
        links.Sample(story, _sample, Looked);
        var group = Grouped();
        if (LesserOf(group) is not { } leaving)
            return [];
        List<int> slots = [];
        for (var slot = story.First; slot >= 0; slot = articles[slot].Next)
        {
            if (group[links.MostAlike(slot, _sample)] == leaving)
                slots.Add(slot);
        }

        // What the sample took for the lesser group may be the greater one.
        return slots.Count * 2 > story.Members ? [] : slots;
    }

    /// <summary>The number of the second greatest group, the first of equals; null when there is none that could be a story.</summary>
    private int? LesserOf(ReadOnlySpan<int> group)
    {
        var (most, second) = (-1, -1);
        for (var i = 0; i < group.Length; i++)
        {
            if (most < 0 || _size[i] > _size[most])
                (most, second) = (i, most);
            else if (second < 0 || _size[i] > _size[second])
                second = i;
        }

        return second >= 0 && _size[second] >= FewestLeaving ? second : null;
    }

    /// <summary>The number of its group for each article of the sample.</summary>
    private Span<int> Grouped()
    {
        var count = _sample.Count;
        links.PullsAmong(_sample, _pulls);
        for (var i = 0; i < count; i++)
            (_group[i], _size[i]) = (i, 1);
        for (var i = 0; i < count; i++)
            FindNearest(i);
        while (true)
        {
            var one = 0;
            for (var i = 1; i < count; i++)
            {
                if (_nearest[i].Likeness > _nearest[one].Likeness)
                    one = i;
            }

            var (other, likeness) = _nearest[one];
            if (likeness < options.SplitAt)
                return _group.AsSpan(0, count);
            Join(one, other);
        }
    }

    private void Join(int one, int other)
    {
        var count = _sample.Count;
        for (var k = 0; k < count; k++)
        {
            _pulls[(one * count) + k] += _pulls[(other * count) + k];
            _pulls[(k * count) + one] = _pulls[(one * count) + k];
            if (_group[k] == other)
                _group[k] = one;
        }

        (_size[one], _size[other]) = (_size[one] + _size[other], 0);
        _nearest[other] = (0, 0);
        FindNearest(one);
        for (var i = 0; i < other; i++)
        {
            if (i == one || _size[i] == 0)
                continue;
            if (_nearest[i].Other == one || _nearest[i].Other == other)
                FindNearest(i);
            else if (i < one && LikenessOf(i, one) is var likeness && (likeness, -one).CompareTo((_nearest[i].Likeness, -_nearest[i].Other)) > 0)
                _nearest[i] = (one, likeness);
        }
    }

    private double LikenessOf(int one, int other) => _pulls[(one * _sample.Count) + other] / fading.Divisor((long)_size[one] * _size[other]);

    /// <summary>Finds the group most like one among those after it, the first of equals.</summary>
    private void FindNearest(int one)
    {
        var count = _sample.Count;
        (int Other, double Likeness) nearest = (0, 0);
        for (var j = one + 1; _size[one] > 0 && j < count; j++)
        {
            if (_size[j] == 0)
                continue;
            var likeness = LikenessOf(one, j);
            if (likeness > nearest.Likeness)
                nearest = (j, likeness);
        }

        _nearest[one] = nearest;
    }
}
