using System.Text.Json;
using Broadsheet.Clustering;
using Broadsheet.Storage;

namespace Broadsheet.Running;

/// <summary>Places new articles into stories, and moves those whose stories were merged or split. All in one transaction.</summary>
/// <param name="store">What is stored.</param>
/// <param name="options">The settings.</param>
/// <param name="meanings">Makes who is asked for a second opinion on stories; null when nobody is.</param>
internal sealed class StoryRound(NewsStore store, ClusteringOptions options, Func<RunLog, Meanings>? meanings = null)
{
    private const string StateName = "clusterer";

    // What the state obeys, for the day it cannot be read: a decision may be taken back before the next round.
    private const string ObeyedName = "clusterer-obeys";

    /// <summary>Does the round.</summary>
    /// <param name="constraints">What editors decided about which articles belong together.</param>
    /// <param name="log">Takes notes.</param>
    public void Go(IReadOnlyList<StoryConstraint> constraints, RunLog log)
    {
        using var writing = store.Begin();
        Place(constraints, log);
        writing.Commit();
    }

    /// <summary>Forgets all stories and finds them again from the whole archive, as if it had arrived in one run.</summary>
    public void StartOver(IReadOnlyList<StoryConstraint> constraints, RunLog log)
    {
        using var writing = store.Begin();
        store.Placements.Clear();
        store.States.Remove(StateName);
        Place(constraints, log);
        writing.Commit();
    }

    /// <summary>Tells the clusterer of articles whose stories were made elsewhere, so that new ones can join them. Within the caller's transaction.</summary>
    public void Learn(IEnumerable<(Article Article, string StoryId)> adopted)
    {
        var saved = store.States.Find(StateName);
        StoryClusterer clusterer;
        try
        {
            clusterer = saved is null ? new StoryClusterer(options) : StoryClusterer.Load(saved, options);
        }
        catch (InvalidDataException)
        {
            // The next round learns everything again, and these with it.
            return;
        }

        clusterer.LearnAll(adopted);
        Follow(clusterer.TakeChanges());
        Keep(clusterer, saved);
    }

    // What is read here is written back, so another process must not write between; the caller's transaction keeps it out.
    private void Place(IReadOnlyList<StoryConstraint> constraints, RunLog log)
    {
        var fresh = store.Articles.Unplaced();
        var saved = store.States.Find(StateName);
        using var asked = meanings?.Invoke(log);
        var clusterer = saved is null ? new StoryClusterer(options, Opinion(asked)) : Load(saved, constraints, asked, log);
        clusterer.Apply(constraints);
        Follow(clusterer.TakeChanges());
        log.Progress("stories", 0, fresh.Count);
        var done = 0;
        foreach (var placement in clusterer.PlaceAll(fresh))
        {
            store.Placements.Save(placement);
            Follow(clusterer.TakeChanges());
            log.Progress("stories", ++done, fresh.Count);
        }
        Keep(clusterer, saved);
        KeepObeyed(constraints);
    }

    /// <summary>Goes on where the last round left off. What it left may be another version's; then it is learnt again from the stories there are.</summary>
    private StoryClusterer Load(byte[] saved, IReadOnlyList<StoryConstraint> constraints, Meanings? asked, RunLog log)
    {
        try
        {
            return StoryClusterer.Load(saved, options, Opinion(asked));
        }
        catch (InvalidDataException e)
        {
            log.Note($"{e.Message} It was made anew from the archive; all stories are as they were.");
            var stories = store.Placements.All().ToDictionary(placement => placement.ArticleId, placement => placement.StoryId, StringComparer.Ordinal);
            var clusterer = new StoryClusterer(options, Opinion(asked));
            clusterer.LearnAgain(
                store.Articles.All().Where(article => stories.ContainsKey(article.Id)).Select(article => (article, stories[article.Id])), constraints, Withdrawn(constraints), store.Placements.Aliases());
            return clusterer;
        }
    }

    private static Func<IReadOnlyList<string>, IReadOnlyList<string>, double?>? Opinion(Meanings? asked) => asked is null ? null : asked.Between;

    private void Keep(StoryClusterer clusterer, byte[]? saved)
    {
        var state = clusterer.Save();
        if (saved is null || !state.AsSpan().SequenceEqual(saved))
            store.States.Save(StateName, state);
    }

    private List<StoryConstraint> Withdrawn(IReadOnlyList<StoryConstraint> constraints)
    {
        var inForce = constraints.Select(constraint => constraint.DecisionId).ToHashSet(StringComparer.Ordinal);
        var obeyed = store.States.Find(ObeyedName) is { } kept ? JsonSerializer.Deserialize(kept, RunningJson.Default.IReadOnlyListStoryConstraint) : null;
        return [.. (obeyed ?? []).Where(constraint => !inForce.Contains(constraint.DecisionId))];
    }

    private void KeepObeyed(IReadOnlyList<StoryConstraint> constraints)
    {
        var obeyed = JsonSerializer.SerializeToUtf8Bytes(constraints, RunningJson.Default.IReadOnlyListStoryConstraint);
        var kept = store.States.Find(ObeyedName);
        if (kept is null ? constraints.Count > 0 : !kept.AsSpan().SequenceEqual(obeyed))
            store.States.Save(ObeyedName, obeyed);
    }

    private void Follow(IReadOnlyList<StoryChange> changes)
    {
        foreach (var change in changes)
        {
            switch (change)
            {
                case StoryChange.Merged merged:
                    Move(store.Placements.InStory(merged.StoryId), merged.IntoStoryId, merged.Reason, merged.Likeness, merged.SecondOpinion);
                    store.Placements.AddAlias(merged.StoryId, merged.IntoStoryId);
                    break;
                case StoryChange.Split split:
                    store.Placements.RemoveAlias(split.NewStoryId);
                    Move(split.ArticleIds.Select(store.Placements.Find).OfType<Placement>(), split.NewStoryId, split.Reason, likeness: 0);
                    break;
            }
        }
    }

    private void Move(IEnumerable<Placement> placements, string storyId, string reason, double likeness, double? secondOpinion = null)
    {
        foreach (var placement in placements)
            store.Placements.Save(placement.MovedTo(storyId, reason, likeness, secondOpinion));
    }
}
