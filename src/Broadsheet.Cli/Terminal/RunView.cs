using System.Globalization;
using Broadsheet.Publishing;
using Spectre.Console;

namespace Broadsheet.Cli.Terminal;

/// <summary>Shows a run as it goes, and what came of it.</summary>
internal static class RunView
{
    private const int MostTurnedAway = 12;

    private static readonly (string Stage, string Title)[] Bars = [("feeds", "Asking feeds"), ("pages", "Reading pages"), ("stories", "Finding stories"), ("files", "Printing")];

    /// <summary>Does the work behind live bars; without them where nobody watches.</summary>
    public static async Task<T> WatchAsync<T>(IAnsiConsole console, bool live, Func<IProgress<RunProgress>, Task<T>> work)
    {
        if (!live)
            return await work(new Silence());
        return await console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new CountColumn(), new ElapsedTimeColumn())
            .StartAsync(context => work(new LiveBars(context)));
    }

    /// <summary>The summary after a run.</summary>
    public static void Show(IAnsiConsole console, RunReport run, PressReport press)
    {
        if (run.Feeds.Count + run.FeedsNotDue == 0)
            console.WriteLine("The site has no feeds yet. Add one with: broadsheet feeds add ADDRESS DIR");
        foreach (var note in run.Notes)
            console.WriteLine(note);
        ShowFeeds(console, run);
        ShowTurnedAway(console, run);
        ShowTroubles(console, run);
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
        table.Columns[1].RightAligned();
        Row(table, "Feeds ok / not modified / failed / not due", Join(Count(run, "ok"), Count(run, "not-modified"), Count(run, "failed") + Count(run, "gone"), run.FeedsNotDue));
        Row(table, "Items new or changed", Number(run.Items));
        Row(table, "Pages read / missing", Join(run.Pages, run.PagesMissing));
        Row(table, "Articles new / changed / in all", Join(run.NewArticles, run.ChangedArticles, run.Articles));
        foreach (var (code, count) in run.Rejected.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            Row(table, $"Turned away: {code}", Number(count));
        Row(table, "Stories", Number(run.Stories));
        AddPress(table, press);
        foreach (var stage in run.Stages)
            Row(table, $"Time for {stage.Stage}", Seconds(stage.Elapsed));
        Row(table, "Time for printing", Seconds(press.Elapsed));
        console.Write(table);
    }

    /// <summary>The summary after printing without a run.</summary>
    public static void Show(IAnsiConsole console, PressReport press)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
        table.Columns[1].RightAligned();
        AddPress(table, press);
        Row(table, "Time for printing", Seconds(press.Elapsed));
        console.Write(table);
    }

    private static void AddPress(Table table, PressReport press) =>
        Row(table, "Files written / unchanged / removed", Join(press.Written.Count, press.Unchanged, press.Removed.Count));

    private static void ShowFeeds(IAnsiConsole console, RunReport run)
    {
        var failed = run.Feeds.Where(feed => feed.Outcome is "failed" or "gone").ToArray();
        if (failed.Length == 0)
            return;
        var table = new Table().Border(TableBorder.Simple).AddColumns("Feeds that failed", "Why");
        foreach (var feed in failed.Take(20))
            table.AddRow(Markup.Escape(feed.Source), Markup.Escape(feed.Reason));
        if (failed.Length > 20)
            table.AddRow(string.Create(CultureInfo.InvariantCulture, $"and {failed.Length - 20} more"), "see --json");
        console.Write(table);
    }

    private static void ShowTurnedAway(IAnsiConsole console, RunReport run)
    {
        if (run.TurnedAway.Count == 0)
            return;
        var table = new Table().Border(TableBorder.Simple).AddColumns("Items turned away", "Why");
        // What is turned away in heaps is so by the operator's own topics; the single one is the surprise.
        var rarestFirst = run.TurnedAway.OrderBy(item => run.Rejected[item.Code]).ThenBy(item => item.Code, StringComparer.Ordinal).Take(MostTurnedAway).ToArray();
        foreach (var item in rarestFirst)
            table.AddRow(Markup.Escape(item.Title.Length > 0 ? item.Title : item.Link ?? $"(untitled, of {item.Source})"), Markup.Escape(item.Reason));
        if (run.Rejected.Values.Sum() - rarestFirst.Length is > 0 and var more)
            table.AddRow(string.Create(CultureInfo.InvariantCulture, $"and {more:N0} more"), "see --json");
        console.Write(table);
    }

    private static void ShowTroubles(IAnsiConsole console, RunReport run)
    {
        if (run.Troubles.Count == 0)
            return;
        var table = new Table().Border(TableBorder.Simple).AddColumns("Pages and pictures that gave trouble", "How many");
        foreach (var reason in run.Troubles.GroupBy(trouble => trouble.Reason, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(10))
            table.AddRow(Markup.Escape(reason.Key), Number(reason.Count()));
        console.Write(table);
    }

    private static int Count(RunReport run, string outcome) => run.Feeds.Count(feed => feed.Outcome == outcome);

    private static void Row(Table table, string name, string value) => table.AddRow(Markup.Escape(name), Markup.Escape(value));

    private static string Join(params ReadOnlySpan<int> numbers) => string.Join(" / ", numbers.ToArray().Select(Number));

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");

    private sealed class Silence : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            // Nobody watches.
        }
    }

    private sealed class LiveBars(ProgressContext context) : IProgress<RunProgress>
    {
        private readonly Dictionary<string, ProgressTask> tasks = Bars.ToDictionary(
            bar => bar.Stage, bar => context.AddTask(bar.Title, autoStart: false), StringComparer.Ordinal);

        public void Report(RunProgress value)
        {
            if (!tasks.TryGetValue(value.Stage, out var task))
                return;
            if (!task.IsStarted)
                task.StartTask();
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Total == 0 ? 1 : value.Done;
        }
    }

    private sealed class CountColumn : ProgressColumn
    {
        public override Spectre.Console.Rendering.IRenderable Render(Spectre.Console.Rendering.RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(task.IsStarted ? $"{Number((int)task.Value)} of {Number((int)task.MaxValue)}" : "");
    }
}
