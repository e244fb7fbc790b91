using System.Globalization;

namespace Broadsheet.Ranking;

/// <summary>Gives stories their heat and their place in the edition, and decides what is published.</summary>
public sealed class HeatRanker(RankingOptions options)
{
    /// <summary>
    /// The stories with heat, rank and publishing set: pinned ones first, then the highest rank, as seen at a moment. The rank is
    /// the sum of its parts. What speaks for a story is bounded and its age is not, so none stays on top for days.
    /// </summary>
    /// <param name="stories">Stories, their lead first.</param>
    /// <param name="at">The moment of the edition.</param>
    /// <param name="verdictOn">What editors decided about a story; null when there are no editors.</param>
    public IReadOnlyList<Story> Rank(IReadOnlyList<Story> stories, DateTimeOffset at, Func<Story, EditorsVerdict>? verdictOn = null) =>
    [
        .. stories
            .Select(story => RankedAt(at, StandingOf(story, verdictOn?.Invoke(story) ?? EditorsVerdict.None)))
            .Order(Comparer<Story>.Create((left, right) => Order(left, left.Rank, right, right.Rank))),
    ];

    /// <summary>The order of an edition: pinned stories first, then the highest rank.</summary>
    internal static int Order(Story left, double leftRank, Story right, double rightRank)
    {
        var order = right.IsPinned.CompareTo(left.IsPinned);
        if (order == 0)
            order = rightRank.CompareTo(leftRank);
        // Equal ranks are common at night; without this an edition would change from run to run.
        return order != 0 ? order : string.CompareOrdinal(left.Id, right.Id);
    }

    /// <summary>Published stories that more sources took up lately than in all the time before, the steepest first.</summary>
    public IReadOnlyList<Story> Rising(IEnumerable<Story> stories, DateTimeOffset at) =>
    [
        .. stories
            .Where(story => story.IsPublished)
            .Select(story => (Story: story, Fresh: SourcesWithin(options.RisingWindow, story, at), All: Sources(story.Articles)))
            .Where(rise => rise.Fresh >= options.RisingAt && 2 * rise.Fresh > rise.All)
            .OrderByDescending(rise => rise.Fresh)
            .ThenByDescending(rise => rise.Story.Started)
            .ThenBy(rise => rise.Story.Id, StringComparer.Ordinal)
            .Select(rise => rise.Story),
    ];

    /// <summary>The heat of a story's lead, as records state it: its quality, and so much for each other article. Others have -1.</summary>
    public int HeatOf(Story story) => HeatPartsOf(story).Sum(part => part.Value);

    /// <summary>A story with heat and publishing set, and what else of its rank does not pass.</summary>
    internal Standing StandingOf(Story story, EditorsVerdict verdict)
    {
        var heat = HeatPartsOf(story);
        var sum = heat.Sum(part => part.Value);
        var (isPublished, reason) = Publishing(story.Lead.Quality.Value, sum, verdict);
        var standing = story with
        {
            Heat = sum,
            HeatParts = heat,
            IsPinned = verdict.IsPinned,
            IsPublished = isPublished,
            PublishReason = reason,
        };
        var sources = Sources(story.Articles);
        return new Standing(
            standing,
            sum,
            Rounded(options.HeatWeight * Math.Min(options.MostHeat, Math.Log2(1 + (Math.Max(sum, 0) / 100.0)))),
            sources,
            Rounded(options.SourcesWeight * Math.Min(options.MostSources, Math.Log2(sources))),
            story.Started,
            story.Latest);
    }

    /// <summary>The story with its rank at a moment.</summary>
    internal Story RankedAt(DateTimeOffset at, Standing standing) => standing.Story with
    {
        Rank = RankOf(standing, at),
        RankParts = new RankPartsAt(this, standing, at),
    };

    /// <summary>The rank of a story at a moment: the sum of its parts.</summary>
    internal double RankOf(Standing standing, DateTimeOffset at) =>
        standing.HeatValue + standing.SourcesValue + Novelty(standing, at) + Lost(standing.Latest, at, options.Staleness) + Lost(standing.Started, at, options.Fatigue);

    /// <summary>Why the story has its rank at a moment.</summary>
    internal List<RankPart> PartsOf(Standing standing, DateTimeOffset at) =>
    [
        new("heat", standing.HeatValue, Text($"heat {standing.Heat}")),
        new("sources", standing.SourcesValue, Counted.Of(standing.Sources, "source")),
        new("novelty", Novelty(standing, at), Text($"{Counted.Of(Fresh(standing, at), "source")} in the last {options.NoveltyWindow.TotalHours:0.#} h")),
        new("staleness", Lost(standing.Latest, at, options.Staleness), Text($"last heard of {Elapsed(standing.Latest, at).TotalHours:0.0} h ago")),
        new("fatigue", Lost(standing.Started, at, options.Fatigue), Text($"first heard of {Elapsed(standing.Started, at).TotalHours:0.0} h ago")),
    ];

    private List<HeatPart> HeatPartsOf(Story story)
    {
        var others = story.Articles.Count - 1;
        return
        [
            new("quality", story.Lead.Quality.Value, "of its lead"),
            new("related", options.HeatPerArticle * others, Text($"{options.HeatPerArticle} × {others} related")),
        ];
    }

    private double Novelty(Standing standing, DateTimeOffset at) =>
        Fresh(standing, at) is > 0 and var fresh ? Rounded(options.NoveltyWeight * Math.Min(options.MostSources, Math.Log2(1 + fresh))) : 0;

    private static double Lost(DateTimeOffset since, DateTimeOffset at, TimeSpan forTen) => Rounded(-10 * (Elapsed(since, at) / forTen));

    /// <summary>Parts are rounded before they are summed, so that what is shown sums to what is shown.</summary>
    private static double Rounded(double value) => Math.Round(value, 3);

    private int Fresh(Standing standing, DateTimeOffset at) =>
        Elapsed(standing.Latest, at) <= options.NoveltyWindow ? SourcesWithin(options.NoveltyWindow, standing.Story, at) : 0;

    private (bool IsPublished, string Reason) Publishing(int quality, int heat, EditorsVerdict verdict)
    {
        if (verdict.IsPublished is { } decided)
            return (decided, verdict.PublishReason);
        if (heat < 0)
            return (false, Text($"Not published: its heat, {heat}, is below 0."));
        return quality >= options.PublishAt
            ? (true, Text($"Published: its lead's quality, {quality}, reaches {options.PublishAt}."))
            : (false, Text($"Not published: its lead's quality, {quality}, does not reach {options.PublishAt}."));
    }

    private static int SourcesWithin(TimeSpan window, Story story, DateTimeOffset at) =>
        Sources(story.Articles.Where(article => Elapsed(article.Published, at) <= window));

    private static int Sources(IEnumerable<Article> articles) =>
        articles.Select(article => article.Provider.Domain).Distinct(StringComparer.OrdinalIgnoreCase).Count();

    /// <summary>Never negative: an article dated ahead of us is as fresh as can be, not fresher.</summary>
    private static TimeSpan Elapsed(DateTimeOffset from, DateTimeOffset to) => to > from ? to - from : TimeSpan.Zero;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
