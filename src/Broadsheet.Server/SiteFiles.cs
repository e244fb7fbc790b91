using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Broadsheet.Server;

/// <summary>Serves the JSON files that lie beside <c>public/</c> in a site folder, byte for byte.</summary>
internal static class SiteFiles
{
    // Nothing else of the folder: settings, state and drafts of topics are not for readers.
    private static readonly PathString[] Folders = ["/api/news", "/api/topics", "/compat/v1"];

    /// <summary>Adds them.</summary>
    public static void Use(WebApplication app, string root)
    {
        var files = new PhysicalFileProvider(root);
        app.UseWhen(context => IsOpen(context.Request.Path), branch =>
        {
            branch.UsePrintedFiles(files, new FileExtensionContentTypeProvider(), "index.json");
            branch.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, DefaultFileNames = ["index.json"] });
            branch.UseStaticFiles(new StaticFileOptions { FileProvider = files });
        });
    }

    /// <summary>Whether a path stays inside an open folder; the server has resolved the dots it understands before.</summary>
    private static bool IsOpen(PathString path) =>
        Array.Exists(Folders, folder => path.StartsWithSegments(folder)) && !path.Value!.Contains("..", StringComparison.Ordinal) && !path.Value.Contains('\\', StringComparison.Ordinal);
}
