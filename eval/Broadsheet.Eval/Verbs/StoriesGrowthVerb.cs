using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Broadsheet.Clustering;

namespace Broadsheet.Eval.Verbs;

/// <summary>Shows how speed, memory and quality fare as a made-up stream grows.</summary>
internal static class StoriesGrowthVerb
{
    private const int Batch = 5_000;

    private static readonly Option<int> Articles = new("--articles") { DefaultValueFactory = _ => 400_000, Description = "How many articles, 10,000 a day." };
    private static readonly Option<int> Seed = new("--seed") { DefaultValueFactory = _ => 1, Description = "Which made-up stream." };

    public static Command Create()
    {
        var command = new Command("stories-growth", "Measures clustering over a growing stream.") { Articles, Seed };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult given)
    {
        var generator = new StreamGenerator(given.GetValue(Seed));
        var clusterer = new StoryClusterer(new ClusteringOptions());
        var score = new BCubed();
        var spent = TimeSpan.Zero;
        using var process = Process.GetCurrentProcess();
        var total = given.GetValue(Articles);
        for (var placed = 0; placed < total; placed += Batch)
        {
            var batch = generator.Take(Math.Min(Batch, total - placed)).ToList();
            // Processor time and not the clock's, so that a busy machine measures the same.
            var before = process.TotalProcessorTime;
            var placements = batch.ConvertAll(item => clusterer.Place(item.Article).StoryId);
            process.Refresh();
            spent += process.TotalProcessorTime - before;
            for (var i = 0; i < batch.Count; i++)
                score.Add(placements[i], batch[i].Story);
            foreach (var merged in clusterer.TakeChanges().OfType<StoryChange.Merged>())
                score.Merge(merged.StoryId, merged.IntoStoryId);
            if (IsRound(placed + batch.Count) || placed + batch.Count == total)
                Print(placed + batch.Count, spent, clusterer, score);
        }

        return 0;
    }

    private static bool IsRound(int articles) => articles is 5_000 or 10_000 or 50_000 or 100_000 or 200_000 or 400_000;

    private static void Print(int articles, TimeSpan spent, StoryClusterer clusterer, BCubed score)
    {
        var (precision, recall, f1) = score.Value();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{articles} articles in {spent.TotalSeconds:0.0} s of processor time, {articles / spent.TotalSeconds:0}/s; {clusterer.ActiveArticleCount} active in {clusterer.OpenStories} stories; BCubed P {precision:0.0000} R {recall:0.0000} F1 {f1:0.0000}; state {clusterer.Save().Length >> 10} KiB; heap {GC.GetTotalMemory(true) >> 20} MB, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB"));
    }

    /// <summary>BCubed precision and recall of a partition that merges as it grows.</summary>
    private sealed class BCubed
    {
        private readonly Dictionary<string, Dictionary<int, int>> _found = [];
        private readonly Dictionary<string, string> _gone = [];
        private readonly Dictionary<int, int> _sizes = [];
        private int _articles;

        public void Add(string found, int story)
        {
            while (_gone.TryGetValue(found, out var into))
                found = into;
            if (!_found.TryGetValue(found, out var members))
                _found[found] = members = [];
            members[story] = members.GetValueOrDefault(story) + 1;
            _sizes[story] = _sizes.GetValueOrDefault(story) + 1;
            _articles++;
        }

        public void Merge(string from, string into)
        {
            _gone[from] = into;
            if (!_found.Remove(from, out var members))
                return;
            if (!_found.TryGetValue(into, out var target))
                _found[into] = target = [];
            foreach (var (story, count) in members)
                target[story] = target.GetValueOrDefault(story) + count;
        }

        public (double Precision, double Recall, double F1) Value()
        {
            double precision = 0, recall = 0;
            foreach (var members in _found.Values)
            {
                double size = members.Values.Sum();
                foreach (var (story, count) in members)
                {
                    precision += count * (count / size);
                    recall += count * ((double)count / _sizes[story]);
                }
            }

            (precision, recall) = (precision / _articles, recall / _articles);
            return (precision, recall, 2 * precision * recall / (precision + recall));
        }
    }
}
