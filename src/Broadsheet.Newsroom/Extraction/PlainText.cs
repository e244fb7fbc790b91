using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Broadsheet.Extraction;

/// <summary>Makes text fit to print: entities that were escaped twice, damaged letters, blanks and invisible characters.</summary>
internal static partial class PlainText
{
    /// <summary>One line of plain text, or empty.</summary>
    public static string Tidy(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        if (LeftoverEntity().IsMatch(text))
            text = WebUtility.HtmlDecode(text);
        return Collapse(Mojibake.Repair(text));
    }

    /// <summary>As <see cref="Tidy"/>, and without the markup that some publishers leave in a description.</summary>
    public static string TidyWithoutMarkup(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        if (LeftoverEntity().IsMatch(text))
            text = WebUtility.HtmlDecode(text);
        if (text.Contains('<', StringComparison.Ordinal))
            text = LeftoverTag().Replace(text, " ");
        return Collapse(Mojibake.Repair(text));
    }

    /// <summary>Lower-case letters and digits only, words parted by one blank: equal for texts a reader would call the same.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
                folded.Append(char.ToLowerInvariant(c));
            else if (c is not ('\'' or '’' or '.') && folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }
        return folded.ToString().TrimEnd();
    }

    /// <summary>Which part of the smaller text's words the other has too, 0 to 1.</summary>
    public static double SharedWords(string one, string other)
    {
        var first = Fold(one).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var second = Fold(other).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var smaller = Math.Min(first.Count, second.Count);
        return smaller == 0 ? 0 : (double)first.Count(second.Contains) / smaller;
    }

    /// <summary>Whether it is written without blanks between words (Chinese, Japanese, Thai, …), so that words cannot be counted.</summary>
    public static bool IsUnspacedScript(string text) => text.AsSpan().IndexOfAnyInRange('\u0E00', '\u0EFF') >= 0 || text.AsSpan().IndexOfAnyInRange('\u3040', '\u9FFF') >= 0;

    private static string Collapse(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || c is '\u00A0' or '\u2028' or '\u2029' || (char.IsControl(c) && c is not '\0'))
            {
                if (line.Length > 0 && line[^1] != ' ')
                    line.Append(' ');
            }
            else if (!IsInvisible(c))
            {
                line.Append(c);
            }
        }
        if (line.Length > 0 && line[^1] == ' ')
            line.Length--;
        return WellFormed(line.ToString());
    }

    /// <summary>Zero-width blanks, soft hyphens and the direction overrides that turn a headline around; joiners are letters' business.</summary>
    private static bool IsInvisible(char c) =>
        c is '\0' or '\u00AD' or '\u200B' or '\u2060' or '\uFEFF' or '\uFFFE' or '\uFFFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>Half of a pair cannot be written as UTF-8.</summary>
    private static string WellFormed(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
            return text;
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune != Rune.ReplacementChar)
                whole.Append(rune.ToString());
        }
        return whole.ToString();
    }

    [GeneratedRegex("&(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[nm]dash|hellip|bull|euro|copy|reg|trade|[a-zA-Z](?:acute|grave|circ|uml|tilde|cedil|ring)|szlig);")]
    private static partial Regex LeftoverEntity();

    [GeneratedRegex("</?(?:p|br|b|i|u|em|strong|a|span|div|img|h[1-6]|ul|ol|li|blockquote|font|figure|figcaption|iframe|hr|small|sub|sup|table|tr|td)(?:\\s[^<>]{0,2000})?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex LeftoverTag();
}
