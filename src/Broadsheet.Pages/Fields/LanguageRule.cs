namespace Broadsheet.Pages.Fields;

/// <summary>The language the page states, verified by its own words: a template's "en" stands on pages in every language.</summary>
internal static class LanguageRule
{
    public static Candidates<string> Find(PageContext page, string? title)
    {
        var languages = new Candidates<string>("language");
        var guess = LanguageGuess.Of(Sample(page, title));
        void Add(string? text, double confidence, string from)
        {
            if (Tag(text) is not { } tag)
                return;
            if (guess.Contradicts(tag))
                languages.Add(tag, confidence * 0.2, $"{from} (the text is not)");
            else
                languages.Add(tag, confidence, from);
        }

        Add(page.Signals.Language, 0.95, "html lang");
        Add(page.Signals.Meta("og:locale"), 0.9, "og:locale");
        Add(page.Linked.Article?.Language, 0.85, "json-ld inLanguage");
        Add(page.Signals.Meta("content-language") ?? page.Signals.Meta("language"), 0.84, "content-language");
        Add(page.Signals.Meta("dc.language") ?? page.Signals.Meta("dcterms.language"), 0.8, "dc.language");
        if (guess.Language is { } guessed)
            languages.Add(guessed, guess.Confidence, "the text itself");
        return languages;
    }

    private static string Sample(PageContext page, string? title)
    {
        var text = page.Signals.Text;
        var from = Math.Clamp(page.HeadlineOffset, 0, Math.Max(0, text.Length - 1));
        return $"{title}\n{page.Signals.Meta("og:description") ?? page.Signals.Meta("description")}\n{(text.Length == 0 ? "" : text.ToString(from, Math.Min(3_000, text.Length - from)))}";
    }

    /// <summary>A tag of BCP 47 (<c>de-AT</c>) from what pages write: <c>de_AT</c>, <c>de-at</c>, <c>German</c>.</summary>
    private static string? Tag(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var tag = text.Trim().Split(',', ';', ' ')[0].Replace('_', '-');
        var parts = tag.Split('-');
        var language = parts[0].ToLowerInvariant() switch
        {
            "english" or "eng" => "en",
            "german" or "deutsch" or "deu" or "ger" => "de",
            "french" or "fra" or "fre" => "fr",
            "spanish" or "spa" => "es",
            "italian" or "ita" => "it",
            // The old codes, and two countries that are taken for languages.
            "iw" => "he",
            "in" => "id",
            "jp" => "ja",
            "cz" => "cs",
            // Most Norwegian pages say "no"; those in Bokmål mean the same language.
            "nb" => "no",
            var other => other,
        };
        if (language.Length is < 2 or > 3 || !language.All(char.IsAsciiLetterLower))
            return null;
        return parts.Length > 1 && parts[1].Length is 2 or 4 && parts[1].All(char.IsAsciiLetter)
            ? $"{language}-{(parts[1].Length == 2 ? parts[1].ToUpperInvariant() : char.ToUpperInvariant(parts[1][0]) + parts[1][1..].ToLowerInvariant())}"
            : language;
    }
}
