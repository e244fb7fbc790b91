using System.Globalization;
using System.Text;

namespace Broadsheet.Pages.Fields;

/// <summary>Texts compared as people compare them: case, quotes, dashes, width and punctuation do not count.</summary>
internal static class TextFold
{
    /// <summary>Lower-case words, parted by single spaces; every character of a script without spaces is a word.</summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var normal = Ascii.IsValid(text) ? text : Normalized(text);
        var folded = new StringBuilder(normal.Length);
        foreach (var c in normal)
        {
            if (IsIdeograph(c))
            {
                Space(folded);
                folded.Append(c);
                folded.Append(' ');
            }
            else if (char.IsLetterOrDigit(c) || char.IsSurrogate(c)
                || (c > '\u0300' && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
            {
                folded.Append(char.ToLowerInvariant(c));
            }
            else
            {
                Space(folded);
            }
        }

        if (folded.Length > 0 && folded[^1] == ' ')
            folded.Length--;
        return folded.ToString();
    }

    /// <summary>Letters and digits alone.</summary>
    public static string Squeeze(string? text) => Fold(text).Replace(" ", "", StringComparison.Ordinal);

    public static int WordCount(string folded) => folded.Length == 0 ? 0 : folded.AsSpan().Count(' ') + 1;

    /// <summary>Whether one folded text holds the other as whole words.</summary>
    public static bool Holds(string folded, string part)
    {
        var at = part.Length == 0 ? -1 : folded.IndexOf(part, StringComparison.Ordinal);
        return at >= 0
            && (at == 0 || folded[at - 1] == ' ')
            && (at + part.Length == folded.Length || folded[at + part.Length] == ' ');
    }

    /// <summary>The share of the shorter text's words that the other one has too, 0 to 1.</summary>
    public static double SharedWords(string one, string other)
    {
        if (one.Length == 0 || other.Length == 0)
            return 0;
        var ones = one.Split(' ');
        var others = new HashSet<string>(other.Split(' '), StringComparer.Ordinal);
        var shared = 0;
        foreach (var word in ones)
        {
            if (others.Contains(word))
                shared++;
        }

        return (double)shared / Math.Max(1, Math.Min(ones.Length, others.Count));
    }

    private static string Normalized(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // A lone surrogate cannot be normalised.
            return text;
        }
    }

    private static void Space(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != ' ')
            text.Append(' ');
    }

    private static bool IsIdeograph(char c) => c is >= '\u3040' and <= '\u30ff' or >= '\u3400' and <= '\u9fff' or >= '\u0e00' and <= '\u0e7f';
}
