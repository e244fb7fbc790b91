using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Broadsheet;

/// <summary>The path of a record, <c>_news/2026-03-04-a-title.md</c>: given once and kept though the title changes.</summary>
public static class RecordPath
{
    /// <summary>The folder of current records.</summary>
    public const string Folder = "_news/";

    /// <summary>Where old records lie, when the site has an archive.</summary>
    public const string ArchiveFolder = "_archive/news/";

    /// <summary>The place of a record in the archive.</summary>
    /// <param name="path">The record's path.</param>
    public static string Archived(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return ArchiveFolder + (path.StartsWith(Folder, StringComparison.Ordinal) ? path[Folder.Length..] : Path.GetFileName(path));
    }

    /// <summary>
    /// A path that nobody has yet. The date is the day of publication in the site's time zone; the old system converted twice and was
    /// a day late for a quarter of its search finds (defect 10).
    /// </summary>
    /// <param name="title">The title at first sight.</param>
    /// <param name="published">When the article was published.</param>
    /// <param name="zone">The site's time zone.</param>
    /// <param name="isTaken">Whether a path is given to another article. Asked in a fixed order, so the outcome is the same in every run.</param>
    public static string For(string title, DateTimeOffset published, TimeZoneInfo zone, Func<string, bool> isTaken)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(isTaken);
        var day = TimeZoneInfo.ConvertTime(published, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var slug = Slug.Of(title);
        var stem = $"{Folder}{day}-{(slug.Length > 0 ? slug : Anonymous(title))}";
        var path = stem + ".md";
        for (var copy = 2; isTaken(path); copy++)
            path = string.Create(CultureInfo.InvariantCulture, $"{stem}-{copy}.md");
        return path;
    }

    /// <summary>A name for a title that has no Latin letter or digit.</summary>
    private static string Anonymous(string title) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(title)).AsSpan(0, 6));
}
