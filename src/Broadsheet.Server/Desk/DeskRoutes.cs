using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Broadsheet.Server.Accounts;
using Broadsheet.Server.Desk.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Broadsheet.Server.Desk;

/// <summary>The routes of the desk. All are closed but the way in; what is not named here is closed, too.</summary>
internal static class DeskRoutes
{
    /// <summary>Adds what the desk needs.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddRazorComponents();
        // Letters of all scripts are themselves; only what means something to HTML is not.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddSingleton<EditorsDesk>().AddSingleton<FileDesk>();
    }

    /// <summary>Adds the routes.</summary>
    public static void Map(WebApplication app)
    {
        var desk = app.MapGroup(Doors.Desk).ExcludeFromDescription().AddEndpointFilter<DeskFilter>();
        MapAssets(desk);
        SignInRoutes.Map(desk);
        var inside = desk.MapGroup("").OnlyFor(Scopes.Read).AddEndpointFilter<SecondFactorFilter>();
        StoryRoutes.Map(inside);
        FileRoutes.Map(inside);
        NewsletterRoutes.Map(inside);
        WebhookRoutes.Map(inside);
        OfficeRoutes.Map(inside);
        inside.Map("/{**path}", (HttpContext http) => Message(http, StatusCodes.Status404NotFound, "There is no such page", "Nothing of the desk has this address."));
    }

    /// <summary>A page.</summary>
    public static RazorComponentResult Page<TPage>(object parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        new(typeof(TPage), parameters) { StatusCode = status, ContentType = "text/html; charset=utf-8" };

    /// <summary>A page that only says something.</summary>
    public static RazorComponentResult Message(HttpContext http, int status, string title, string text) =>
        Page<MessagePage>(new { Desk = DeskContext.Of(http), Title = title, Text = text }, status);

    /// <summary>Where to go after something was done: the page that a form names, when it is one of the desk.</summary>
    public static string Back(HttpContext http, string? wanted, string otherwise = "")
    {
        var path = wanted is not null && IsOfDesk(wanted) ? wanted : Doors.Desk + otherwise;
        return http.Request.PathBase + path;
    }

    /// <summary>Whether an address leads to the desk and nowhere else. Browsers read "//" and "\" as the beginning of another host.</summary>
    public static bool IsOfDesk(string path) =>
        path.Length <= 1000
        && (path == Doors.Desk || path.StartsWith(Doors.Desk + "/", StringComparison.Ordinal) || path.StartsWith(Doors.Desk + "?", StringComparison.Ordinal))
        && path.All(character => character is > ' ' and < '\u007f' and not '\\' and not '#')
        && !path.Contains("//", StringComparison.Ordinal)
        && !path.Contains("/..", StringComparison.Ordinal);

    /// <summary>An address with something said in its query.</summary>
    public static string With(string address, string query) => address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + query;

    private static void MapAssets(RouteGroupBuilder desk)
    {
        var assets = new[] { ("tokens.css", "text/css"), ("desk.css", "text/css"), ("desk.js", "text/javascript"), ("mode.js", "text/javascript"), ("icon.svg", "image/svg+xml") };
        foreach (var (name, type) in assets)
        {
            var content = Asset(name);
            desk.MapGet("/assets/" + name, (HttpResponse response) =>
            {
                response.Headers.CacheControl = "public, max-age=300";
                return TypedResults.Bytes(content, type + "; charset=utf-8");
            }).AllowAnonymous();
        }
    }

    private static byte[] Asset(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("desk/" + name) ?? throw new FileNotFoundException(name);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}

/// <summary>What every answer of the desk says to browsers and caches: it is for one person, and loads nothing from elsewhere but pictures.</summary>
internal sealed class DeskFilter : IEndpointFilter
{
    /// <inheritdoc/>
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var response = context.HttpContext.Response;
        response.OnStarting(() =>
        {
            if (response.Headers.CacheControl.Count == 0)
                response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    }
}

/// <summary>A form that was sent, read with limits the framework keeps.</summary>
internal sealed class DeskFields(IFormCollection form)
{
    /// <summary>Reads the form of a request.</summary>
    public static async Task<DeskFields> ReadAsync(HttpContext http) => new(await http.Request.ReadFormAsync(http.RequestAborted));

    /// <summary>All fields but the token, as they came.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> All =>
        [.. form.Where(sent => sent.Key != AccountsSetup.FormField).SelectMany(sent => sent.Value.Select(value => KeyValuePair.Create(sent.Key, value ?? "")))];

    /// <summary>A field; empty when it was not sent.</summary>
    public string this[string name] => form[name].FirstOrDefault() ?? "";

    /// <summary>A field; null when it was not sent.</summary>
    public string? Find(string name) => form.ContainsKey(name) ? this[name] : null;

    /// <summary>The values of a field that may stand several times.</summary>
    public IReadOnlyList<string> Several(string name) => [.. form[name].OfType<string>().Where(value => value.Length > 0)];
}
