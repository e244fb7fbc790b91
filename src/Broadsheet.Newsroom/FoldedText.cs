using System.Globalization;
using System.Runtime.CompilerServices;

namespace Broadsheet;

/// <summary>
/// Text in the form in which words are looked for: lower case, letters without their marks, one kind of apostrophe, dash and space, and
/// without the characters nobody sees.
/// </summary>
internal static class FoldedText
{
    /// <summary>What an ASCII character folds to, 0 where that takes a closer look. Nearly all text goes this way.</summary>
    private static readonly byte[] Ascii = [.. Enumerable.Range(0, 128).Select(c => (byte)(c is ' ' or (>= '\t' and <= '\r') ? 0 : Fold((char)c)))];

    private static readonly bool[] AsciiWords = [.. Enumerable.Range(0, 128).Select(c => char.IsAsciiLetterOrDigit((char)c))];

    /// <summary>Folds a text.</summary>
    public static string Of(string text)
    {
        var folded = new char[text.Length];
        return new string(folded, 0, Fold(text, folded));
    }

    /// <summary>Folds a text into a buffer at least as long, and tells how long it has become.</summary>
    public static int Fold(ReadOnlySpan<char> text, Span<char> folded)
    {
        var length = 0;
        var isAfterSpace = true;
        var ascii = Ascii;
        foreach (var c in text)
        {
            if (c < 128 && ascii[c] is not 0 and var quick)
            {
                folded[length++] = (char)quick;
                isAfterSpace = false;
                continue;
            }

            if (c < 128 ? c is ' ' or (>= '\t' and <= '\r') : char.IsWhiteSpace(c))
            {
                if (!isAfterSpace)
                    folded[length++] = ' ';
                isAfterSpace = true;
                continue;
            }

            var letter = Fold(c);
            if (letter == '\0')
                continue;
            folded[length++] = letter;
            isAfterSpace = false;
        }

        return isAfterSpace && length > 0 ? length - 1 : length;
    }

    /// <summary>
    /// Whether a part of a folded text is bounded like a word. In scripts that do not part their words (Chinese, Japanese, Thai) and in
    /// Korean, whose particles cling to the noun, any place will do.
    /// </summary>
    public static bool StandsAsWord(ReadOnlySpan<char> text, int start, int end) =>
        (start == 0 || IsBoundary(text[start - 1], text[start])) && (end == text.Length || IsBoundary(text[end], text[end - 1]));

    /// <summary>Whether the folded term stands as a word, or words, somewhere in the folded text.</summary>
    public static bool HasWord(ReadOnlySpan<char> text, ReadOnlySpan<char> term)
    {
        for (var from = 0; from <= text.Length - term.Length;)
        {
            var at = text[from..].IndexOf(term, StringComparison.Ordinal);
            if (at < 0)
                return false;
            if (StandsAsWord(text, from + at, from + at + term.Length))
                return true;
            from += at + 1;
        }

        return false;
    }

    /// <summary>Whether a folded character belongs to a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOfWord(char c) => c < 128 ? AsciiWords[c] : char.IsLetterOrDigit(c);

    /// <summary>Whether a folded character belongs to a word in a script that parts its words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOfPartedWord(char c) => c < 128 ? AsciiWords[c] : char.IsLetterOrDigit(c) && !IsUnparted(c);

    private static bool IsBoundary(char outside, char inside) => !IsOfWord(outside) || !IsOfWord(inside) || IsUnparted(outside) || IsUnparted(inside);

    private static bool IsUnparted(char c) =>
        c >= '\u0E00' && (c <= '\u0EFF' || c is >= '\u1780' and <= '\u17FF' or >= '\u3040' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7A3');

    private static char Fold(char c)
    {
        if (c < 128)
            return c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
        if (Diacritics.IsMark(c) || c == '\u00AD' || char.GetUnicodeCategory(c) == UnicodeCategory.Format)
            return '\0';
        return c switch
        {
            '’' or '‘' or 'ʼ' or '`' => '\'',
            '‐' or '‑' or '–' or '—' or '−' => '-',
            _ => char.ToLowerInvariant(Diacritics.Without(c)),
        };
    }
}
