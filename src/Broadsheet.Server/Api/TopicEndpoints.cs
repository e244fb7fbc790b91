using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Broadsheet.Server.Api;

/// <summary>Topics.</summary>
internal static class TopicEndpoints
{
    public static void MapTopics(this RouteGroupBuilder api) =>
        api.MapGet("/topics", List).WithName("listTopics").WithTags("topics").WithSummary("All topics, the root first, with how many published stories each has.");

    /// <summary>The topics of an edition.</summary>
    public static IReadOnlyList<TopicView> In(NewsSnapshot news)
    {
        var counts = news.Edition.Stories
            .Where(story => story.IsPublished)
            .SelectMany(story => story.Lead.Topics)
            .CountBy(match => match.Topic, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        return [.. news.Edition.Topics.Select(topic => new TopicView(topic.Id, topic.Name, topic.Parent, topic.Keywords, counts.GetValueOrDefault(topic.Name)))];
    }

    private static Ok<Page<TopicView>> List(RequestedNews requested) =>
        TypedResults.Ok(new Page<TopicView>(requested.Required.Edition.At, In(requested.Required), Next: null));
}
