using Broadsheet.Server.Desk;
using Broadsheet.Server.Desk.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Broadsheet.Server.Api;

/// <summary>The OpenAPI document as a page for people, made here: it loads nothing from anywhere else.</summary>
internal static class ApiPage
{
    public static void MapApiPage(this IEndpointRouteBuilder app) =>
        app.MapGet("/openapi/", (Delegate)ShowAsync).ExcludeFromDescription().RequireRateLimiting(ReaderLimit.Policy);

    private static async Task<RazorComponentResult> ShowAsync(HttpContext http)
    {
        var document = await http.RequestServices.GetRequiredKeyedService<IOpenApiDocumentProvider>("v2").GetOpenApiDocumentAsync(http.RequestAborted);
        var operations = document.Paths
            .SelectMany(path => path.Value.Operations ?? [], (path, operation) => Operation(path.Key, operation.Key.Method, operation.Value))
            .GroupBy(operation => operation.Tag, StringComparer.Ordinal)
            .ToList();
        var masthead = http.RequestServices.GetRequiredService<LiveSetup>().ReadSite().Masthead;
        return DeskRoutes.Page<ApiPageView>(new { Base = http.Request.PathBase.Value ?? "", SiteTitle = masthead.Title, Description = document.Info.Description ?? "", Operations = operations });
    }

    private static ApiOperation Operation(string path, string method, OpenApiOperation operation) => new(
        operation.Tags?.FirstOrDefault()?.Name ?? "other",
        method,
        path,
        operation.Summary ?? "",
        [.. (operation.Parameters ?? []).Select(parameter => new ApiParameter(parameter.Name ?? "", parameter.In?.ToString().ToLowerInvariant() ?? "", parameter.Required, parameter.Description ?? ""))],
        [.. (operation.Responses ?? []).Keys]);
}

/// <summary>An operation of the API, for people.</summary>
/// <param name="Tag">What it is about.</param>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">Its path.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Parameters">What it takes.</param>
/// <param name="Answers">The statuses it answers with.</param>
public sealed record ApiOperation(string Tag, string Method, string Path, string Summary, IReadOnlyList<ApiParameter> Parameters, IReadOnlyList<string> Answers)
{
    /// <summary>Whether a link is enough to try it.</summary>
    public bool IsTried => Method == "GET" && Tag != "desk" && !Parameters.Any(parameter => parameter.IsRequired) && !Path.EndsWith("/events", StringComparison.Ordinal);
}

/// <summary>What an operation takes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="In">Where it stands: path, query, header.</param>
/// <param name="IsRequired">Whether it must be there.</param>
/// <param name="Description">What it says.</param>
public sealed record ApiParameter(string Name, string In, bool IsRequired, string Description);
