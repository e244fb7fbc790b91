using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Broadsheet.Site;
using Broadsheet.Storage;

namespace Broadsheet.Eval.Verbs;

/// <summary>Runs a made-up year day by day through the real store, opened anew each day, and compares its stories with those of one run over all of it.</summary>
internal static class StoriesYearVerb
{
    private const string Rules = "none";

    private static readonly Option<int> Days = new("--days") { DefaultValueFactory = _ => 365, Description = "How many days." };
    private static readonly Option<int> PerDay = new("--per-day") { DefaultValueFactory = _ => 200, Description = "How many articles a day, on average." };
    private static readonly Option<double> Late = new("--late") { Description = "Which share of the articles is found late, 0 to 1." };
    private static readonly Option<double> LateBy = new("--late-by") { DefaultValueFactory = _ => 24, Description = "How many hours late at most." };
    private static readonly Option<int> Seed = new("--seed") { DefaultValueFactory = _ => 1, Description = "Which made-up year." };

    public static Command Create()
    {
        var command = new Command("stories-year", "Compares a year run day by day with one run over all of it.") { Days, PerDay, Late, LateBy, Seed };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult given)
    {
        var arrivals = Arrivals(given);
        var root = Directory.CreateTempSubdirectory("broadsheet-year-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(root, SiteFolder.SettingsName), "title: Year\nurl: http://localhost\n");
            var watch = Stopwatch.StartNew();
            foreach (var day in arrivals.GroupBy(arrival => arrival.Found.UtcDateTime.Date).OrderBy(day => day.Key))
                RunDay(root, [.. day.Select(arrival => arrival.Article)]);
            var byDay = StoriesOf(root);
            var daily = watch.Elapsed;
            watch.Restart();
            using (var newsroom = Newsroom.Open(SiteFolder.Open(root)))
                newsroom.RebuildStories();
            Print(given, byDay, StoriesOf(root), daily, watch.Elapsed);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }

        return 0;
    }

    /// <summary>The articles, and when each is found: at once, or late by anything up to the most.</summary>
    private static List<(Article Article, DateTimeOffset Found)> Arrivals(ParseResult given)
    {
        var random = new Random(given.GetValue(Seed));
        var (share, hours) = (given.GetValue(Late), given.GetValue(LateBy));
        return
        [
            .. new StreamGenerator(given.GetValue(Seed), given.GetValue(PerDay)).Take(given.GetValue(Days) * given.GetValue(PerDay))
                .Select(item => (item.Article, item.Article.Published.AddHours(random.NextDouble() < share ? hours * random.NextDouble() : 0))),
        ];
    }

    private static void RunDay(string root, IReadOnlyList<Article> found)
    {
        var site = SiteFolder.Open(root);
        using (var store = NewsStore.Open(site.StorePath))
        {
            using var writing = store.Begin();
            foreach (var article in found)
                store.Articles.Save(article, article.Id, Rules);
            writing.Commit();
        }

        using var newsroom = Newsroom.Open(site);
        newsroom.Reconsider();
    }

    private static Dictionary<string, string> StoriesOf(string root)
    {
        using var store = NewsStore.Open(SiteFolder.Open(root).StorePath);
        return store.Placements.All().ToDictionary(placement => placement.ArticleId, placement => placement.StoryId, StringComparer.Ordinal);
    }

    private static void Print(ParseResult given, Dictionary<string, string> byDay, Dictionary<string, string> atOnce, TimeSpan daily, TimeSpan once)
    {
        var others = byDay.Count(pair => atOnce[pair.Key] != pair.Value);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{byDay.Count} articles in {given.GetValue(Days)} days, {given.GetValue(Late):0.##} of them up to {given.GetValue(LateBy):0.#} h late: {byDay.Values.Distinct().Count()} stories day by day ({daily.TotalSeconds:0.0} s), {atOnce.Values.Distinct().Count()} at once ({once.TotalSeconds:0.0} s); {others} articles in another story, agreement BCubed F1 {Agreement(byDay, atOnce):0.0000}"));
    }

    /// <summary>BCubed F1 of one partition against the other; it is the same either way round.</summary>
    private static double Agreement(Dictionary<string, string> one, Dictionary<string, string> other)
    {
        var (mine, theirs, both) = (one.Values.CountBy(story => story).ToDictionary(), other.Values.CountBy(story => story).ToDictionary(), one.CountBy(pair => (pair.Value, other[pair.Key])).ToDictionary());
        var precision = one.Average(pair => both[(pair.Value, other[pair.Key])] / (double)mine[pair.Value]);
        var recall = one.Average(pair => both[(pair.Value, other[pair.Key])] / (double)theirs[other[pair.Key]]);
        return 2 * precision * recall / (precision + recall);
    }
}
