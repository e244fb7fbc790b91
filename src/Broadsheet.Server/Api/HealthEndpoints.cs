using Broadsheet.Server.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Broadsheet.Server.Api;

/// <summary>How the server itself is doing.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", Live).WithName("live").WithTags("server").WithSummary("200 while the process answers.");
        app.MapGet("/health/ready", Ready).WithName("ready").WithTags("server").WithSummary("200 once the news are read from the store, 503 before.");
        app.MapGet("/status", Status).WithName("status").WithTags("server").WithSummary("What the server is doing now, what the last run did, and when the next begins.");
    }

    private static Ok<HealthView> Live() => TypedResults.Ok(new HealthView("alive"));

    private static Results<Ok<HealthView>, ProblemHttpResult> Ready(Newsstand stand) =>
        stand.Current is null ? Problem.Unavailable("The news are being read from the store.") : TypedResults.Ok(new HealthView("ready"));

    private static Ok<StatusView> Status(PressroomStatus status, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(status.Current);
    }
}

/// <summary>How it is.</summary>
/// <param name="Status"><c>alive</c> or <c>ready</c>.</param>
internal sealed record HealthView(string Status);
