using Broadsheet.Decisions;
using Broadsheet.Ranking;
using Broadsheet.Site;
using Broadsheet.Storage;

namespace Broadsheet.Running;

/// <summary>Makes the edition of a moment from what is stored: corrected, led, ranked.</summary>
internal sealed class EditionMaker(SiteFolder site, NewsStore store, RankingOptions options, Func<string, IReadOnlyList<Picture>> logosOf)
{
    private readonly LeadChooser leads = new(options);
    private readonly HeatRanker ranker = new(options);

    /// <summary>The edition.</summary>
    /// <param name="at">The moment; what was first seen later is not in it.</param>
    /// <param name="decisions">What editors decided.</param>
    public Edition Make(DateTimeOffset at, DecisionBook decisions) => Make(at, decisions, store.Placements.Leads(), static article => article);

    /// <summary>The edition as it would be.</summary>
    /// <param name="at">The moment; what was first seen later is not in it.</param>
    /// <param name="decisions">What editors decided.</param>
    /// <param name="presentLeads">What led each story before.</param>
    /// <param name="judged">The article by other rules than it is stored with.</param>
    public Edition Make(DateTimeOffset at, DecisionBook decisions, IReadOnlyDictionary<string, string> presentLeads, Func<Article, Article> judged)
    {
        var placements = store.Placements.All().ToDictionary(placement => placement.ArticleId, StringComparer.Ordinal);
        var logos = new Dictionary<string, IReadOnlyList<Picture>>(StringComparer.Ordinal);
        var stories = store.Articles.All()
            .Where(article => article.FirstSeen <= at && !decisions.IsHidden(article.Id))
            .Select(article => WithLogo(decisions.Correct(judged(article)), logos))
            .GroupBy(article => placements.TryGetValue(article.Id, out var placement) ? placement.StoryId : StoryPart.IdFor(article.Id), StringComparer.Ordinal)
            .Select(group => StoryOf(group.Key, [.. group], presentLeads.GetValueOrDefault(group.Key), decisions))
            .ToArray();
        var ranked = ranker.Rank(stories, at, decisions.VerdictOn).Select(AsStated).ToArray();
        return new Edition
        {
            At = at,
            Masthead = site.Masthead,
            Stories = ranked,
            Rising = ranker.Rising(ranked, at),
            Topics = site.Topics,
            Organizations = site.Organizations,
            Sources = site.Sources,
            Placements = placements,
            StoryAliases = store.Placements.Aliases(),
        };
    }

    /// <summary>Remembers what leads each story, so that leads do not flap from edition to edition.</summary>
    public void KeepLeads(Edition edition)
    {
        var present = store.Placements.Leads();
        var changed = edition.Stories.Where(story => present.GetValueOrDefault(story.Id) != story.Lead.Id).ToArray();
        if (changed.Length == 0)
            return;
        using var writing = store.Begin();
        foreach (var story in changed)
            store.Placements.SaveLead(story.Id, story.Lead.Id);
        writing.Commit();
    }

    /// <summary>An adopted story keeps the heat its record states, until its articles are judged anew.</summary>
    private Story AsStated(Story story) => story.Lead.StatedHeat is { } heat && heat != story.Heat
        ? story with { Heat = heat, HeatParts = [new("stated", heat, "its record states it")], IsPublished = story.IsPublished && heat >= 0, PublishReason = heat >= 0 ? story.PublishReason : "Its record belongs to a story that is not there." }
        : story;

    /// <summary>A record shows a logo if and only if the file is there (record format, section 8); an adopted record keeps the one it states.</summary>
    private Article WithLogo(Article article, Dictionary<string, IReadOnlyList<Picture>> logos)
    {
        var domain = article.Provider.Domain;
        if (!logos.TryGetValue(domain, out var kept))
            logos.Add(domain, kept = logosOf(domain));
        var images = kept.Count > 0 ? kept : [.. article.Provider.Images.Where(image => WebAddress.From(image.Url) is not null)];
        return article with { Provider = article.Provider with { Images = images } };
    }

    private Story StoryOf(string id, IReadOnlyList<Article> articles, string? presentLead, DecisionBook decisions)
    {
        var choice = leads.Choose(articles, presentLead, decisions.VerdictOn(id, articles).LeadArticleId);
        return new Story { Id = id, Articles = LeadChooser.Order(articles, choice.Lead), LeadReason = choice.Reason };
    }
}
