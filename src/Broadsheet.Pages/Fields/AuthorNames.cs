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
        if (name.Contains("://", StringComparison.Ordinal) || name.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || name.Any(char.IsDigit))
            return "";
        var folded = TextFold.Fold(name);
        if (s_nobody.Contains(folded))
            return "";
        var words = folded.Split(' ');
        if (words.Length > MostWords && words[0].Length > 1)
            return "";
        // A role beside a name, not a name: "political editor", "Reporter".
        return words.Any(s_roles.Contains) || s_companies.Contains(words[^1]) || !(StartsLikeAName(name) || s_agencies.Contains(name)) ? "" : name;
    }

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

    [GeneratedRegex(@"^\s*(?:(?:written|reported|posted|published|words|story|article|text|texte?)\s+)?(?:by|von|par|por|di|da|door|av|af|przez|автор|author|autor|autore|auteur|de)\s*:?\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
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
