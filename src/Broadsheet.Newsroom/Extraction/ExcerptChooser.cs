using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Broadsheet.Extraction;

/// <summary>Chooses and cuts the summary a reader would accept.</summary>
internal static partial class ExcerptChooser
{
    /// <summary>What publishing systems leave where a summary was forgotten. Folded.</summary>
    private static readonly FrozenSet<string> Placeholders = FrozenSet.ToFrozenSet(
        [
            "na", "n a", "none", "null", "nil", "undefined", "placeholder", "english", "test", "tbd", "todo", "description", "summary", "excerpt", "no description",
            "no description available", "default description", "comments", "news", "article", "video", "untitled", "description not available", "meta description",
        ],
        StringComparer.Ordinal);

    private const int BestScore = 4;

    /// <summary>Characters at the end in which boilerplate is looked for; none that was seen is longer.</summary>
    private const int LongestTail = 800;

    /// <summary>The first candidate that is fit to print, in whole sentences; the fittest one otherwise; empty when none is.</summary>
    /// <param name="candidates">Texts and where they come from, the best source first.</param>
    /// <param name="title">The headline, which a summary must not repeat.</param>
    /// <param name="longest">Most characters.</param>
    /// <param name="shortest">Fewest characters worth showing.</param>
    public static Chosen<string> Choose(IEnumerable<Chosen<string?>> candidates, string title, int longest, int shortest)
    {
        Chosen<string> best = new("", "none");
        var bestScore = 0;
        foreach (var candidate in candidates)
        {
            var excerpt = Clean(candidate.Value, title, longest);
            if (!IsFit(excerpt, title, shortest))
                continue;
            // The first that is complete and long enough to say something; its author wrote it for this place.
        var score = 1 + (Sentences.IsComplete(excerpt) ? 2 : 0) + (excerpt.Length >= 40 ? 1 : 0);
            if (score <= bestScore)
                continue;
            (best, bestScore) = (new(excerpt, candidate.From), score);
            if (score == BestScore)
                break;
        }
        return best;
    }

    /// <summary>Plain, without boilerplate, cut at a sentence or word.</summary>
    public static string Clean(string? text, string title, int longest)
    {
        // Enough to find the sentences that fit; a whole body may come in.
        var head = text is { Length: > 6000 } ? text[..6000] : text;
        var clean = PlainText.TidyWithoutMarkup(head);
        clean = WithoutTitle(clean, title);
        clean = LinkAtEnd().Replace(WithoutTail(clean), "").Trim();
        clean = WithoutRepetition(WithoutFurniture(clean));
        return clean.Length == 0 ? "" : Sentences.Cut(clean, longest);
    }

    /// <summary>The paragraphs of a text that are prose: captions, bylines and headings end without a full stop.</summary>
    public static string? Prose(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var head = text.Length > 6000 ? text[..6000] : text;
        var prose = string.Join(' ', head.Split("\n\n").Select(paragraph => paragraph.Trim()).Where(Sentences.IsWhole));
        return prose.Length > 0 ? prose : head;
    }

    /// <summary>Whether it says something, in words, that the title does not.</summary>
    public static bool IsFit(string excerpt, string title, int shortest)
    {
        if (excerpt.Length == 0)
            return false;
        var folded = PlainText.Fold(excerpt);
        if (Placeholders.Contains(folded) || folded.StartsWith("lorem ipsum", StringComparison.Ordinal))
            return false;
        if (Wall().IsMatch(excerpt) || LinkList().IsMatch(excerpt))
            return false;
        var words = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        if (!PlainText.IsUnspacedScript(excerpt) && (excerpt.Length < shortest || words < 4))
            return false;
        return !Repeats(folded, PlainText.Fold(title));
    }

    private static bool Repeats(string excerpt, string title)
    {
        if (title.Length == 0)
            return false;
        if (excerpt == title || title.StartsWith(excerpt, StringComparison.Ordinal))
            return true;
        // The title and a word or two ("… | Gazette") is the title again.
        return excerpt.StartsWith(title, StringComparison.Ordinal) && excerpt.Length - title.Length < 25;
    }

    private static string WithoutTitle(string text, string title)
    {
        if (title.Length < 10 || !text.StartsWith(title, StringComparison.OrdinalIgnoreCase))
            return text;
        var rest = text[title.Length..];
        // Inside a sentence ("Ferry returns to service after…") the words of the title belong to it.
        var trimmed = rest.TrimStart(' ', '.', ':', '-', '–', '—', '|', '!', '?');
        return trimmed.Length > 40 && trimmed != rest && !char.IsLower(trimmed[0]) && !rest.StartsWith(", ", StringComparison.Ordinal) ? trimmed : text;
    }

    private static string WithoutTail(string text)
    {
        var start = Math.Max(0, text.Length - LongestTail);
        return text[..start] + Tail().Replace(text[start..], "");
    }

    /// <summary>A wall's sentences, and those a byline or a time stamp has grown into.</summary>
    private static string WithoutFurniture(string text)
    {
        if (!Wall().IsMatch(text) && !Stamp().IsMatch(text))
            return text;
        return string.Join(' ', SentenceBreak().Split(text).Where(sentence => !Wall().IsMatch(sentence) && !Stamp().IsMatch(sentence))).Trim();
    }

    /// <summary>Some systems print the teaser twice in a row.</summary>
    private static string WithoutRepetition(string text)
    {
        var half = text.Length / 2;
        return text.Length > 40 && text[half] == ' ' && text.AsSpan(0, half).SequenceEqual(text.AsSpan(half + 1)) ? text[..half] : text;
    }

    /// <summary>
    /// What feeds hang behind a summary, and what page builders put at the end of a teaser. Atomic, as a row of arrows could otherwise be
    /// divided in more ways than there is time to try.
    /// </summary>
    [GeneratedRegex(
        """
        (?>\s*(?:
            (?:The\ post|Der\ Beitrag|Der\ Artikel|L['’]article|La\ entrada|El\ artículo|Il\ post|L['’]articolo|O\ post|Het\ bericht|Inlägget|Artykuł|The\ article)\ .{1,400}?\ (?:appeared\ first\ on|first\ appeared\ on|erschien\ zuerst\ (?:auf|bei)|est\ apparu\ en\ premier\ sur|(?:se\ publicó|aparece|apareció)\ primero\ en|proviene\ da|è\ apparso|apareceu\ primeiro\ em|verscheen\ eerst\ op|dök\ först\ upp|pochodzi\ z)\ .*
          | [\[(]?(?:Continue\ reading|Read\ more|Read\ the\ rest|Read\ the\ (?:full|original|whole)|Read\ full|Keep\ reading|Learn\ more|Find\ out\ more|See\ more|View\ (?:full|the\ full)|Full\ (?:story|article)|More\ on\ this\ story|Click\ here|Weiterlesen|Mehr\ lesen|Lesen\ Sie\ (?:hier|mehr)|Zum\ Artikel|Lire\ la\ suite|En\ savoir\ plus|Lire\ l['’]article|Leer\ más|Seguir\ leyendo|Sigue\ leyendo|Leggi\ tutto|Continua\ a\ leggere|Leia\ mais|Continue\ lendo|Lees\ meer|Lees\ verder|Läs\ mer|Czytaj\ (?:więcej|dalej)|Читать\ дал(?:ее|ьше))\b.{0,160}
          | \((?:more|mehr|suite)\s*(?:…|\.\.\.)?\)
          | \(?(?:more|mehr|suite|comments?)\)? (?:\s*[»›→…>]+|\s*\.\.\.)
          | \[\s*(?:read\ )?more\s*(?:…|\.\.\.)?\s*\]
          | [»›→]+
          | (?:Comments|Share\ this(?:\ article)?|Advertisement|Anzeige)\s*\.?
        )\s*)+$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Tail();

    [GeneratedRegex(@"\s*\(?(?:https?://|www\.)\S+\)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex LinkAtEnd();

    /// <summary>What a site says to a visitor who has not consented, subscribed or switched something on.</summary>
    [GeneratedRegex(
        @"\b(?:we|site|website|page) uses? cookies|\buse of cookies|accept (?:all )?cookies|enable (?:java ?script|cookies)|java ?script is (?:disabled|required)|ad ?-?blocker|" +
        @"already a subscriber|subscribe (?:now )?to (?:continue|read)|to continue reading|create an? (?:free )?account|sign up (?:for|to) (?:our|the|receive)|log ?in to (?:continue|read)|" +
        @"verwende[nt]\w* cookies|cookies (?:zustimmen|akzeptieren)|bitte (?:aktivieren|javascript)|nous utilisons des cookies|utilizamos cookies|usiamo (?:i )?cookie|" +
        @"no longer supported|when you subscribe|unsubscribe at any time|images may be subject to copyright|consider upgrading|all rights reserved|hier finden sie informationen zu dem thema|terms of (?:use|service)|privacy policy|your browser (?:is|does)|not supported by your browser|captcha|verify (?:that )?you are (?:a )?human",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Wall();

    /// <summary>"12:43, 20 Apr 2026Updated 12:44", "Published 11:11 PM EST", "28 Mar 2020, 06:15 PM IST", "By.KJ : 2019年04月04日 09:00".</summary>
    [GeneratedRegex(@"\b(?:Published|Posted|Aktualisiert|Veröffentlicht|Publicado)\b.{0,16}\d{1,2}[:.]\d{2}|\d{4}\s?(?:Updated|Published)\b|\b20\d{2},? (?:at )?\d{1,2}:\d{2} ?[AP]M\b|\d{4}年\d{1,2}月\d{1,2}日 \d{1,2}:\d{2}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Stamp();

    /// <summary>One paper's feed runs its link boxes into the text: "Donald TrumpBiden says … MORE's to lose".</summary>
    [GeneratedRegex(@"\p{Ll}\p{Lu}\p{Ll}+.{0,200} MORE(?:\b|['’]s)|[^\p{Lu}\s] MORE(?:['’]s)? \p{Ll}")]
    private static partial Regex LinkList();

    [GeneratedRegex(@"(?<=[.!?…][""”’»)]?)\s+")]
    private static partial Regex SentenceBreak();
}
