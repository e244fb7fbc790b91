using System.Text.RegularExpressions;

namespace Broadsheet.Extraction;

/// <summary>Writes language tags as BCP 47 recommends: <c>en-us</c> and <c>en_US</c> are <c>en-US</c>.</summary>
internal static partial class LanguageTag
{
    /// <summary>The tag in the recommended case; null when it is none.</summary>
    public static string? Tidy(string? stated)
    {
        var tag = stated?.Trim().Replace('_', '-');
        if (tag is null || !Shape().IsMatch(tag))
            return null;
        var parts = tag.Split('-');
        parts[0] = parts[0].ToLowerInvariant();
        for (var i = 1; i < parts.Length; i++)
        {
            parts[i] = parts[i].Length switch
            {
                2 => parts[i].ToUpperInvariant(),
                4 => char.ToUpperInvariant(parts[i][0]) + parts[i][1..].ToLowerInvariant(),
                _ => parts[i].ToLowerInvariant(),
            };
        }
        return string.Join('-', parts);
    }

    [GeneratedRegex("^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$")]
    private static partial Regex Shape();
}
