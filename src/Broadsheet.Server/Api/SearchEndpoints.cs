using System.ComponentModel;
using System.Globalization;
using Broadsheet.Server.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Broadsheet.Server.Api;

/// <summary>Search.</summary>
internal static class SearchEndpoints
{
    private const int MostHits = 50;
    private const int UsualHits = 20;

    public static void MapSearch(this RouteGroupBuilder api) =>
        api.MapGet("/search", Find).WithName("search").WithTags("search")
            .WithSummary("Articles of published stories by their words: \"phrases\", beginnings*, -unwanted, provider: and topic:. Text, heat and age decide the order.");

    private static Results<Ok<Page<SearchHitView>>, ProblemHttpResult> Find(
        RequestedNews requested,
        ArticleSearch search,
        [Description("What to look for, up to 300 characters.")] string? q,
        [Description("How many, 1 to 50; 20 when left out.")] string? limit)
    {
        if (string.IsNullOrWhiteSpace(q))
            return Problem.BadRequest("q: say what to look for.");
        if (q.Length > SearchQuery.LongestQuery)
            return Problem.BadRequest(string.Create(CultureInfo.InvariantCulture, $"q: no more than {SearchQuery.LongestQuery} characters."));
        var hits = UsualHits;
        if (limit is not null && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out hits) || hits is < 1 or > MostHits))
            return Problem.BadRequest(string.Create(CultureInfo.InvariantCulture, $"limit: write a whole number from 1 to {MostHits}."));
        var news = requested.Required;
        var value = search.Find(news, SearchQuery.Parse(q), hits).Select(SearchHitView.Of);
        return TypedResults.Ok(new Page<SearchHitView>(news.Edition.At, [.. value], Next: null));
    }
}

/// <summary>An article that was found.</summary>
/// <param name="Title">Its title as HTML, what matched in <c>mark</c>.</param>
/// <param name="Snippet">The part that matched best as HTML, what matched in <c>mark</c>.</param>
/// <param name="Score">How well it answers; only good for comparing within one answer.</param>
/// <param name="Article">The article.</param>
internal sealed record SearchHitView(string Title, string Snippet, double Score, ArticleView Article)
{
    public static SearchHitView Of(SearchHit hit) => new(hit.Title, hit.Snippet, hit.Score, ArticleView.Of(hit.Placed));
}
