using System.Globalization;
using System.Text.Json;

namespace Broadsheet.Publishing.Website;

/// <summary>The site's words in its language. What a translation lacks is English.</summary>
internal sealed class ThemeStrings
{
    private const string Fallback = "en";

    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    public ThemeStrings(Theme theme, string locale)
    {
        Locale = locale;
        Language = LanguageOf(locale);
        Read(theme, Fallback);
        if (Language != Fallback)
            Read(theme, Language);
        if (!string.Equals(locale, Language, StringComparison.OrdinalIgnoreCase))
            Read(theme, locale.ToLowerInvariant());
    }

    /// <summary>The site's language tag.</summary>
    public string Locale { get; }

    /// <summary>Its first part, such as <c>en</c>.</summary>
    public string Language { get; }

    /// <summary>Whether the language is written from right to left.</summary>
    public bool IsRightToLeft => Language is "ar" or "arc" or "ckb" or "dv" or "fa" or "he" or "iw" or "ks" or "ps" or "sd" or "ug" or "ur" or "yi";

    /// <summary>The text of a key; the key itself, where the theme has none, so that the gap shows.</summary>
    public string this[string key] => texts.GetValueOrDefault(key, key);

    /// <summary>The text of a key for a number: <c>key.one</c> for 1, <c>key.other</c> for all else, with <c>{n}</c> filled in.</summary>
    public string Counted(string key, long number) =>
        this[key + (number == 1 ? ".one" : ".other")].Replace("{n}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>The language of a tag without its region, lower case: <c>en</c> of <c>en-GB</c> (RFC 5646, section 2.2.1).</summary>
    public static string LanguageOf(string tag) => tag.Split('-', '_')[0].ToLowerInvariant();

    /// <summary>What a language is called; its code, where the theme has no name for it.</summary>
    public string NameOfLanguage(string language) => texts.GetValueOrDefault("language." + language, language);

    private void Read(Theme theme, string language)
    {
        if (theme.Strings(language) is not { } json)
            return;
        try
        {
            foreach (var (key, text) in JsonSerializer.Deserialize(json, WebsiteJson.Default.DictionaryStringString)!)
                texts[key] = text;
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"theme/strings/{language}.json, line {fault.LineNumber + 1}: not a JSON object of texts.", fault);
        }
    }
}
