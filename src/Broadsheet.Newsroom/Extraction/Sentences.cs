using System.Collections.Frozen;

namespace Broadsheet.Extraction;

/// <summary>Finds where sentences end, and cuts text there.</summary>
internal static class Sentences
{
    /// <summary>Words whose full stop ends no sentence. Those of the calendar and of rank are what broke excerpts most often.</summary>
    private static readonly FrozenSet<string> Abbreviations = FrozenSet.ToFrozenSet(
        [
            "mr", "mrs", "ms", "dr", "prof", "sr", "jr", "st", "gen", "col", "lt", "sgt", "capt", "cmdr", "adm", "sen", "rep", "gov", "pres", "rev", "hon",
            "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri",
            "nos", "vs", "v", "bros", "dept", "approx", "ca", "cf", "ft", "mt", "ave", "blvd", "rd",
            "bzw", "dipl", "nr", "evtl", "ggf", "vgl", "mme", "mlle", "sra", "srta", "dra", "pág", "núm",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Abbreviations that do end a sentence when a capital follows.</summary>
    private static readonly FrozenSet<string> EndingWords = FrozenSet.ToFrozenSet(["etc", "usw", "inc", "ltd", "corp", "co", "no"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Teasers without a full stop are shorter than this; publishing systems that cut do it from 150 characters on.</summary>
    private const int LongestTeaser = 140;

    private const string Closers = "\"'”’»)]】」』›“";

    /// <summary>Whether the text ends where a sentence does.</summary>
    public static bool IsWhole(string text) => text.Length > 0 && EndAt(text, text.TrimEnd(Closers.ToCharArray()).Length - 1) == text.Length;

    /// <summary>Whether it ends where its author ended it: at a sentence, or short enough to be a teaser without a full stop.</summary>
    public static bool IsComplete(string text) => IsWhole(text) || (text.Length < LongestTeaser && !IsCutOff(text));

    /// <summary>
    /// The whole sentences that fit; or, when the first is too long, its beginning up to a word and an ellipsis.
    /// </summary>
    /// <param name="text">One line.</param>
    /// <param name="longest">Most characters of the result, the ellipsis included.</param>
    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest && IsComplete(text))
            return text;
        var end = LastEnd(text, Math.Min(longest, text.Length));
        // A short first sentence ("Updated.") alone says less than a cut second one.
        if (end >= Math.Min(longest / 4, 80))
            return text[..end];
        return text.Length < longest && !IsCutOff(text) ? text.TrimEnd(' ', ',', ';', ':', '-', '–', '—') + "…" : AtWord(text, longest);
    }

    /// <summary>The beginning up to a word and an ellipsis; the text itself when it fits.</summary>
    public static string AtWord(string text, int longest)
    {
        var bare = WithoutEllipsis(text);
        if (bare.Length == text.Length && text.Length <= longest)
            return text;
        if (bare.Length >= longest)
        {
            var blank = bare.LastIndexOf(' ', longest - 1);
            bare = bare[..(blank > longest / 2 ? blank : SafeCut(bare, longest - 1))];
        }
        return bare.TrimEnd(' ', ',', ';', ':', '-', '–', '—', '(', '“', '"', '«', '.', '…') + "…";
    }

    /// <summary>Whether somebody before us cut it: it ends in an ellipsis.</summary>
    public static bool IsCutOff(string text) => WithoutEllipsis(text).Length < text.TrimEnd().Length;

    private static string WithoutEllipsis(string text)
    {
        var bare = text.AsSpan().TrimEnd();
        while (true)
        {
            var before = bare.Length;
            foreach (var mark in new[] { "[…]", "[...]", "[&#8230;]", "(…)", "(...)", "…", "...", "[…", "[..." })
            {
                if (bare.EndsWith(mark, StringComparison.Ordinal))
                    bare = bare[..^mark.Length].TrimEnd();
            }
            if (bare.Length == before)
                return bare.ToString();
        }
    }

    /// <summary>Where the last sentence that ends within the limit does; 0 when none.</summary>
    private static int LastEnd(string text, int limit)
    {
        for (var i = limit - 1; i > 0; i--)
        {
            if (EndAt(text, i) is > 0 and var end && end <= limit)
                return end;
        }
        return 0;
    }

    /// <summary>The position behind the sentence that ends with the mark at <paramref name="at"/> and its closing quotes; 0 when none ends there.</summary>
    private static int EndAt(string text, int at)
    {
        if (at < 0 || at >= text.Length)
            return 0;
        var mark = text[at];
        if (mark is '。' or '！' or '？' or '।' or '؟' or '۔' or '։')
            return BehindClosers(text, at);
        if (mark is not ('.' or '!' or '?'))
            return 0;
        if (at > 0 && text[at - 1] == '.' && mark == '.')
            return 0;
        var end = BehindClosers(text, at);
        if (end < text.Length && text[end] != ' ')
            return 0;
        if (mark == '.' && IsAbbreviation(text, at, end))
            return 0;
        return end;
    }

    private static int BehindClosers(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && Closers.Contains(text[end], StringComparison.Ordinal) && !(text[end] is '“' or '"' && end + 1 < text.Length && text[end + 1] != ' '))
            end++;
        return end;
    }

    private static bool IsAbbreviation(string text, int dot, int end)
    {
        var start = dot;
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '.'))
            start--;
        var word = text.AsSpan(start, dot - start);
        if (word.Length == 0)
            return false;
        var isLast = end >= text.Length;
        // "Washington D.", "2:30 p." and "z. B." do not end; "in the U.S." does, at the end of the text.
        if (char.IsLetter(word[^1]) && (word.Length == 1 || word[^2] == '.'))
            return !isLast || word.Length == 1;
        if (EndingWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
            return !isLast && !StartsSentence(text, end);
        if (Abbreviations.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
            return true;
        // A day before its month ("am 3. Oktober"); years and amounts do end sentences.
        return !isLast && word.Length <= 2 && char.IsDigit(word[0]);
    }

    private static bool StartsSentence(string text, int end)
    {
        var next = end;
        while (next < text.Length && (text[next] == ' ' || "\"'“‘«(".Contains(text[next], StringComparison.Ordinal)))
            next++;
        return next < text.Length && char.IsUpper(text[next]);
    }

    private static int SafeCut(string text, int at) => at > 0 && char.IsHighSurrogate(text[at - 1]) ? at - 1 : at;
}
