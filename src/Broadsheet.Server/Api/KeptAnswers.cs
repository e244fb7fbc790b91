using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Broadsheet.Server.Api;

/// <summary>
/// Answers that were written out for one snapshot, by the address that was asked. They go with the snapshot, so none of them is ever out of date.
/// </summary>
internal sealed class KeptAnswers
{
    private const int LongestAddress = 300;
    private const long MostBytes = 16 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, byte[]> answers = new(StringComparer.Ordinal);
    private long bytes;

    /// <summary>The address of a request as answers are kept by; null when it is too long to be one that is asked often.</summary>
    public static string? AddressOf(HttpRequest request)
    {
        var (path, query) = (request.Path.Value ?? "", request.QueryString.Value ?? "");
        return path.Length + query.Length > LongestAddress ? null : query.Length == 0 ? path : path + query;
    }

    /// <summary>The answer to an address, or null.</summary>
    public byte[]? Find(string address) => answers.GetValueOrDefault(address);

    /// <summary>Keeps an answer.</summary>
    public void Keep(string address, byte[] answer)
    {
        if (!answers.TryAdd(address, answer))
            return;
        // Whoever asks for ever new addresses shall not take the place of what is asked often for good.
        if (Interlocked.Add(ref bytes, answer.Length + (2 * address.Length)) > MostBytes)
        {
            answers.Clear();
            Interlocked.Exchange(ref bytes, 0);
        }
    }
}

/// <summary>Marks a route whose answers depend on nothing but the snapshot and the address.</summary>
internal sealed class KeepsAnswers;

/// <summary>Gives out kept answers.</summary>
internal static class KeptAnswersSetup
{
    /// <summary>What the API answers with.</summary>
    public const string Json = "application/json; charset=utf-8";

    /// <summary>Adds the marker to routes.</summary>
    public static TRoutes KeepAnswers<TRoutes>(this TRoutes routes)
        where TRoutes : IEndpointConventionBuilder => routes.WithMetadata(new KeepsAnswers());

    /// <summary>
    /// Answers from what is kept. To stand behind the limits, which hold for kept answers too, and before the callers are looked up: everybody may
    /// have them, and who brings a token, which may be a bad one, is answered by the route.
    /// </summary>
    public static void UseKeptAnswers(this WebApplication app)
    {
        var stand = app.Services.GetRequiredService<Newsstand>();
        app.Use((http, next) =>
        {
            if (http.GetEndpoint()?.Metadata.GetMetadata<KeepsAnswers>() is null
                || !HttpMethods.IsGet(http.Request.Method)
                || stand.Current is not { } news
                || http.Request.Headers.IfNoneMatch.Count > 0
                || http.Request.Headers.Authorization.Count > 0
                || KeptAnswers.AddressOf(http.Request) is not { } address
                || news.Answers.Find(address) is not { } answer)
            {
                return next(http);
            }

            EditionFilter.Mark(http.Response, news.ETag);
            http.Response.ContentType = Json;
            http.Response.ContentLength = answer.Length;
            return http.Response.SendAsync(answer, http.RequestAborted);
        });
    }

    /// <summary>Writes a value out and keeps it.</summary>
    public static byte[] Keep(HttpContext http, NewsSnapshot news, object value)
    {
        var options = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var answer = JsonSerializer.SerializeToUtf8Bytes(value, options.GetTypeInfo(value.GetType()));
        if (KeptAnswers.AddressOf(http.Request) is { } address)
            news.Answers.Keep(address, answer);
        return answer;
    }
}
