namespace Broadsheet.Testing;

/// <summary>The checkout the tests run in.</summary>
public static class Repository
{
    /// <summary>Its root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>
    /// Compares a committed file with what the code says it should be. With BROADSHEET_REWRITE=1 the file is rewritten instead,
    /// to be reviewed in the diff.
    /// </summary>
    /// <exception cref="InvalidOperationException">The file is absent or says something else.</exception>
    public static void AssertGolden(string path, string expected)
    {
        var full = Path.Combine(Root, path);
        if (Environment.GetEnvironmentVariable("BROADSHEET_REWRITE") == "1")
            File.WriteAllText(full, expected);
        if (!File.Exists(full) || File.ReadAllText(full) != expected)
            throw new InvalidOperationException($"{path} is out of date: run the tests with BROADSHEET_REWRITE=1 and review the diff.");
    }

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Broadsheet.slnx")))
                return folder;
        }
        throw new InvalidOperationException("The tests do not run in a checkout.");
    }
}
