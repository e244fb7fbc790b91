using Broadsheet.Decisions;

namespace Broadsheet.Running;

/// <summary>The articles editors published, hid or took off the pages: examples of what they want.</summary>
internal static class DecidedArticles
{
    /// <summary>Each article with the latest word on it. A word on a story is one on its lead.</summary>
    public static IReadOnlyList<(Article Article, bool IsShown)> In(Edition archive, DecisionBook decisions)
    {
        var articles = archive.Stories.SelectMany(story => story.Articles).ToDictionary(article => article.Id, StringComparer.Ordinal);
        var leads = archive.Stories.ToDictionary(story => story.Id, story => story.Lead, StringComparer.Ordinal);
        var verdicts = new OrderedDictionary<string, (Article, bool)>(StringComparer.Ordinal);
        foreach (var decision in decisions.InForce)
        {
            var (subject, isShown) = decision switch
            {
                Decision.Publish publish => (publish.Subject, true),
                Decision.Unpublish unpublish => (unpublish.Subject, false),
                Decision.Hide hide => (hide.Subject, false),
                _ => ("", false),
            };
            var article = articles.GetValueOrDefault(subject) ?? leads.GetValueOrDefault(archive.StoryAliases.GetValueOrDefault(subject, subject));
            if (article is not null)
                verdicts[article.Id] = (article, isShown);
        }

        return [.. verdicts.Values];
    }
}
