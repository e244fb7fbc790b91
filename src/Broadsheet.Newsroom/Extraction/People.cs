using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Broadsheet.Extraction;

/// <summary>Keeps the people among what is stated as authors.</summary>
internal static partial class People
{
    private const int Most = 10;

    private static readonly FrozenSet<string> Nobody = FrozenSet.ToFrozenSet(
        [
            "admin", "administrator", "editor", "editors", "editorial", "editorial staff", "editorial team", "staff", "staff writer", "staff writers", "staff reporter", "news desk", "newsdesk",
            "newsroom", "web desk", "online desk", "redaktion", "redaktion online", "die redaktion", "redacción", "redacao", "redação", "la rédaction", "rédaction", "redazione", "redactie", "redakcja",
            "author", "unknown", "anonymous", "guest", "guest author", "contributor", "webmaster", "user", "root", "none", "null", "noreply", "reuters", "ap", "associated press", "the associated press", "afp", "agence france presse", "dpa", "deutsche presse agentur", "apa", "efe", "ansa", "pti", "ians", "ani", "xinhua", "tass", "bloomberg", "press release", "agencies", "wire services", "by",
        ],
        StringComparer.Ordinal);

    private static readonly string[] Departments = ["redaktion", "newsroom", "news desk", "newsdesk", " staff", " desk", " team", "redacción", "rédaction", "redazione", " news service"];

    /// <summary>Names of people, as they are to be printed.</summary>
    /// <param name="stated">What stands where an author should.</param>
    /// <param name="provider">The publisher, who is not a person.</param>
    public static IReadOnlyList<string> Of(IEnumerable<string> stated, Provider provider)
    {
        List<string> people = [];
        var publisher = PlainText.Fold(provider.Name);
        foreach (var name in stated.Select(Clean))
        {
            var folded = PlainText.Fold(name);
            if (folded.Length > 1 && !IsDepartment(folded) && !Nobody.Contains(folded) && folded != publisher && !folded.StartsWith(publisher + " ", StringComparison.Ordinal) && folded != PlainText.Fold(provider.Domain) && IsName(name)
                && !people.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                people.Add(name);
            }
            if (people.Count == Most)
                break;
        }
        return people;
    }

    private static string Clean(string stated) => Email().Replace(By().Replace(PlainText.Tidy(stated), ""), "").Trim(' ', ',', ';', '(', ')', '|', '-', '–');

    private static bool IsDepartment(string folded) => Departments.Any(department => folded.EndsWith(department, StringComparison.Ordinal));

    private static bool IsName(string name) =>
        name.Length is > 1 and <= 80 && name[0] != '@' && !name.Contains("://", StringComparison.Ordinal) && !name.Contains("www.", StringComparison.OrdinalIgnoreCase)
        && name.Count(c => c == ' ') <= 6 && name.Any(char.IsLetter) && name[^1] is not (':' or '：') && !Credit().IsMatch(name);

    [GeneratedRegex(@"^(?:by|von|par|por|di|van|written by|posted by)\s*:?\s+", RegexOptions.IgnoreCase)]
    private static partial Regex By();

    /// <summary>Credits of photographers, models and machines, and the page's own switches.</summary>
    [GeneratedRegex(@"\b(?:photograph|photo|credit|developed|text size|wire services|courtesy)\b| (?:using|for|at) ", RegexOptions.IgnoreCase)]
    private static partial Regex Credit();

    [GeneratedRegex(@"\(?\S+@\S+\.\S+\)?")]
    private static partial Regex Email();
}
