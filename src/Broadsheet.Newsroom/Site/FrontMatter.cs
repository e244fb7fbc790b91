namespace Broadsheet.Site;

/// <summary>The YAML between two lines of <c>---</c> at the top of a file.</summary>
public static class FrontMatter
{
    /// <summary>Reads the front matter of a file. Null when there is none or it is not YAML; the reason is among the problems.</summary>
    public static YamlMapping? Read(string file, string text, SiteProblems problems)
    {
        var normal = text.ReplaceLineEndings("\n");
        if (!normal.StartsWith("---\n", StringComparison.Ordinal))
        {
            problems.Error(file, 1, "", "The file must begin with a line '---'.", "Put the settings between two such lines.");
            return null;
        }
        var end = normal.IndexOf("\n---", 3, StringComparison.Ordinal);
        if (end < 0)
        {
            problems.Error(file, 1, "", "The front matter has no end.", "Close it with a line '---'.");
            return null;
        }
        return YamlMapping.Read(file, normal[4..Math.Max(4, end)], problems, firstLine: 2);
    }
}
