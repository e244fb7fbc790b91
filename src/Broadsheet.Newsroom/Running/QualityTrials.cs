using Broadsheet.Decisions;
using Broadsheet.Quality;
using Broadsheet.Site;
using Broadsheet.Storage;

namespace Broadsheet.Running;

/// <summary>
/// Finds weights of quality's signals that come nearer to what editors decided. Each suggestion is tried out: the editions are made that
/// the site would make with it, judged anew and led anew, so that what is promised is what a run gives. Nothing is stored.
/// </summary>
internal sealed class QualityTrials(SiteFolder site, NewsroomSettings settings, NewsStore store, EditionMaker editions, DecisionBook decisions)
{
    private readonly DecisionBook withoutHiding = new(decisions.InForce.Where(decision => decision is not Decision.Hide));

    /// <summary>The weights, and what they would change.</summary>
    public QualityFit Fit(DateTimeOffset at) =>
        new QualityFitter(site.Topics, settings.Quality, settings.Ranking.PublishAt).Fit(options => Try(options, at));

    private QualityTrial Try(QualityOptions options, DateTimeOffset at)
    {
        var judge = new Judge(site, settings with { Quality = options });
        // By the rules in force only what was judged by others is judged anew: adopted records keep the quality they state. Other weights are other rules.
        var outdated = options == settings.Quality ? store.Articles.JudgedByOtherRules(judge.Fingerprint).Select(article => article.Id).ToHashSet(StringComparer.Ordinal) : null;
        var judged = store.Articles.All()
            .Select(article => outdated?.Contains(article.Id) == false ? article : judge.JudgedAnew(article))
            .ToDictionary(article => article.Id, StringComparer.Ordinal);
        var printed = editions.Make(at, decisions, store.Placements.Leads(), article => judged[article.Id]);
        var leads = printed.Stories.ToDictionary(story => story.Id, story => story.Lead.Id, StringComparer.Ordinal);
        var archive = editions.Make(at, withoutHiding, leads, article => judged[article.Id]);
        return new QualityTrial(
            // What editors corrected is not judged.
            [.. DecidedArticles.In(archive, decisions).Select(one => (judged[one.Article.Id], one.IsShown))],
            [.. archive.Stories.SelectMany(story => story.Articles)]);
    }
}
