using System.Collections.Immutable;
using Broadsheet.Decisions;
using Broadsheet.Ranking;
using Broadsheet.Storage;

namespace Broadsheet.Running;

/// <summary>
/// All stories as they stand at a moment, led and judged, but for their order. Filled from the whole store, or brought from one moment to a
/// later one by what changed in between: the same comes of both.
/// </summary>
/// <param name="rules">Names all that they are made by, beside the store, the decisions and the logos.</param>
/// <param name="options">How leads are chosen.</param>
/// <param name="ranker">Gives heat and rank.</param>
internal sealed class StandingStories(string rules, RankingOptions options, HeatRanker ranker)
{
    private static readonly IReadOnlyDictionary<string, string> NoAliases = new Dictionary<string, string>();

    private readonly LeadChooser leads = new(options);
    private readonly RankedOrder order = new(ranker);
    private readonly Dictionary<string, Article> articles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> storyOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Standing> standing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Picture>> logos = new(StringComparer.Ordinal);

    // First seen after the moment of the edition.
    private readonly HashSet<string> waiting = new(StringComparer.Ordinal);
    private readonly HashSet<string> touched = new(StringComparer.Ordinal);
    private readonly List<Standing> fresh = [];
    private ImmutableDictionary<string, Placement> placements = ImmutableDictionary.Create<string, Placement>(StringComparer.Ordinal);
    private DecisionBook decisions = DecisionBook.Empty;
    private DateTimeOffset moment;
    private long number;

    /// <summary>Why each article is in its story.</summary>
    public IReadOnlyDictionary<string, Placement> Placements => placements;

    /// <summary>Where merged stories went; the same object as long as nothing changed.</summary>
    public IReadOnlyDictionary<string, string> Aliases { get; private set; } = NoAliases;

    /// <summary>Stories that are other than at the moment before, null for those that went; null when there was none.</summary>
    public IReadOnlyDictionary<string, Story?>? Changed { get; private set; }

    /// <summary>Of the edition that was made last.</summary>
    public EditionLineage? Lineage { get; set; }

    /// <summary>Whether it is enough to look at what changed.</summary>
    public bool CanGoOn(string nowRules, NewsStore store, DateTimeOffset at) => nowRules == rules && at >= moment && store.Changes.Last() >= number;

    /// <summary>Reads the whole store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="at">The moment.</param>
    /// <param name="book">What editors decided.</param>
    /// <param name="logosOf">The logos that are kept for a domain.</param>
    /// <param name="presentLeads">What led each story before.</param>
    /// <param name="judged">The article by other rules than it is stored with.</param>
    public void Fill(
        NewsStore store, DateTimeOffset at, DecisionBook book, Func<string, IReadOnlyList<Picture>> logosOf, IReadOnlyDictionary<string, string> presentLeads, Func<Article, Article> judged)
    {
        // Asked first: what is written meanwhile is read again next time, rather than never.
        number = store.Changes.Last();
        (moment, decisions) = (at, book);
        placements = store.Placements.All().ToImmutableDictionary(placement => placement.ArticleId, StringComparer.Ordinal);
        Aliases = store.Placements.Aliases();
        foreach (var article in store.Articles.All())
            Enter(judged(article), logosOf);
        foreach (var id in touched)
            Stand(id, presentLeads.GetValueOrDefault(id));
        touched.Clear();
    }

    /// <summary>Goes over to a later moment.</summary>
    public void GoOn(NewsStore store, DateTimeOffset at, DecisionBook book, Func<string, IReadOnlyList<Picture>> logosOf)
    {
        var from = number;
        number = store.Changes.Last();
        moment = at;
        HashSet<string> changed = new(store.Changes.Since(from), StringComparer.Ordinal);
        if (changed.Remove(ChangeTable.Aliases))
            Aliases = store.Placements.Aliases();
        changed.UnionWith(OtherwiseDecided(decisions, book));
        decisions = book;
        changed.UnionWith(OfPublishersWithOtherLogos(logosOf));
        changed.UnionWith(waiting);
        foreach (var subject in changed)
        {
            if (subject[0] == 's')
                touched.Add(subject);
            // What was decided about a story goes with the article that opened it, wherever that is now.
            Reread("a" + subject[1..], store, logosOf);
        }

        var stories = new Dictionary<string, Story?>(touched.Count, StringComparer.Ordinal);
        foreach (var id in touched)
        {
            var wasThere = standing.ContainsKey(id);
            var now = Stand(id, store.Placements.LeadOf(id));
            if (wasThere || now is not null)
                stories[id] = now;
        }

        touched.Clear();
        Changed = stories;
    }

    /// <summary>The stories in their order; asked once a moment.</summary>
    public RankedStories Ranked()
    {
        var ranked = order.At(moment, fresh);
        fresh.Clear();
        return ranked;
    }

    private static IEnumerable<string> OtherwiseDecided(DecisionBook before, DecisionBook now)
    {
        var (held, holding) = (before.InForce.Select(decision => decision.Id).ToHashSet(StringComparer.Ordinal), now.InForce.Select(decision => decision.Id).ToHashSet(StringComparer.Ordinal));
        return before.InForce.Where(decision => !holding.Contains(decision.Id)).Concat(now.InForce.Where(decision => !held.Contains(decision.Id))).SelectMany(DecisionBook.SubjectsOf).Where(subject => subject.Length > 1);
    }

    private IEnumerable<string> OfPublishersWithOtherLogos(Func<string, IReadOnlyList<Picture>> logosOf)
    {
        HashSet<string> others = new(logos.Where(known => !logosOf(known.Key).SequenceEqual(known.Value)).Select(known => known.Key), StringComparer.Ordinal);
        if (others.Count == 0)
            return [];
        foreach (var domain in others)
            logos.Remove(domain);
        return [.. articles.Values.Where(article => others.Contains(article.Provider.Domain)).Select(article => article.Id)];
    }

    private void Reread(string id, NewsStore store, Func<string, IReadOnlyList<Picture>> logosOf)
    {
        if (storyOf.Remove(id, out var story))
        {
            members[story].Remove(id);
            touched.Add(story);
        }

        articles.Remove(id);
        waiting.Remove(id);
        placements = store.Placements.Find(id) is { } placement ? placements.SetItem(id, placement) : placements.Remove(id);
        if (store.Articles.Find(id) is { } article)
            Enter(article, logosOf);
    }

    private void Enter(Article stored, Func<string, IReadOnlyList<Picture>> logosOf)
    {
        if (stored.FirstSeen > moment)
        {
            waiting.Add(stored.Id);
            return;
        }

        if (decisions.IsHidden(stored.Id))
            return;
        var article = WithLogo(decisions.Correct(stored), logosOf);
        var story = placements.TryGetValue(article.Id, out var placement) ? placement.StoryId : StoryPart.IdFor(article.Id);
        articles[article.Id] = article;
        storyOf[article.Id] = story;
        if (!members.TryGetValue(story, out var list))
            members.Add(story, list = []);
        list.Add(article.Id);
        touched.Add(story);
    }

    /// <summary>Works a story out; null when it has no articles (any more).</summary>
    private Story? Stand(string id, string? presentLead)
    {
        if (standing.Remove(id, out var before))
            before.IsOver = true;
        if (members.GetValueOrDefault(id) is not { Count: > 0 } ids)
        {
            members.Remove(id);
            return null;
        }

        Article[] all = [.. ids.Select(article => articles[article])];
        var choice = leads.Choose(all, presentLead, decisions.VerdictOn(id, all).LeadArticleId);
        var story = new Story { Id = id, Articles = LeadChooser.Order(all, choice.Lead), LeadReason = choice.Reason };
        var stands = ranker.StandingOf(story, decisions.VerdictOn(story));
        standing[id] = stands = stands with { Story = AsStated(stands.Story) };
        fresh.Add(stands);
        return stands.Story;
    }

    /// <summary>An adopted story keeps the heat its record states, until its articles are judged anew.</summary>
    private static Story AsStated(Story story) => story.Lead.StatedHeat is { } heat && heat != story.Heat
        ? story with { Heat = heat, HeatParts = [new("stated", heat, "its record states it")], IsPublished = story.IsPublished && heat >= 0, PublishReason = heat >= 0 ? story.PublishReason : "Its record belongs to a story that is not there." }
        : story;

    /// <summary>A record shows a logo if and only if the file is there (record format, section 8); an adopted record keeps the one it states.</summary>
    private Article WithLogo(Article article, Func<string, IReadOnlyList<Picture>> logosOf)
    {
        var domain = article.Provider.Domain;
        if (!logos.TryGetValue(domain, out var kept))
            logos.Add(domain, kept = logosOf(domain));
        var images = kept.Count > 0 ? kept : [.. article.Provider.Images.Where(image => WebAddress.From(image.Url) is not null)];
        return article with { Provider = article.Provider with { Images = images } };
    }
}
