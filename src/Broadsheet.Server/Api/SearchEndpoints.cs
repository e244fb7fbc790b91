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
        api.MapGet("/search", FindAsync).WithName("search").WithTags("search")
            .WithSummary("Articles of published stories by their words: \"phrases\", beginnings*, -unwanted, provider: and topic:. Text, heat and age decide the order.");

    private static async Task<Results<Ok<Page<SearchHitView>>, ProblemHttpResult>> FindAsync(
        RequestedNews requested,
        ArticleSearch search,
        HttpResponse response,
        [Description("What to look for, up to 300 characters.")] string? q,
        [Description("How many, 1 to 50; 20 when left out.")] string? limit,
        CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(q))
            return Problem.BadRequest("q: say what to look for.");
        if (q.Length > SearchQuery.LongestQuery)
            return Problem.BadRequest(string.Create(CultureInfo.InvariantCulture, $"q: no more than {SearchQuery.LongestQuery} characters."));
        var hits = UsualHits;
        if (limit is not null && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out hits) || hits is < 1 or > MostHits))
            return Problem.BadRequest(string.Create(CultureInfo.InvariantCulture, $"limit: write a whole number from 1 to {MostHits}."));
        if (!search.IsMade)
        {
            response.Headers.RetryAfter = "10";
            return Problem.Unavailable("indexing: the search index is being made, which takes up to a minute in a large archive. Ask again in a moment.");
        }

        var news = requested.Required;
        var found = await search.FindAsync(news, SearchQuery.Parse(q), hits, cancellation);
        return TypedResults.Ok(new Page<SearchHitView>(news.Edition.At, [.. found.Select(SearchHitView.Of)], Next: null));
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
