namespace Broadsheet.Pages.Tests;

/// <summary>The development data: real pages and vectors that are not part of the repository.</summary>
internal static class DevelopmentData
{
    /// <summary>A path inside the data's folder; skips the test when there is none.</summary>
    public static string Path(params string[] parts)
    {
        var root = Environment.GetEnvironmentVariable("BROADSHEET_DATA");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); root is null && folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
                root = candidate;
        }

        if (root is null)
            Assert.Skip("The development data (BROADSHEET_DATA, or a folder shared/data beside the repository) is not here.");
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine([root, .. parts]));
        if (!File.Exists(path))
            Assert.Skip($"The development data has no {System.IO.Path.GetFileName(path)}.");
        return path;
    }
}
