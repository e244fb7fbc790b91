using System.Buffers;
using System.Text.RegularExpressions;
using Broadsheet.Pages.Scanning;

namespace Broadsheet.Pages.Fields;

/// <summary>An excerpt that a reader would accept: whole sentences, and none that belongs to the site instead of the article.</summary>
internal static partial class ExcerptRule
{
    private const int ShortestUseful = 40;

    private static readonly SearchValues<string> s_boilerplate = SearchValues.Create(
        [
            "uses cookies", "use cookies", "accept cookies", "of cookies", "cookie policy", "enable javascript", "javascript is",
            "click here", "sign up for", "subscribe to", "our newsletter", "all rights reserved", "terms of use", "privacy policy",
            "ad blocker", "adblock", "enable js", "follow us", "breaking news and",
            "latest news from", "provide breaking news", "share this", "download the app",
        ],
        StringComparison.OrdinalIgnoreCase);

    public static Candidates<string> Find(PageContext page, Candidates<string> descriptions, IReadOnlyList<string> paragraphs, int longest)
    {
        var excerpts = new Candidates<string>("excerpt");
        foreach (var standfirst in page.Signals.Standfirsts)
        {
            // Often a teaser for something else stands there; it serves where no description does.
            var distance = standfirst.TextOffset - page.HeadlineOffset;
            if ((standfirst.Place & Place.Aside) == 0 && page.HeadlineOffset >= 0 && distance is > 0 and < 700 && !IsBoilerplate(standfirst.Text))
                excerpts.Add(Sentences(standfirst.Text, longest), 0.7, "standfirst");
        }

        foreach (var description in descriptions.All)
        {
            var text = Completed(Invitation().Replace(description.Value, ""), paragraphs);
            var clean = IsBoilerplate(text);
            if (Sentences(text, longest) is { Length: > 0 } excerpt)
                excerpts.Add(excerpt, clean ? description.Confidence * 0.3 : description.Confidence, clean ? $"{description.From} (not about the article)" : description.From);
        }

        foreach (var paragraph in paragraphs)
        {
            if (paragraph.Length < ShortestUseful || IsBoilerplate(paragraph))
                continue;
            if (Sentences(paragraph, longest) is { Length: >= ShortestUseful } excerpt)
                excerpts.Add(excerpt, 0.6, "first paragraph");
            break;
        }

        return excerpts;
    }

    /// <summary>A description that was cut off is continued from the paragraph it was cut from.</summary>
    private static string Completed(string text, IReadOnlyList<string> paragraphs)
    {
        var trimmed = text.TrimEnd('.', '…', ' ', '[', ']');
        if (trimmed.Length < ShortestUseful || (trimmed.Length == text.Length ? IsSentenceEnd(text[^1]) : !WasCut(text)))
            return text;
        var start = trimmed[..ShortestUseful];
        foreach (var paragraph in paragraphs)
        {
            if (paragraph.Length > trimmed.Length && paragraph.StartsWith(start, StringComparison.Ordinal))
                return paragraph;
        }

        return text;
    }

    private static bool WasCut(string text) => text.EndsWith('…') || text.EndsWith("...", StringComparison.Ordinal) || text.EndsWith("…]", StringComparison.Ordinal)
        || text.EndsWith("...]", StringComparison.Ordinal);

    private static bool IsBoilerplate(string text) => text.AsSpan().ContainsAny(s_boilerplate);

    /// <summary>As many whole sentences as fit; where not one does, whole words and an ellipsis.</summary>
    internal static string Sentences(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = 0;
        for (var i = 0; i < longest; i++)
        {
            if (EndsSentence(text, i))
                end = i + 1;
        }

        if (end >= ShortestUseful)
            return text[..end];
        var space = text.LastIndexOf(' ', longest - 2);
        var cut = space > ShortestUseful ? space : longest - 1;
        if (char.IsHighSurrogate(text[cut - 1]))
            cut--;
        return string.Concat(text.AsSpan(0, cut).TrimEnd(" ,;:-–—"), "…");
    }

    private static bool EndsSentence(string text, int at)
    {
        if (!IsSentenceEnd(text[at]))
            return false;
        if (text[at] is '。' or '！' or '？' or '।')
            return true;
        var next = at + 1;
        while (next < text.Length && text[next] is '"' or '”' or '»' or ')' or '’' or '\'')
            return false;
        if (next >= text.Length)
            return true;
        if (text[next] != ' ')
            return false;
        // "U.S. officials", "Dr. Example", "12. May": no sentence ends after so short a word, or before a small letter.
        var word = at;
        while (word > 0 && char.IsLetterOrDigit(text[word - 1]))
            word--;
        var isShort = text[at] == '.' && (at - word <= 2 || (at - word <= 4 && word > 0 && text[word - 1] == '.'));
        return !isShort && (next + 1 >= text.Length || !char.IsLower(text[next + 1]));
    }

    private static bool IsSentenceEnd(char c) => c is '.' or '!' or '?' or '…' or '。' or '！' or '？' or '।' or '”' or '"' or '»';

    // Only at the end is it an invitation: "konnte nicht mehr lesen" is a part of a sentence.
    [GeneratedRegex(@"\s*[\[(]?(?:read more|continue reading|weiterlesen|mehr lesen|lire la suite|leer más|leggi tutto|lees verder)[\])]?\W{0,5}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Invitation();
}
