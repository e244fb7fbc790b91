using System.Buffers;
using System.Text.RegularExpressions;

namespace Broadsheet.Pages.Fields;

/// <summary>Takes the names of people out of a line that names authors.</summary>
internal static partial class AuthorNames
{
    private const int LongestName = 60;
    private const int MostWords = 6;
    private const int MostBylineNames = 5;

    private static readonly SearchValues<char> s_neverInNames = SearchValues.Create("@{}[]<>=_#?!*\"");

    private static readonly HashSet<string> s_roles = new(StringComparer.Ordinal)
    {
        "editor", "reporter", "correspondent", "writer", "journalist", "columnist", "contributor", "producer", "analyst", "author",
        "photographer", "redakteur", "redakteurin", "korrespondent", "korrespondentin", "redacteur", "journaliste", "periodista", "redactor",
        "redactora", "giornalista", "chief", "freelance", "posted", "published", "updated", "comments", "follow", "share", "read", "min",
        "more", "articles", "email", "twitter", "facebook", "contact", "bio", "profile", "view", "political", "senior", "deputy", "managing",
    };

    // The agencies that sign in small letters.
    private static readonly HashSet<string> s_agencies = new(StringComparer.Ordinal) { "dpa", "afp", "apa", "sid", "epd", "kna", "ansa", "efe", "ntb", "tt" };

    private static readonly HashSet<string> s_nobility = new(StringComparer.Ordinal) { "von", "van", "der", "den", "de", "del", "della", "di", "da", "du", "la", "le", "bin", "al", "el", "af", "zu", "zur", "ten", "v." };

    private static readonly HashSet<string> s_labels = new(StringComparer.Ordinal)
    {
        "post", "posts", "topics", "related", "next", "previous", "prev", "gallery", "photo", "photos", "picture", "image", "credit", "news", "press",
        "story", "stories", "links", "source", "sources", "tags", "recommended", "watch", "now", "continue", "loading", "the", "in", "street", "university",
        "themen", "artikel", "weitere", "quellen", "unsere", "mehr", "foto", "bild", "fuente", "quelle", "getty", "images", "follow", "us", "page", "top",
    };

    private static readonly HashSet<string> s_companies = new(StringComparer.Ordinal) { "inc", "ltd", "llc", "gmbh", "ag", "corp", "limited", "group", "verlag" };

    private static readonly HashSet<string> s_nobody = new(StringComparer.Ordinal)
    {
        "admin", "administrator", "null", "none", "undefined", "unknown", "anonymous", "guest", "author", "authors", "n a", "by", "user",
        "webmaster", "root", "editor", "dev", "developer", "von", "par", "por", "di", "da", "door", "av", "af", "text", "print", "news",
        "link copied", "text size", "small", "medium", "large", "location", "image credit", "getty images", "mo", "di", "mi", "do", "fr", "sa", "so",
    };

    /// <summary>The names of one line, in its order.</summary>
    public static IEnumerable<string> Split(string line)
    {
        line = Handles().Replace(Parentheses().Replace(line, " "), " ");
        line = LeadingBy().Replace(line, "");
        foreach (var part in Separators().Split(line))
        {
            var name = Clean(part);
            if (name.Length > 0)
                yield return name;
        }
    }

    private static string Clean(string part)
    {
        var name = LeadingBy().Replace(part.Trim(' ', '\u00a0', '.', ',', ':', '-', '–', '—', '·', '•', '\n', '\t'), "").Trim();
        if (name.Length is < 2 or > LongestName || name.AsSpan().ContainsAny(s_neverInNames))
            return "";
        // "記者" before a word makes a label of it; behind a name it is the trade.
        if (name.StartsWith("記者", StringComparison.Ordinal))
            return "";
        if (name.EndsWith("記者", StringComparison.Ordinal) || name.EndsWith("기자", StringComparison.Ordinal))
            name = name[..^2].TrimEnd();
        if (name.Contains("://", StringComparison.Ordinal) || name.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || name.Any(char.IsDigit))
            return "";
        var folded = TextFold.Fold(name);
        if (s_nobody.Contains(folded))
            return "";
        var words = folded.Split(' ');
        if (words.Length > MostWords && words[0].Length > 1)
            return "";
        // A role beside a name, not a name: "political editor", "Reporter".
        return words.Any(s_roles.Contains) || s_companies.Contains(words[^1]) || !(StartsLikeAName(name) || s_agencies.Contains(name)) || IsPhrase(name) ? "" : name;
    }

    // "certain Rights reserved": in a name of several words small ones are never the most.
    private static bool IsPhrase(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 2 && words.Count(word => char.IsLower(word[0])) * 2 > words.Length;
    }

    /// <summary>A pseudonym or initials, as a publisher's system may give for a person: one word of letters and digits; null when it is none.</summary>
    public static string? Nickname(string line)
    {
        var name = line.Trim();
        var folded = TextFold.Fold(name);
        return Nick().IsMatch(name) && !s_nobody.Contains(folded) && !s_roles.Contains(folded) ? name : null;
    }

    /// <summary>
    /// The names that close a text: in brackets behind its last words ("… said. (Ann Example, Bo Sample, 3.5.2024)"), or alone on a line.
    /// </summary>
    public static IReadOnlyList<string> InSignature(string paragraph)
    {
        var match = Signature().Match(paragraph);
        var line = match.Success ? match.Groups[1].Value : paragraph.Length <= LongestName ? paragraph : "";
        List<string> parts = [.. Separators().Split(line).Select(part => part.Trim(' ', '.', '+')).Where(part => part.Length > 0 && !(match.Success && part.Any(char.IsDigit)))];
        List<string> names = [.. parts.Select(part => match.Success ? From().Replace(part, "") : part)];
        return names.Count is > 0 and <= MostBylineNames && names.All(name => IsSignedName(name) || (match.Groups[2].Success && IsHanName(name)))
            && names.All(name => Clean(name).Length > 0)
            ? names
            : [];
    }

    // Labels stand alone on lines too ("SIGN UP", "Read more", "Photo: …"): nothing but capitalised words and those of nobility is a name.
    private static bool IsSignedName(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is >= 2 and <= 4
            && char.IsUpper(words[0][0])
            && words[^1].Length > 1
            && words.All(word => word.All(c => char.IsLetter(c) || c is '.' or '-' or '\'' or '’') && (char.IsUpper(word[0]) || s_nobility.Contains(word)))
            && !words.All(word => word.Length > 2 && word.All(c => !char.IsLower(c)))
            && !words.Any(word => s_labels.Contains(word.ToLowerInvariant()));
    }

    private static bool IsHanName(string name) => name.Length is >= 2 and <= 4 && name.All(c => c is >= '\u4e00' and <= '\u9fff');

    // Names of people begin with a capital in the scripts that have capitals; "staff reporters" do not.
    private static bool StartsLikeAName(string name)
    {
        foreach (var c in name)
        {
            if (char.IsUpper(c) || (char.IsLetter(c) && !char.IsLower(c)))
                return true;
        }

        return false;
    }

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd}_.\-]{1,29}$", RegexOptions.CultureInvariant)]
    private static partial Regex Nick();

    [GeneratedRegex(@"[(（]((?:(责编|责任编辑|责編|編集)[：:]\s*)?[^()（）]{4,160})[)）]\W{0,6}$", RegexOptions.CultureInvariant)]
    private static partial Regex Signature();

    // "Ann Example aus Berlin": where the author is.
    [GeneratedRegex(@"\s(?:aus|in|from|de|à)\s\p{Lu}[^,]*$|^(?:责编|责任编辑|责編|編集)[：:]\s*", RegexOptions.CultureInvariant)]
    private static partial Regex From();

    [GeneratedRegex(@"^\s*(?:(?:written|reported|posted|published|words|story|article|text|texte?)\s+)?(?:(?:by){1,2}|von|par|por|di|da|door|av|af|przez|автор|author|autor|autore|auteur|de)\s*:?\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LeadingBy();

    /// <summary>The names in a line of text that says who wrote the article ("By Ann Example and Bo Sample | 4 May"); none in any other line.</summary>
    public static IReadOnlyList<string> InByline(string line)
    {
        var match = Byline().Match(line);
        if (!match.Success)
            return [];
        var rest = match.Groups[1].Value;
        var end = BylineEnd().Match(rest);
        rest = end.Success ? rest[..end.Index] : rest;
        List<string> names = [.. Split(rest).TakeWhile(IsFullName)];
        return names.Count is > 0 and <= MostBylineNames ? names : [];
    }

    /// <summary>Two to four words that each begin with a capital, small words of nobility aside.</summary>
    private static bool IsFullName(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is >= 2 and <= 5
            && char.IsUpper(words[0][0])
            && words.All(word => char.IsUpper(word[0]) || word.Length <= 3);
    }

    [GeneratedRegex(@"^\W{0,3}(?:(?:ein\s+)?(?:written|reported|story|words|article|artikel|beitrag|text(?:e|o)?)\s+)?(?:by|von|par|por|di|door|av|af|autor(?:in)?:|author:|text:|texte:|przez)\s+(.{4,120})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Byline();

    // What follows the names: a date, a place, the section, the next label.
    [GeneratedRegex(@"\d|\||\n|\s(?:in|on|at|am|vom|le|el|il|updated|published|posted|for|aus)\s|[·•–—]|\s-\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BylineEnd();

    [GeneratedRegex(@"@\S{1,60}", RegexOptions.CultureInvariant)]
    private static partial Regex Handles();

    [GeneratedRegex(@"\([^)]{0,80}\)", RegexOptions.CultureInvariant)]
    private static partial Regex Parentheses();

    [GeneratedRegex(@"\s*(?:[,;|/&\n•·،、]|\s[-–—]\s|\s(?:and|und|et|og|och|en|y|i|e|with|mit|và|и|και)\s)\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Separators();
}
