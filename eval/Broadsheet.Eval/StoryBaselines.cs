namespace Broadsheet.Eval;

/// <summary>
/// What others do, written plainly, to have something to compare with: each takes articles in order of time and gives the
/// number of a story for each. All but the first two read words weighed by their rarity among the articles of the whole file.
/// </summary>
internal sealed class StoryBaselines(IReadOnlyList<Article> articles, double threshold)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(72);

    private readonly List<Dictionary<string, double>> _vectors = Vectors(articles);

    /// <summary>Runs a method by its name.</summary>
    public int[] Run(string method) => method switch
    {
        "equal-titles" => EqualTitles(),
        "near-duplicates" => Joined(Overlaps()),
        "single-link" => Joined(Cosines()),
        "nearest-centroid" => NearestCentroid(),
        "average-link" => AverageLink(),
        _ => throw new ArgumentException($"There is no method '{method}'."),
    };

    private int[] EqualTitles()
    {
        var seen = new Dictionary<string, int>();
        return [.. articles.Select((article, i) =>
        {
            var title = string.Join(' ', Words(article.Title));
            return seen.TryAdd(title, i) ? i : seen[title];
        })];
    }

    /// <summary>Every pair at or above the threshold, joined: what one likeness joins stays joined.</summary>
    private int[] Joined(IEnumerable<(int One, int Other, double Likeness)> pairs)
    {
        int[] parent = [.. Enumerable.Range(0, articles.Count)];
        int Root(int i)
        {
            while (parent[i] != i)
                i = parent[i] = parent[parent[i]];
            return i;
        }

        foreach (var (one, other, likeness) in pairs)
        {
            if (likeness >= threshold)
                parent[Root(one)] = Root(other);
        }

        return [.. Enumerable.Range(0, articles.Count).Select(Root)];
    }

    private int[] NearestCentroid()
    {
        var stories = new int[articles.Count];
        var centroids = new List<(Dictionary<string, double> Sum, DateTimeOffset Latest)>();
        for (var i = 0; i < articles.Count; i++)
        {
            var (best, likeness) = (-1, threshold);
            for (var story = 0; story < centroids.Count; story++)
            {
                var (sum, latest) = centroids[story];
                if (articles[i].Published - latest > Window)
                    continue;
                var cosine = Product(_vectors[i], sum) / Math.Sqrt(sum.Values.Sum(value => value * value));
                if (cosine >= likeness)
                    (best, likeness) = (story, cosine);
            }

            if (best < 0)
            {
                best = centroids.Count;
                centroids.Add(([], articles[i].Published));
            }

            foreach (var (word, weight) in _vectors[i])
                centroids[best].Sum[word] = centroids[best].Sum.GetValueOrDefault(word) + weight;
            centroids[best] = (centroids[best].Sum, articles[i].Published);
            stories[i] = best;
        }

        return stories;
    }

    /// <summary>All articles at hand, the two groups most alike on average joined again and again.</summary>
    private int[] AverageLink()
    {
        int[] group = [.. Enumerable.Range(0, articles.Count)];
        List<int>[] members = [.. group.Select(i => new List<int> { i })];
        Dictionary<int, double>[] sums = [.. group.Select(_ => new Dictionary<int, double>())];
        var queue = new PriorityQueue<(int One, int Other, int Pairs), double>();
        void Offer(int one, int other)
        {
            var pairs = members[one].Count * members[other].Count;
            if (sums[one][other] / pairs >= threshold)
                queue.Enqueue((one, other, pairs), -sums[one][other] / pairs);
        }

        foreach (var (one, other, likeness) in Cosines())
        {
            sums[one][other] = sums[other][one] = likeness;
            Offer(one, other);
        }

        while (queue.TryDequeue(out var pair, out _))
        {
            var (one, other, pairs) = pair;
            // Entries from before either grew or ended are stale.
            if (members[one].Count * members[other].Count != pairs || members[one].Count == 0 || group[one] != one || group[other] != other)
                continue;
            members[one].AddRange(members[other]);
            members[other].ForEach(i => group[i] = one);
            members[other].Clear();
            sums[one].Remove(other);
            foreach (var (third, sum) in sums[other].Where(entry => entry.Key != one))
            {
                sums[third].Remove(other);
                sums[one][third] = sums[third][one] = sums[one].GetValueOrDefault(third) + sum;
            }

            sums[other].Clear();
            foreach (var third in sums[one].Keys.ToList())
                Offer(one, third);
        }

        return group;
    }

    private IEnumerable<(int One, int Other, double Likeness)> Cosines() =>
        Pairs(_vectors).Select(pair => (pair.One, pair.Other, Math.Min(1, pair.Product)));

    /// <summary>Words in common over words in all: what MinHash estimates.</summary>
    private IEnumerable<(int One, int Other, double Likeness)> Overlaps()
    {
        List<Dictionary<string, double>> sets = [.. _vectors.Select(vector => vector.Keys.ToDictionary(word => word, _ => 1.0))];
        return Pairs(sets).Select(pair => (pair.One, pair.Other, pair.Product / (sets[pair.One].Count + sets[pair.Other].Count - pair.Product)));
    }

    private IEnumerable<(int One, int Other, double Product)> Pairs(List<Dictionary<string, double>> vectors)
    {
        var lists = new Dictionary<string, List<(int Article, double Weight)>>();
        for (var i = 0; i < vectors.Count; i++)
        {
            var products = new Dictionary<int, double>();
            foreach (var (word, weight) in vectors[i])
            {
                if (!lists.TryGetValue(word, out var list))
                    lists[word] = list = [];
                foreach (var (other, otherWeight) in list)
                    products[other] = products.GetValueOrDefault(other) + (weight * otherWeight);
                list.Add((i, weight));
            }

            foreach (var (other, product) in products)
            {
                if (articles[i].Published - articles[other].Published <= Window)
                    yield return (i, other, product);
            }
        }
    }

    private static double Product(Dictionary<string, double> one, Dictionary<string, double> other) =>
        one.Sum(pair => pair.Value * other.GetValueOrDefault(pair.Key));

    private static List<Dictionary<string, double>> Vectors(IReadOnlyList<Article> articles)
    {
        List<List<string>> words = [.. articles.Select(article => Words(article.Title + " " + article.Excerpt).ToList())];
        var spread = words.SelectMany(list => list.Distinct()).CountBy(word => word).ToDictionary(pair => pair.Key, pair => pair.Value);
        return [.. words.Select(list =>
        {
            var vector = list.CountBy(word => word).ToDictionary(
                pair => pair.Key, pair => (1 + Math.Log(pair.Value)) * Math.Log((1.0 + articles.Count) / spread[pair.Key]));
            var norm = Math.Sqrt(vector.Values.Sum(value => value * value));
            return vector.ToDictionary(pair => pair.Key, pair => norm == 0 ? 0 : pair.Value / norm);
        })];
    }

    private static IEnumerable<string> Words(string text) =>
        new string([.. text.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 2);
}
