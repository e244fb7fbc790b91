namespace Broadsheet.Publishing;

/// <summary>Holds the writer inside the site folder.</summary>
internal static class SitePath
{
    private static readonly string[] Reserved = [".broadsheet", ".git"];

    /// <summary>Throws on a path that is not plainly a file below the folder: such a plan is a mistake of ours.</summary>
    public static void Check(string path)
    {
        var segments = path.Split('/');
        var isSound = path.Length is > 0 and <= 2048
            && !path.Any(c => c is '\\' or ':' || char.IsControl(c))
            && segments.All(segment => segment is not ("" or "." or ".."))
            && !Reserved.Contains(segments[0], StringComparer.OrdinalIgnoreCase);
        if (!isSound)
            throw new ArgumentException($"'{path}' is not the path of a file in a site.", nameof(path));
    }

    /// <summary>The first folder on the way to a file that is a link out of the site, or null.</summary>
    /// <param name="root">Absolute path of the site folder.</param>
    /// <param name="folders">Folders below it, with <c>/</c>.</param>
    public static string? FirstLeadingOut(string root, IEnumerable<string> folders)
    {
        var home = RealPath(new DirectoryInfo(root));
        HashSet<string> known = new(StringComparer.Ordinal) { "" };
        foreach (var folder in folders)
        {
            for (var end = folder.IndexOf('/', StringComparison.Ordinal); ; end = folder.IndexOf('/', end + 1))
            {
                var part = end < 0 ? folder : folder[..end];
                if (known.Add(part) && LeadsOut(new DirectoryInfo(Path.Combine(root, part)), home))
                    return part;
                if (end < 0)
                    break;
            }
        }

        return null;
    }

    private static bool LeadsOut(DirectoryInfo folder, string home) =>
        folder.LinkTarget is not null && !(RealPath(folder) + Path.DirectorySeparatorChar).StartsWith(home + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string RealPath(DirectoryInfo folder) =>
        Path.TrimEndingDirectorySeparator(folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder.FullName);
}
