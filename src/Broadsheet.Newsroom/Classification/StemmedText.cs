namespace Broadsheet.Classification;

/// <summary>Text as a row of stems, each between two spaces, so that a phrase of stems is found like any other text.</summary>
internal static class StemmedText
{
    private const int LongestWord = 64;

    /// <summary>The stems of a text: <c>" ferri run "</c>.</summary>
    public static string Of(string text, string language)
    {
        var stems = new char[LengthFor(text)];
        return new string(stems, 0, Write(text, language, stems));
    }

    /// <summary>How much room the stems of a text may need.</summary>
    public static int LengthFor(string text) => text.Length + 2;

    /// <summary>Writes the stems of a text into a buffer, and tells how long they are.</summary>
    /// <param name="text">The text; marks are ignored after the endings are.</param>
    /// <param name="language">Primary language tag whose endings fall off.</param>
    /// <param name="stems">The buffer.</param>
    public static int Write(ReadOnlySpan<char> text, string language, Span<char> stems)
    {
        Span<char> word = stackalloc char[LongestWord];
        stems[0] = ' ';
        var written = 1;
        for (var at = 0; at < text.Length;)
        {
            if (!IsOfWord(text[at]))
            {
                at++;
                continue;
            }

            var length = 0;
            var isAscii = true;
            for (; at < text.Length && IsOfWord(text[at]); at++)
            {
                if (length == LongestWord)
                    continue;
                var c = text[at];
                isAscii &= c < 128;
                word[length++] = c < 128 ? (char)(c | (c >= 'A' ? 0x20 : 0)) : char.ToLowerInvariant(c);
            }

            var stem = word[..Stemmer.Stem(word[..length], language)];
            if (isAscii)
                stem.CopyTo(stems[written..]);
            written += isAscii ? stem.Length : FoldedText.Fold(stem, stems[written..]);
            stems[written++] = ' ';
        }

        return written;
    }

    private static bool IsOfWord(char c) => c < 128 ? FoldedText.IsOfWord(c) : char.IsLetterOrDigit(c) || Diacritics.IsMark(c);
}
