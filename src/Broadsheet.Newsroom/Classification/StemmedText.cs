namespace Broadsheet.Classification;

/// <summary>Text as a row of stems, each between two spaces, so that a phrase of stems is found like any other text.</summary>
internal static class StemmedText
{
    /// <summary>Longer words are cut.</summary>
    public const int LongestWord = 64;

    /// <summary>ASCII letters in lower case and digits, 0 for what parts words. Nearly all text is read through it.</summary>
    private static readonly byte[] Ascii = [.. Enumerable.Range(0, 128).Select(c => (byte)(FoldedText.IsOfWord((char)c) ? char.ToLowerInvariant((char)c) : 0))];

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
        Span<char> stem = stackalloc char[LongestWord];
        stems[0] = ' ';
        var written = 1;
        for (var at = 0; ReadWord(text, ref at, out var start, out _);)
        {
            var length = StemOf(text[start..at], language, stem);
            stem[..length].CopyTo(stems[written..]);
            written += length;
            stems[written++] = ' ';
        }

        return written;
    }

    /// <summary>Goes to the end of the next word; false when there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where to go on; then where the word ends.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="hash">A number for the word, whatever its case.</param>
    public static bool ReadWord(ReadOnlySpan<char> text, ref int at, out int start, out ulong hash)
    {
        var ascii = Ascii;
        var i = at;
        while (i < text.Length && LetterOf(ascii, text[i]) == 0)
            i++;
        start = i;
        hash = 14695981039346656037;
        for (; i < text.Length && LetterOf(ascii, text[i]) is not 0 and var letter; i++)
            hash = (hash ^ (uint)letter) * 0x9E3779B97F4A7C15;
        hash ^= hash >> 32;
        at = i;
        return start < i;
    }

    /// <summary>Writes the stem of a word, without marks, and tells how long it is.</summary>
    public static int StemOf(ReadOnlySpan<char> text, string language, Span<char> stem)
    {
        Span<char> word = stackalloc char[LongestWord];
        var length = Math.Min(text.Length, LongestWord);
        var isAscii = true;
        for (var i = 0; i < length; i++)
        {
            isAscii &= text[i] < 128;
            word[i] = (char)LetterOf(Ascii, text[i]);
        }

        word = word[..Stemmer.Stem(word[..length], language)];
        if (!isAscii)
            return FoldedText.Fold(word, stem);
        word.CopyTo(stem);
        return word.Length;
    }

    /// <summary>The character in lower case when it is of a word, else 0.</summary>
    private static int LetterOf(byte[] ascii, char c) =>
        c < 128 ? ascii[c] : char.IsLetterOrDigit(c) || Diacritics.IsMark(c) ? char.ToLowerInvariant(c) : 0;
}
