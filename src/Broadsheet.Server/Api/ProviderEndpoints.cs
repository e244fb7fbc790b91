using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Broadsheet.Server.Api;

/// <summary>Publishers.</summary>
internal static class ProviderEndpoints
{
    public static void MapProviders(this RouteGroupBuilder api) =>
        api.MapGet("/providers", List).WithName("listProviders").WithTags("providers").WithSummary("All publishers of published stories, by domain.");

    private static Ok<Page<ProviderView>> List(RequestedNews requested)
    {
        var news = requested.Required;
        var providers = news.Articles
            .Where(placed => placed.Story.IsPublished)
            .GroupBy(placed => placed.Article.Provider.Domain, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(ViewOf);
        return TypedResults.Ok(new Page<ProviderView>(news.Edition.At, [.. providers], Next: null));
    }

    private static ProviderView ViewOf(IGrouping<string, PlacedArticle> articles)
    {
        var latest = articles.First().Article;
        return new ProviderView(
            articles.Key, latest.Provider.Name, latest.Provider.IsListed, articles.Count(), articles.Count(placed => placed.IsLead), latest.Published);
    }
}
