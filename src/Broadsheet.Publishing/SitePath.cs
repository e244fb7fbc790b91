namespace Broadsheet.Publishing;

/// <summary>Holds the writer inside the site folder.</summary>
internal static class SitePath
{
    private static readonly string[] Reserved = [".broadsheet", ".git"];

    /// <summary>Throws on a path that is not plainly a file below the folder: such a plan is a mistake of ours.</summary>
    public static void Check(string path)
    {
        if (!IsSound(path))
            throw new ArgumentException($"'{path}' is not the path of a file in a site.", nameof(path));
    }

    /// <summary>The first folder on the way to a file that is a link out of the site, or null.</summary>
    /// <param name="root">Absolute path of the site folder.</param>
    /// <param name="folders">Folders below it, with <c>/</c>.</param>
    public static string? FirstLeadingOut(string root, IEnumerable<string> folders)
    {
        var home = RealPath(new DirectoryInfo(root));
        HashSet<string> known = new(StringComparer.Ordinal) { "" };
        HashSet<string> absent = new(StringComparer.Ordinal);
        var isKnown = known.GetAlternateLookup<ReadOnlySpan<char>>();
        var isAbsent = absent.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var folder in folders)
        {
            for (var end = folder.IndexOf('/', StringComparison.Ordinal); ; end = folder.IndexOf('/', end + 1))
            {
                var part = end < 0 ? folder : folder.AsSpan(0, end);
                if (isKnown.Add(part))
                {
                    var at = new DirectoryInfo(Path.Join(root, part));
                    if (LeadsOut(at, home))
                        return part.ToString();
                    if (end >= 0 && !at.Exists)
                        isAbsent.Add(part);
                }

                // Below a folder that is not there, none is.
                if (end < 0 || isAbsent.Contains(part))
                    break;
            }
        }

        return null;
    }

    private static bool IsSound(ReadOnlySpan<char> path)
    {
        if (path.Length is 0 or > 2048)
            return false;
        foreach (var c in path)
        {
            if (c is '\\' or ':' || char.IsControl(c))
                return false;
        }

        foreach (var segment in path.Split('/'))
        {
            if (path[segment] is "" or "." or "..")
                return false;
            foreach (var reserved in segment.Start.Value == 0 ? Reserved : [])
            {
                if (path[segment].Equals(reserved, StringComparison.OrdinalIgnoreCase))
                    return false;
            }
        }

        return true;
    }

    private static bool LeadsOut(DirectoryInfo folder, string home) =>
        folder.LinkTarget is not null && !(RealPath(folder) + Path.DirectorySeparatorChar).StartsWith(home + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string RealPath(DirectoryInfo folder) =>
        Path.TrimEndingDirectorySeparator(folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder.FullName);
}
