namespace HarbourGazette.Make;

/// <summary>Where the sample is.</summary>
internal static class SampleFolder
{
    /// <summary>Walks up from the working directory, then from the program, to the folder of the sample.</summary>
    public static string Find()
    {
        foreach (var start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                foreach (var candidate in new[] { folder.FullName, Path.Combine(folder.FullName, "samples", "harbour-gazette") })
                {
                    if (File.Exists(Path.Combine(candidate, "web", "chronicle", "articles.md")))
                        return candidate;
                }
            }
        }
        throw new DirectoryNotFoundException("samples/harbour-gazette was not found. Name its path as the first argument.");
    }
}
