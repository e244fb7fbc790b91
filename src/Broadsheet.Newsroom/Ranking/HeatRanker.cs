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
            .Select(story => Ranked(story, at, verdictOn?.Invoke(story) ?? EditorsVerdict.None))
            .OrderByDescending(story => story.IsPinned)
            .ThenByDescending(story => story.Rank)
            // Equal ranks are common at night; without this an edition would change from run to run.
            .ThenBy(story => story.Id, StringComparer.Ordinal),
    ];

    /// <summary>Published stories that more sources took up lately than in all the time before, the steepest first.</summary>
    public IReadOnlyList<Story> Rising(IReadOnlyList<Story> stories, DateTimeOffset at) =>
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

    private Story Ranked(Story story, DateTimeOffset at, EditorsVerdict verdict)
    {
        var heat = HeatOf(story);
        var parts = PartsOf(story, heat, at);
        var (isPublished, reason) = Publishing(story.Lead.Quality.Value, heat, verdict);
        return story with
        {
            Heat = heat,
            HeatParts = HeatPartsOf(story),
            RankParts = parts,
            Rank = parts.Sum(part => part.Value),
            IsPinned = verdict.IsPinned,
            IsPublished = isPublished,
            PublishReason = reason,
        };
    }

    private List<HeatPart> HeatPartsOf(Story story)
    {
        var others = story.Articles.Count - 1;
        return
        [
            new("quality", story.Lead.Quality.Value, "of its lead"),
            new("related", options.HeatPerArticle * others, Text($"{options.HeatPerArticle} × {others} related")),
        ];
    }

    private List<RankPart> PartsOf(Story story, int heat, DateTimeOffset at)
    {
        var sources = Sources(story.Articles);
        var fresh = SourcesWithin(options.NoveltyWindow, story, at);
        var silent = Elapsed(story.Latest, at);
        var age = Elapsed(story.Started, at);
        return
        [
            Part("heat", options.HeatWeight * Math.Min(options.MostHeat, Math.Log2(1 + (Math.Max(heat, 0) / 100.0))), $"heat {heat}"),
            Part("sources", options.SourcesWeight * Math.Min(options.MostSources, Math.Log2(sources)), $"{Counted.Of(sources, "source")}"),
            Part("novelty", options.NoveltyWeight * Math.Min(options.MostSources, Math.Log2(1 + fresh)), $"{Counted.Of(fresh, "source")} in the last {options.NoveltyWindow.TotalHours:0.#} h"),
            Part("staleness", -10 * (silent / options.Staleness), $"last heard of {silent.TotalHours:0.0} h ago"),
            Part("fatigue", -10 * (age / options.Fatigue), $"first heard of {age.TotalHours:0.0} h ago"),
        ];
    }

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

    /// <summary>Parts are rounded before they are summed, so that what is shown sums to what is shown.</summary>
    private static RankPart Part(string name, double value, FormattableString evidence) => new(name, Math.Round(value, 3), Text(evidence));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
