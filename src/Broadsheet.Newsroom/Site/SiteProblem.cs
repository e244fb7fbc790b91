namespace Broadsheet.Site;

/// <summary>A mistake in the site folder, and how to mend it.</summary>
/// <param name="File">The file, relative to the site folder.</param>
/// <param name="Line">The line, from 1; 0 when the file as a whole is meant.</param>
/// <param name="Setting">The setting, as a path such as <c>polling.minimumInterval</c>; empty when the file as a whole is meant.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What would do.</param>
/// <param name="IsError">Whether the site cannot run with it; a warning otherwise.</param>
public sealed record SiteProblem(string File, int Line, string Setting, string Message, string Remedy, bool IsError)
{
    /// <summary>One line for people: <c>file:line: setting: message Remedy</c>.</summary>
    public override string ToString()
    {
        var place = Line > 0 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}:{Line}") : File;
        return Setting.Length > 0 ? $"{place}: {Setting}: {Message} {Remedy}" : $"{place}: {Message} {Remedy}";
    }
}

/// <summary>Collects what is wrong with a site folder, so that all of it can be told at once.</summary>
public sealed class SiteProblems
{
    private readonly List<SiteProblem> all = [];

    /// <summary>All problems, by file and line.</summary>
    public IReadOnlyList<SiteProblem> All =>
        [.. all.OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line).ThenBy(problem => problem.Setting, StringComparer.Ordinal)];

    /// <summary>Whether the site cannot run.</summary>
    public bool HasErrors => all.Exists(problem => problem.IsError);

    /// <summary>Adds a mistake that keeps the site from running.</summary>
    public void Error(string file, int line, string setting, string message, string remedy) =>
        all.Add(new SiteProblem(file, line, setting, message, remedy, IsError: true));

    /// <summary>Adds something worth a look.</summary>
    public void Warning(string file, int line, string setting, string message, string remedy) =>
        all.Add(new SiteProblem(file, line, setting, message, remedy, IsError: false));
}
