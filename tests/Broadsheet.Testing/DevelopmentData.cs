namespace Broadsheet.Testing;

/// <summary>The development data: real feeds, pages and records of third parties, which tests may use and nobody may ship.</summary>
public static class DevelopmentData
{
    /// <summary>Why a test was skipped.</summary>
    public const string Absent = "The development data is absent (set BROADSHEET_DATA, or keep it in shared/data beside the repository).";

    /// <summary>Its folder, or null.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The path of a file or folder in it, or null when absent.</summary>
    public static string? Find(string relative)
    {
        var path = Folder is null ? null : Path.Combine(Folder, relative);
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("BROADSHEET_DATA") is { Length: > 0 } named)
            return Directory.Exists(named) ? named : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
