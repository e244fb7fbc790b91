using System.Globalization;

namespace Broadsheet.Ranking;

/// <summary>An article that leads its story, and why.</summary>
/// <param name="Lead">The article.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record LeadChoice(Article Lead, string Reason);

/// <summary>Chooses the article that stands for a story.</summary>
public sealed class LeadChooser(RankingOptions options)
{
    /// <summary>
    /// The editor's choice; else the present lead while nothing beats it by the margin; else the best quality, and among equals
    /// the most preferred primary source, the one most cited by the others, the first to report, the lowest path.
    /// </summary>
    /// <param name="articles">The story's articles, at least one, in any order.</param>
    /// <param name="presentLeadId">The lead until now, if any.</param>
    /// <param name="decidedLeadId">The editor's choice, if any.</param>
    public LeadChoice Choose(IReadOnlyList<Article> articles, string? presentLeadId = null, string? decidedLeadId = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(articles.Count);
        if (Find(articles, decidedLeadId) is { } decided)
            return new LeadChoice(decided, "An editor chose it.");
        if (articles.Count == 1)
            return new LeadChoice(articles[0], "It is the story's only article.");

        var top = articles.Max(article => article.Quality.Value);
        if (Find(articles, presentLeadId) is { } present && top - present.Quality.Value is var gap && gap <= options.LeadMargin && gap > 0)
            return new LeadChoice(present, Text($"It led before, and no other article is better by more than {Counted.Of(options.LeadMargin, "point")}."));

        var best = articles.Where(article => article.Quality.Value == top).ToList();
        if (best.Count == 1)
            return new LeadChoice(best[0], Text($"Its quality, {top}, is the highest of {articles.Count} articles."));
        var first = AmongEquals(best, articles, top);
        // The past is a reason only where it changes the choice: otherwise the next run would print every tie anew.
        return Find(best, presentLeadId) is { } stays && stays.Id != first.Lead.Id
            ? new LeadChoice(stays, Text($"It led before, and its quality, {top}, is still the highest."))
            : first;
    }

    /// <summary>A story's articles in the record's order: the lead, then best quality first, ties by path.</summary>
    public static IReadOnlyList<Article> Order(IReadOnlyList<Article> articles, Article lead) =>
    [
        lead,
        .. articles.Where(article => article.Id != lead.Id)
            .OrderByDescending(article => article.Quality.Value)
            .ThenBy(article => article.Path, StringComparer.Ordinal),
    ];

    private LeadChoice AmongEquals(List<Article> best, IReadOnlyList<Article> all, int top)
    {
        var ranked = best
            .Select(article => (Article: article, Primary: PrimaryRank(article), Cited: CitedBy(article, all)))
            .OrderBy(candidate => candidate.Primary)
            .ThenByDescending(candidate => candidate.Cited)
            .ThenBy(candidate => candidate.Article.Published)
            .ThenBy(candidate => candidate.Article.Path, StringComparer.Ordinal)
            .ToList();
        var (first, second) = (ranked[0], ranked[1]);
        var among = Text($"Of {best.Count} articles with the highest quality, {top}, ");
        var reason = first.Primary != second.Primary ? $"{first.Article.Provider.Domain} is a primary source."
            : first.Cited != second.Cited ? Text($"its publisher is named by most others, {first.Cited}.")
            : first.Article.Published != second.Article.Published ? "it was the first."
            : "its path comes first.";
        return new LeadChoice(first.Article, among + reason);
    }

    private int PrimaryRank(Article article)
    {
        var rank = options.PrimarySources.FindIndex(domain => domain.Equals(article.Provider.Domain, StringComparison.OrdinalIgnoreCase));
        return rank < 0 ? int.MaxValue : rank;
    }

    /// <summary>How many other publishers name this one; names shorter than four letters are words too often.</summary>
    private static int CitedBy(Article article, IReadOnlyList<Article> all) => article.Provider.Name.Length < 4
        ? 0
        : all.Count(other => other.Provider.Domain != article.Provider.Domain && other.Excerpt.Contains(article.Provider.Name, StringComparison.Ordinal));

    private static Article? Find(IReadOnlyList<Article> articles, string? id) =>
        id is null ? null : articles.FirstOrDefault(article => article.Id == id);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
