namespace Broadsheet.Pages.Fields;

/// <summary>Takes the site's name off a title: "Headline | The Example" and "The Example » Headline".</summary>
internal static class SiteNameTail
{
    private static readonly string[] s_separators = [" | ", " - ", " – ", " — ", " » ", " « ", " :: ", " · ", " • ", " / ", " ~ ", " ‹ ", " › ", "｜", " -", "| ", ": "];

    /// <summary>The title without the parts at its ends that are one of the site's names.</summary>
    public static string Without(string title, IReadOnlyList<string> siteNames)
    {
        for (var round = 0; round < 4; round++)
        {
            var shorter = WithoutOne(title, siteNames);
            if (shorter == title)
                return title;
            title = shorter;
        }

        return title;
    }

    /// <summary>Whether a part of a title names the site.</summary>
    public static bool IsSiteName(string part, IReadOnlyList<string> siteNames)
    {
        var squeezed = TextFold.Squeeze(part);
        if (squeezed.Length < 2)
            return false;
        foreach (var name in siteNames)
        {
            var site = TextFold.Squeeze(name);
            if (site.Length < 2)
                continue;
            if (squeezed == site)
                return true;
            // "Example News" for "Example", "example.com" for "Example": short parts that hold the name, or are held by it.
            if (site.Length >= 4 && squeezed.Contains(site, StringComparison.Ordinal) && TextFold.WordCount(TextFold.Fold(part)) <= 4)
                return true;
            if (site.Length == 3 && squeezed.StartsWith(site, StringComparison.Ordinal) && TextFold.Fold(part).StartsWith(site + " ", StringComparison.Ordinal) && TextFold.WordCount(TextFold.Fold(part)) <= 3)
                return true;
            if (squeezed.Length >= 4 && site.Contains(squeezed, StringComparison.Ordinal) && squeezed.Length * 2 >= site.Length)
                return true;
        }

        return false;
    }

    private static string WithoutOne(string title, IReadOnlyList<string> siteNames)
    {
        foreach (var separator in s_separators)
        {
            var last = title.LastIndexOf(separator, StringComparison.Ordinal);
            if (last > 0 && separator != ": " && IsSiteName(title[(last + separator.Length)..], siteNames))
                return title[..last].TrimEnd();
            var first = title.IndexOf(separator, StringComparison.Ordinal);
            if (first > 0 && IsSiteName(title[..first], siteNames))
                return title[(first + separator.Length)..].TrimStart();
        }

        return title;
    }
}
