using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Broadsheet.Server.Api;

/// <summary>
/// Stands before every route that reads the news: gives the request one snapshot for its whole length, answers 304 to whoever has seen
/// that one, and marks what is sent with its tag (RFC 9110 §13).
/// </summary>
internal sealed class EditionFilter : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.RequestServices.GetRequiredService<RequestedNews>().Snapshot is not { } news)
        {
            http.Response.Headers.RetryAfter = "2";
            return Problem.Unavailable("The news are being read from the store. Ask again in a moment.");
        }

        if (HasSeen(http.Request, news.ETag))
        {
            Mark(http.Response, news.ETag);
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var result = await next(context);
        var plain = result is INestedHttpResult nested ? nested.Result : result;
        if (plain is not IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK })
            return result;
        Mark(http.Response, news.ETag);
        return plain is IValueHttpResult { Value: { } value } && http.GetEndpoint()?.Metadata.GetMetadata<KeepsAnswers>() is not null
            ? TypedResults.Bytes(KeptAnswersSetup.Keep(http, news, value), KeptAnswersSetup.Json)
            : result;
    }

    /// <summary>Says which news an answer is from.</summary>
    public static void Mark(HttpResponse response, string tag)
    {
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "public, no-cache";
    }

    private static bool HasSeen(HttpRequest request, string tag)
    {
        var seen = request.GetTypedHeaders().IfNoneMatch;
        var ours = EntityTagHeaderValue.Parse(tag);
        return seen.Any(other => other.Equals(EntityTagHeaderValue.Any) || other.Compare(ours, useStrongComparison: false));
    }
}

/// <summary>The snapshot of one request: whatever is laid out meanwhile, it ends with the one it began with.</summary>
internal sealed class RequestedNews(Newsstand stand)
{
    /// <summary>Null until the store has been read.</summary>
    public NewsSnapshot? Snapshot { get; } = stand.Current;

    /// <summary>The snapshot, behind <see cref="EditionFilter"/>.</summary>
    public NewsSnapshot Required => Snapshot ?? throw new InvalidOperationException("This route is not behind the edition filter.");
}
