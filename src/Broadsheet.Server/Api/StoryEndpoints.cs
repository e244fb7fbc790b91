using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Broadsheet.Server.Api;

/// <summary>Stories.</summary>
internal static class StoryEndpoints
{
    public static void MapStories(this RouteGroupBuilder api)
    {
        api.MapGet("/stories", List).KeepAnswers().WithName("listStories").WithTags("stories")
            .WithSummary("Stories in the edition's order, the highest rank first; filters look at the lead.");
        api.MapGet("/stories/{id}", Find).KeepAnswers().WithName("getStory").WithTags("stories")
            .WithSummary("One story with its coverage and the parts of its rank. The id of a story that was merged leads to the one it is part of now.");
    }

    /// <summary>A story with its coverage, the earliest article first.</summary>
    /// <param name="news">The snapshot.</param>
    /// <param name="place">The story's place in it.</param>
    public static StoryWithCoverage WithCoverage(NewsSnapshot news, int place)
    {
        var story = news.Edition.Stories[place];
        var coverage = story.Articles.OrderBy(article => article.Published).ThenBy(article => article.Id, StringComparer.Ordinal);
        return new StoryWithCoverage(
            news.JsonOf(place),
            story.IsPublished,
            story.IsPinned,
            story.Rank,
            story.RankParts,
            [.. coverage.Select(article => ArticleView.Of(new PlacedArticle(article, story)))]);
    }

    private static Results<Ok<Page<RawJson>>, ProblemHttpResult> List([AsParameters] NewsFilter filter, RequestedNews requested)
    {
        var news = requested.Required;
        if (filter.Read(news, out var reason) is not { } choice)
            return Problem.BadRequest(reason);
        var stories = news.Edition.Stories;
        var place = 0;
        if (filter.Cursor is { } cursor && (place = news.PlaceOfStory(cursor) + 1) == 0)
            return Problem.CursorGone();
        var value = new List<RawJson>(choice.Limit);
        var last = "";
        for (; place < stories.Count; place++)
        {
            var story = stories[place];
            if (!choice.Takes(new PlacedArticle(story.Lead, story)))
                continue;
            if (value.Count == choice.Limit)
                return TypedResults.Ok(new Page<RawJson>(news.Edition.At, value, last));
            value.Add(news.JsonOf(place));
            last = story.Id;
        }

        return TypedResults.Ok(new Page<RawJson>(news.Edition.At, value, Next: null));
    }

    private static Results<Ok<StoryWithCoverage>, RedirectHttpResult, ProblemHttpResult> Find(string id, RequestedNews requested, HttpRequest request)
    {
        var news = requested.Required;
        var place = news.PlaceOfStory(id);
        if (place < 0)
            return Problem.NotFound("There is no story of this id.");
        var story = news.Edition.Stories[place];
        if (story.Id != id)
            return TypedResults.Redirect($"{request.PathBase}/api/v2/stories/{story.Id}", permanent: true, preserveMethod: true);
        return TypedResults.Ok(WithCoverage(news, place));
    }
}
