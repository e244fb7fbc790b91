using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Broadsheet.Server.Api;

/// <summary>Articles.</summary>
internal static class ArticleEndpoints
{
    public static void MapArticles(this RouteGroupBuilder api)
    {
        api.MapGet("/articles", List).KeepAnswers().WithName("listArticles").WithTags("articles")
            .WithSummary("Articles, the newest first: those that lead a story and those that are part of its coverage.");
        api.MapGet("/articles/{id}", Find).KeepAnswers().WithName("getArticle").WithTags("articles")
            .WithSummary("One article, and why it has its topics, quality, story and rank.");
    }

    /// <summary>An article with the reasons of all that is said of it.</summary>
    public static ArticleExplained Explain(NewsSnapshot news, PlacedArticle placed)
    {
        var (article, story) = placed;
        var placement = news.Edition.Placements.GetValueOrDefault(article.Id);
        var runnerUp = placement?.RunnerUpStoryId is { } other ? news.PlaceOfStory(other) : -1;
        return new ArticleExplained(
            ArticleView.Of(placed),
            article.Topics,
            article.Quality,
            placement,
            runnerUp < 0 ? null : ArticleView.Of(new PlacedArticle(news.Edition.Stories[runnerUp].Lead, news.Edition.Stories[runnerUp])),
            story.LeadReason,
            story.PublishReason,
            story.Rank,
            story.RankParts,
            article.Sightings,
            article.Origins);
    }

    private static Results<Ok<Page<ArticleView>>, ProblemHttpResult> List([AsParameters] NewsFilter filter, RequestedNews requested)
    {
        var news = requested.Required;
        if (filter.Read(news, out var reason) is not { } choice)
            return Problem.BadRequest(reason);
        var place = 0;
        if (filter.Cursor is { } cursor && (place = news.PlaceOfArticle(cursor) + 1) == 0)
            return Problem.CursorGone();
        var value = new List<ArticleView>(choice.Limit);
        for (; place < news.Articles.Count; place++)
        {
            if (!choice.Takes(news.Articles[place]))
                continue;
            if (value.Count == choice.Limit)
                return TypedResults.Ok(new Page<ArticleView>(news.Edition.At, value, value[^1].Id));
            value.Add(ArticleView.Of(news.Articles[place]));
        }

        return TypedResults.Ok(new Page<ArticleView>(news.Edition.At, value, Next: null));
    }

    private static Results<Ok<ArticleExplained>, ProblemHttpResult> Find(string id, RequestedNews requested) =>
        requested.Required.FindArticle(id) is { } placed
            ? TypedResults.Ok(Explain(requested.Required, placed))
            : Problem.NotFound("There is no article of this id.");
}
