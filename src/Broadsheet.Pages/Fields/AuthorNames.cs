using System.Buffers;
using System.Text.RegularExpressions;

namespace Broadsheet.Pages.Fields;

/// <summary>Takes the names of people out of a line that names authors.</summary>
internal static partial class AuthorNames
{
    private const int LongestName = 60;
    private const int MostWords = 6;

    private static readonly SearchValues<char> s_neverInNames = SearchValues.Create("@{}[]<>=_#?!*\"");

    private static readonly HashSet<string> s_roles = new(StringComparer.Ordinal)
    {
        "editor", "reporter", "correspondent", "writer", "journalist", "columnist", "contributor", "producer", "analyst", "author",
        "photographer", "redakteur", "redakteurin", "korrespondent", "korrespondentin", "redacteur", "journaliste", "periodista", "redactor",
        "redactora", "giornalista", "chief", "freelance", "posted", "published", "updated", "comments", "follow", "share", "read", "min",
        "more", "articles", "email", "twitter", "facebook", "contact", "bio", "profile", "view", "political", "senior", "deputy", "managing",
    };

    private static readonly HashSet<string> s_nobody = new(StringComparer.Ordinal)
    {
        "admin", "administrator", "null", "none", "undefined", "unknown", "anonymous", "guest", "author", "authors", "n a", "by", "user",
        "webmaster", "root", "editor", "dev", "developer",
    };

    /// <summary>The names of one line, in its order.</summary>
    public static IEnumerable<string> Split(string line)
    {
        line = Parentheses().Replace(line, " ");
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
        return words.Any(s_roles.Contains) || !StartsLikeAName(name) ? "" : name;
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

    [GeneratedRegex(@"\([^)]{0,80}\)", RegexOptions.CultureInvariant)]
    private static partial Regex Parentheses();

    [GeneratedRegex(@"\s*(?:[,;|/&\n•·،、]|\s[-–—]\s|\s(?:and|und|et|og|och|en|y|i|e|with|mit|và|и|και)\s)\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Separators();
}
