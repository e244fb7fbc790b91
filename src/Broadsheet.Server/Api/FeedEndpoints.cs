using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Broadsheet.Server.Api;

/// <summary>Feeds.</summary>
internal static class FeedEndpoints
{
    public static void MapFeeds(this RouteGroupBuilder api) =>
        api.MapGet("/feeds", List).WithName("listFeeds").WithTags("feeds").WithSummary("All feeds and how each is doing, by its own rhythm.");

    /// <summary>The feeds of an edition.</summary>
    public static IReadOnlyList<FeedView> In(NewsSnapshot news) =>
    [
        .. news.Edition.Sources.Zip(news.Feeds, (source, health) => new FeedView(source.Url, source.Title, source.Category, source.IsPaused, health)),
    ];

    private static Ok<Page<FeedView>> List(RequestedNews requested) =>
        TypedResults.Ok(new Page<FeedView>(requested.Required.Edition.At, In(requested.Required), Next: null));
}
