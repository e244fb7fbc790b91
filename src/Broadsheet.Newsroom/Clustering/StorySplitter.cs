namespace Broadsheet.Clustering;

/// <summary>
/// Looks whether a story fell apart: whether its active articles form groups that hardly have anything to do with each other.
/// Groups grow from single articles, the two most alike first, measured as everywhere by the mean of all links between them;
/// time is left out, since a long story's beginning is far from its end without being another story.
/// </summary>
internal sealed class StorySplitter(ActiveArticles articles, LinkFinder links, ClusteringOptions options)
{
    /// <summary>Fewer articles do not make two groups.</summary>
    private const int Fewest = 6;

    /// <summary>A group is more than a stray or two.</summary>
    private const int FewestLeaving = 3;

    /// <summary>So many members, evenly chosen, show the groups of a story of any size.</summary>
    private const int Looked = 24;

    private readonly List<int> _sample = [];

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
        var sizes = group.CountBy(number => number).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).ToList();
        if (sizes.Count < 2 || sizes[1].Value < FewestLeaving)
            return [];
        var leaving = sizes[1].Key;
        List<int> slots = [];
        for (var slot = story.First; slot >= 0; slot = articles[slot].Next)
        {
            if (group[links.MostAlike(slot, _sample)] == leaving)
                slots.Add(slot);
        }

        // What the sample took for the lesser group may be the greater one.
        return slots.Count * 2 > story.Members ? [] : slots;
    }

    /// <summary>The number of its group for each article of the sample.</summary>
    private int[] Grouped()
    {
        var count = _sample.Count;
        var pull = links.PullsAmong(_sample);
        var (group, size) = (new int[count], new int[count]);
        for (var i = 0; i < count; i++)
            (group[i], size[i]) = (i, 1);
        while (true)
        {
            var (one, other, best) = (-1, -1, 0.0);
            for (var i = 0; i < count; i++)
            {
                for (var j = i + 1; size[i] > 0 && j < count; j++)
                {
                    var likeness = size[j] == 0 ? 0 : pull[(i * count) + j] / Math.Pow((double)size[i] * size[j], options.SizePower);
                    if (likeness > best)
                        (one, other, best) = (i, j, likeness);
                }
            }

            if (best < options.SplitAt)
                return group;
            for (var k = 0; k < count; k++)
            {
                pull[(one * count) + k] += pull[(other * count) + k];
                pull[(k * count) + one] = pull[(one * count) + k];
                if (group[k] == other)
                    group[k] = one;
            }

            (size[one], size[other]) = (size[one] + size[other], 0);
        }
    }
}
