using Broadsheet.Decisions;

namespace Broadsheet.Running;

/// <summary>Finds an article in an edition and gathers why it is what it is.</summary>
internal sealed class Explainer(Edition edition, DecisionBook decisions)
{
    /// <summary>The explanation; null when there is no such article.</summary>
    /// <param name="what">Its address, the path of its record, the slug in that path, or its id.</param>
    public Explanation? Explain(string what)
    {
        var name = new ArticleName(what);
        foreach (var story in edition.Stories)
        {
            if (story.Articles.FirstOrDefault(name.Means) is { } article)
                return Explain(article, story);
        }
        return null;
    }

    private Explanation Explain(Article article, Story story)
    {
        var placement = edition.Placements.GetValueOrDefault(article.Id);
        return new Explanation
        {
            Article = article,
            Story = story,
            Placement = placement,
            RunnerUpLead = placement?.RunnerUpStoryId is { } other ? LeadOf(other) : null,
            Decisions = [.. decisions.InForce.Where(decision => Concerns(decision, article, story)).Select(Sentence)],
        };
    }

    private Article? LeadOf(string storyId)
    {
        var id = edition.StoryAliases.GetValueOrDefault(storyId, storyId);
        return edition.Stories.FirstOrDefault(story => story.Id == id)?.Lead;
    }

    private static bool Concerns(Decision decision, Article article, Story story) => decision switch
    {
        Decision.Merge merge => merge.IntoStoryId == story.Id,
        Decision.Split split => split.StoryId == story.Id || split.Left.StoryId == story.Id,
        Decision.SetLead lead => lead.StoryId == story.Id,
        Decision.Pin pin => pin.StoryId == story.Id,
        Decision.Hide hide => hide.Subject == story.Id || hide.Subject == article.Id,
        Decision.Publish publish => publish.Subject == story.Id || publish.Subject == article.Id,
        Decision.Unpublish unpublish => unpublish.Subject == story.Id || unpublish.Subject == article.Id,
        Decision.Correct correct => correct.ArticleId == article.Id,
        Decision.Note note => note.Subject == story.Id || note.Subject == article.Id,
        _ => false,
    };

    private static string Sentence(Decision decision)
    {
        var what = decision switch
        {
            Decision.Merge => "merged stories into this one",
            Decision.Split => "split the story",
            Decision.SetLead => "chose the lead",
            Decision.Pin => "pinned the story",
            Decision.Hide => "hid it",
            Decision.Publish => "published it",
            Decision.Unpublish => "took it off the pages",
            Decision.Correct => "corrected it",
            Decision.Note note => $"noted “{note.Text}”",
            _ => "decided",
        };
        var day = decision.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture);
        return decision.Why.Length > 0 ? $"{decision.By} {what} on {day}: {decision.Why}" : $"{decision.By} {what} on {day}.";
    }
}
