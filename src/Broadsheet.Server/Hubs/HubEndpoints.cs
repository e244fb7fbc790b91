using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Broadsheet.Server.Hubs;

/// <summary>Where hubs reach us (W3C WebSub, §5.3 and §7).</summary>
internal static class HubEndpoints
{
    public static void MapHubs(this RouteGroupBuilder app)
    {
        app.MapGet("/websub/{token}", Verify).ExcludeFromDescription();
        app.MapPost("/websub/{token}", ReceiveAsync).ExcludeFromDescription();
    }

    private static IResult Verify(string token, HttpRequest request, HubSubscriptions subscriptions, TimeProvider time)
    {
        var query = request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        var answer = subscriptions.Answer(token, query, time.GetUtcNow());
        // As plain text and never sniffed: the challenge is the hub's, and may be anything.
        return answer.Status == 200 ? TypedResults.Text(answer.Body, "text/plain") : TypedResults.NotFound();
    }

    private static async Task<IResult> ReceiveAsync(string token, HttpContext context, HubSubscriptions subscriptions, CancellationToken cancellation)
    {
        // Whoever does not know a token gets no further than this.
        if (!subscriptions.Knows(token))
            return TypedResults.NotFound();
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = HubSubscriptions.LargestDelivery;
        using var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, cancellation);
        }
        catch (BadHttpRequestException refused)
        {
            return TypedResults.StatusCode(refused.StatusCode);
        }

        var signature = context.Request.Headers["X-Hub-Signature"].ToString();
        return subscriptions.Take(token, signature, context.Request.ContentType, body.ToArray())
            ? TypedResults.NoContent()
            : TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }
}
