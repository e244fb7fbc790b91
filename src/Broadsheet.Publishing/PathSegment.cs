using System.Text;

namespace Broadsheet.Publishing;

/// <summary>Makes one segment of an address or file path from an id.</summary>
internal static class PathSegment
{
    private const int LongestSegment = 100;

    /// <summary>Lower-case letters, digits, <c>-</c>, <c>_</c> and inner dots of the id; anything else becomes <c>-</c>. Never empty, never <c>..</c>.</summary>
    public static string Of(string id)
    {
        if (IsSegment(id))
            return id;
        var segment = new StringBuilder(Math.Min(id.Length, LongestSegment));
        foreach (var rune in id.EnumerateRunes())
        {
            if (segment.Length >= LongestSegment)
                break;
            if (Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '_')
                segment.Append(Rune.ToLowerInvariant(rune).ToString());
            else if (rune.Value == '.' && segment.Length > 0 && segment[^1] != '.')
                segment.Append('.');
            else if (segment.Length > 0 && segment[^1] != '-')
                segment.Append('-');
        }

        var made = segment.ToString().Trim('.', '-');
        return made.Length == 0 ? "unnamed" : made;
    }

    /// <summary>Nearly all ids and domains are fit as they are.</summary>
    private static bool IsSegment(string id)
    {
        if (id.Length is 0 or > LongestSegment || id[0] is '-' or '.' || id[^1] is '-' or '.')
            return false;
        for (var i = 0; i < id.Length; i++)
        {
            var c = id[i];
            if (!(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' || (c is '.' or '-' && id[i - 1] is not ('.' or '-'))))
                return false;
        }

        return true;
    }
}
