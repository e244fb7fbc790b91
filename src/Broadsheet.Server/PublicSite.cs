using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Broadsheet.Server;

/// <summary>Serves a finished site as any web server would.</summary>
public static class PublicSite
{
    /// <summary>Serves until cancelled.</summary>
    /// <param name="folder">The folder <c>public/</c> of a site.</param>
    /// <param name="address">Address to listen on, such as <c>http://localhost:8080</c>.</param>
    /// <param name="whenReady">Called once requests are answered.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">The address is in use.</exception>
    public static async Task ServeAsync(string folder, string address, Action whenReady, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        await using var app = builder.Build();
        Map(app, folder);
        app.Lifetime.ApplicationStarted.Register(whenReady);
        await app.StartAsync(cancellation);
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            await app.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>Adds the public site to an application: files, folders' index pages, and the site's own page for what is not there.</summary>
    public static void Map(WebApplication app, string folder)
    {
        UseFiles(app, folder);
        // After the files: a request that a route has taken, and be it the last resort below, is never looked for among them.
        app.UseRouting();
        MapNotFound(app, folder);
    }

    /// <summary>Adds the files. They must come before routing.</summary>
    internal static void UseFiles(WebApplication app, string folder)
    {
        var files = new PhysicalFileProvider(Path.GetFullPath(folder));
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".opml"] = "text/x-opml; charset=utf-8";
        types.Mappings[".xml"] = "application/xml; charset=utf-8";
        types.Mappings[".json"] = "application/json; charset=utf-8";
        app.UsePrintedFiles(files, types, "index.html", "index.json");
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, DefaultFileNames = ["index.html", "index.json"] });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, ContentTypeProvider = types });
    }

    /// <summary>Adds the site's own page for what is not there.</summary>
    /// <param name="app">The application.</param>
    /// <param name="folder">The folder of the pages.</param>
    /// <param name="whenUnprinted">Answers while the site has no such page, since it was never printed; without it the answer is an empty 404.</param>
    internal static void MapNotFound(WebApplication app, string folder, RequestDelegate? whenUnprinted = null)
    {
        var files = new PhysicalFileProvider(Path.GetFullPath(folder));
        app.MapFallback("/{**path}", async context =>
        {
            var page = files.GetFileInfo("404.html");
            if (!page.Exists && whenUnprinted is not null)
            {
                await whenUnprinted(context);
                return;
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            if (!page.Exists)
                return;
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.SendFileAsync(page);
        });
    }
}
