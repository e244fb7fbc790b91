using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Broadsheet.Server.Runs;
using Broadsheet.Server.Webhooks;

namespace Broadsheet.Server.Telemetry;

/// <summary>What the newspaper measures of itself (docs/operations/watching.md).</summary>
internal sealed class NewsMeter
{
    /// <summary>Name of the meter and of the source of traces.</summary>
    public const string Name = "Broadsheet";

    /// <summary>Traces of runs and printings; those of requests are the framework's.</summary>
    public static readonly ActivitySource Activities = new(Name);

    private readonly Counter<long> runs;
    private readonly Counter<long> articles;
    private readonly Histogram<double> stages;

    public NewsMeter(IMeterFactory meters, Newsstand stand, Telegraph telegraph, TimeProvider time)
    {
        var meter = meters.Create(Name);
        runs = meter.CreateCounter<long>("broadsheet.runs", "{run}", "Runs that ended, by how they did.");
        articles = meter.CreateCounter<long>("broadsheet.articles.new", "{article}", "Articles seen for the first time.");
        stages = meter.CreateHistogram("broadsheet.run.stage.duration", "s", "How long the stages of runs took.", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.25, 1, 5, 15, 60, 300, 1800] });
        meter.CreateObservableGauge("broadsheet.articles", () => Of(stand, news => news.Articles.Count), "{article}", "Articles in the archive.");
        meter.CreateObservableGauge("broadsheet.stories", () => Of(stand, news => news.Edition.Stories.Count(story => story.IsPublished)), "{story}", "Stories that are published.");
        meter.CreateObservableGauge("broadsheet.feeds", () => Feeds(stand), "{feed}", "Feeds, by how they are doing.");
        meter.CreateObservableGauge("broadsheet.edition.age", () => Of(stand, news => (time.GetUtcNow() - news.Edition.At).TotalSeconds), "s", "How old the edition is that is out.");
        meter.CreateObservableGauge("broadsheet.webhooks", () => Deliveries(telegraph), "{event}", "Events for endpoints, by what became of them; those of the last 30 days.");
    }

    /// <summary>A run ended well.</summary>
    public void Ran(RunView run)
    {
        runs.Add(1, KeyValuePair.Create<string, object?>("outcome", "done"));
        articles.Add(run.NewArticles);
        foreach (var (stage, seconds) in run.Stages)
            stages.Record(seconds, KeyValuePair.Create<string, object?>("stage", stage));
    }

    /// <summary>A run ended badly.</summary>
    public void Failed() => runs.Add(1, KeyValuePair.Create<string, object?>("outcome", "failed"));

    /// <summary>Nothing until the news are read: none would look like a loss.</summary>
    private static IEnumerable<Measurement<T>> Of<T>(Newsstand stand, Func<NewsSnapshot, T> figure)
        where T : struct
        => stand.Current is { } news ? [new Measurement<T>(figure(news))] : [];

    private static IEnumerable<Measurement<int>> Feeds(Newsstand stand) =>
        (stand.Current?.Feeds ?? []).GroupBy(feed => feed.Verdict).Select(group => new Measurement<int>(group.Count(), KeyValuePair.Create<string, object?>("verdict", JsonNamingPolicy.KebabCaseLower.ConvertName(group.Key.ToString()))));

    private static IEnumerable<Measurement<int>> Deliveries(Telegraph telegraph) =>
        (telegraph.Store?.Counts() ?? new Dictionary<string, int>()).Select(pair => new Measurement<int>(pair.Value, KeyValuePair.Create<string, object?>("state", pair.Key)));
}
