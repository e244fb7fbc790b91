using System.Text;

namespace Broadsheet.Classification;

/// <summary>Text as a row of stems, each between two spaces, so that a phrase of stems is found like any other text.</summary>
internal static class StemmedText
{
    private const int LongestWord = 64;

    /// <summary>The stems of a text: <c>" ferri run "</c>.</summary>
    /// <param name="text">The text; marks are ignored after the endings are.</param>
    /// <param name="language">Primary language tag whose endings fall off.</param>
    public static string Of(string text, string language)
    {
        var stems = new StringBuilder(text.Length + 2).Append(' ');
        Span<char> word = stackalloc char[LongestWord];
        for (var at = 0; at < text.Length;)
        {
            if (!IsOfWord(text[at]))
            {
                at++;
                continue;
            }

            var length = 0;
            for (; at < text.Length && IsOfWord(text[at]); at++)
            {
                if (length < LongestWord)
                    word[length++] = char.ToLowerInvariant(text[at]);
            }

            FoldedText.AppendTo(stems, word[..Stemmer.Stem(word[..length], language)]);
            stems.Append(' ');
        }

        return stems.ToString();
    }

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || Diacritics.IsMark(c);
}
