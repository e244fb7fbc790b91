namespace Broadsheet;

/// <summary>
/// Takes the commonest endings off a word, so that "elections" meets "election". Light on purpose: a full stemmer
/// joins words that headlines keep apart ("organ", "organization") and costs more than it brings.
/// </summary>
internal static class Stemmer
{
    /// <summary>The length of the stem at the start of <paramref name="word"/>, which is lower case and may be changed in its last letters.</summary>
    public static int Stem(Span<char> word, string language) => word.Length < 4 || !char.IsLetter(word[0])
        ? word.Length
        : language switch
        {
            "en" => English(word),
            "de" => Strip(word, 4, "ern", "en", "er", "es", "em", "e", "n", "s"),
            "fr" => Strip(word, 4, "aux", "es", "s", "e", "x"),
            "es" => Strip(word, 4, "es", "os", "as", "s", "o", "a"),
            "pt" => Strip(word, 4, "ões", "es", "os", "as", "s", "o", "a"),
            "it" => Strip(word, 4, "i", "e", "o", "a"),
            "nl" => Strip(word, 4, "en", "s", "e"),
            "sv" or "da" or "no" or "nb" => Strip(word, 4, "erna", "ene", "ens", "en", "et", "ar", "er", "or", "a", "e"),
            "ru" or "uk" or "bg" => Strip(word, 4, "ами", "ого", "ему", "ыми", "ов", "ах", "ом", "ой", "ые", "ий", "ая", "ы", "и", "а", "у", "е", "о", "я"),
            _ => word.Length,
        };

    private static int English(Span<char> word)
    {
        var length = word.Length;
        if (word.EndsWith("ies") && length > 4)
        {
            word[length - 3] = 'y';
            return length - 2;
        }

        if (word.EndsWith("sses"))
            length -= 2;
        else if (word.EndsWith("s") && !word.EndsWith("ss") && !word.EndsWith("us") && !word.EndsWith("is"))
            length--;

        var rest = word[..length];
        if (length > 5 && rest.EndsWith("ing"))
            length = Undouble(rest[..^3]);
        else if (length > 4 && rest.EndsWith("ed"))
            length = Undouble(rest[..^2]);
        else if (length > 5 && rest.EndsWith("ly"))
            length -= 2;

        // "vote", "votes", "voted" and "voting" meet in "vot".
        return length > 3 && word[length - 1] == 'e' ? length - 1 : length;
    }

    private static int Undouble(ReadOnlySpan<char> stem) =>
        stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'z') ? stem.Length - 1 : stem.Length;

    private static int Strip(ReadOnlySpan<char> word, int atLeast, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (word.Length - ending.Length >= atLeast && word.EndsWith(ending))
                return word.Length - ending.Length;
        }

        return word.Length;
    }
}
