namespace Broadsheet.Decisions;

/// <summary>Makes the decisions that name several articles, in the order and with the ids that replaying them needs.</summary>
public static class StoryDecisions
{
    /// <summary>Stories become one.</summary>
    /// <param name="into">The story that goes on.</param>
    /// <param name="others">Those that end in it.</param>
    /// <param name="at">When it was decided.</param>
    /// <param name="by">Who decided.</param>
    /// <param name="why">Why.</param>
    public static Decision.Merge Merge(Story into, IEnumerable<Story> others, DateTimeOffset at, string by, string why) =>
        new(into.Id, [.. others.Select(story => new StoryPart(story.Id, ArticleIds(story.Articles, story.Id)))]) { At = at, By = by, Why = why };

    /// <summary>Articles leave a story and form one of their own.</summary>
    /// <param name="story">The story.</param>
    /// <param name="leaving">Some of its articles, not all.</param>
    /// <param name="at">When it was decided.</param>
    /// <param name="by">Who decided.</param>
    /// <param name="why">Why.</param>
    public static Decision.Split Split(Story story, IReadOnlyList<Article> leaving, DateTimeOffset at, string by, string why)
    {
        IReadOnlyList<Article> staying = [.. story.Articles.Except(leaving)];
        // A story's id names the article that opened it; where that is to leave, it is the others who leave, which comes to the same two stories.
        if (leaving.Any(article => StoryPart.IdFor(article.Id) == story.Id))
            (staying, leaving) = (leaving, staying);
        var left = ArticleIds(leaving, "");
        return new Decision.Split(story.Id, ArticleIds(staying, story.Id), new StoryPart(StoryPart.IdFor(left[0]), left)) { At = at, By = by, Why = why };
    }

    /// <summary>Ids in the order of arrival, the article that opened the story first.</summary>
    private static IReadOnlyList<string> ArticleIds(IEnumerable<Article> articles, string storyId) =>
    [
        .. articles
            .OrderBy(article => StoryPart.IdFor(article.Id) != storyId)
            .ThenBy(article => article.Published)
            .ThenBy(article => article.Id, StringComparer.Ordinal)
            .Select(article => article.Id),
    ];
}
