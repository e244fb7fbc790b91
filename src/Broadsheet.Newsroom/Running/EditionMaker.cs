using System.Text.Json;
using Broadsheet.Decisions;
using Broadsheet.Ranking;
using Broadsheet.Site;
using Broadsheet.Storage;

namespace Broadsheet.Running;

/// <summary>Makes the edition of a moment from what is stored: corrected, led, ranked.</summary>
internal sealed class EditionMaker(SiteFolder site, NewsStore store, RankingOptions options, Func<string, IReadOnlyList<Picture>> logosOf)
{
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
        var stories = new StandingStories("", options, ranker);
        stories.Fill(store, at, decisions, logosOf, presentLeads, judged);
        return EditionOf(stories, at);
    }

    /// <summary>The edition that follows the one remembered; what led each story is remembered with it.</summary>
    /// <param name="at">The moment; what was first seen later is not in it.</param>
    /// <param name="decisions">What editors decided.</param>
    /// <param name="memory">What is kept from edition to edition.</param>
    public Edition MakeNext(DateTimeOffset at, DecisionBook decisions, EditionMemory memory)
    {
        var rules = $"{site.StorePath}\n{JsonSerializer.Serialize(options, RunningJson.Default.RankingOptions)}";
        var stories = memory.Stories;
        // Should anything go wrong, what is remembered is neither this edition nor the last.
        memory.Stories = null;
        if (stories?.CanGoOn(rules, store, at) == true)
        {
            stories.GoOn(store, at, decisions, logosOf);
        }
        else
        {
            stories = new StandingStories(rules, options, ranker);
            stories.Fill(store, at, decisions, logosOf, store.Placements.Leads(), static article => article);
        }

        var edition = EditionOf(stories, at);
        KeepLeads(stories.Changed is { } changed ? changed.Values.OfType<Story>().Select(story => (story, store.Placements.LeadOf(story.Id))) : WithLeads(edition));
        memory.Stories = stories;
        return edition;
    }

    /// <summary>Remembers what leads each story, so that leads do not flap from edition to edition.</summary>
    public void KeepLeads(Edition edition) => KeepLeads(WithLeads(edition));

    private IEnumerable<(Story Story, string? PresentLead)> WithLeads(Edition edition)
    {
        var present = store.Placements.Leads();
        return edition.Stories.Select(story => (story, present.GetValueOrDefault(story.Id)));
    }

    private void KeepLeads(IEnumerable<(Story Story, string? PresentLead)> stories)
    {
        var changed = stories.Where(led => led.PresentLead != led.Story.Lead.Id).ToArray();
        if (changed.Length == 0)
            return;
        using var writing = store.Begin();
        foreach (var (story, _) in changed)
            store.Placements.SaveLead(story.Id, story.Lead.Id);
        writing.Commit();
    }

    private Edition EditionOf(StandingStories stories, DateTimeOffset at)
    {
        var ranked = stories.Ranked();
        var edition = new Edition
        {
            At = at,
            Masthead = site.Masthead,
            Stories = ranked,
            Rising = ranker.Rising(ranked.HeardWithin(options.RisingWindow), at),
            Topics = site.Topics,
            Organizations = site.Organizations,
            Sources = site.Sources,
            Placements = stories.Placements,
            StoryAliases = stories.Aliases,
        };
        return edition with { Lineage = stories.Lineage = new EditionLineage(edition, stories.Lineage, stories.Changed) };
    }
}
