using System.Globalization;
using System.Text;

namespace Broadsheet.Publishing.Syndication;

/// <summary>
/// What a feed of one's own asks for, in the words of the search: words, <c>"phrases"</c>, <c>beginnings*</c>, <c>-unwanted</c>, <c>topic:</c> and
/// <c>provider:</c>. All must hold for one article of a story, in its headline or excerpt. Capitals do not matter; accents, unlike there, do.
/// </summary>
internal sealed class StoryQuery
{
    private readonly List<Term> terms = [];

    private StoryQuery()
    {
    }

    /// <summary>Reads a query; null when it asks for nothing in particular.</summary>
    public static StoryQuery? Parse(string text)
    {
        var query = new StoryQuery();
        foreach (var word in Words(text))
        {
            var isUnwanted = word.Length > 1 && word[0] == '-';
            var rest = isUnwanted ? word[1..] : word;
            var (kind, value) = rest switch
            {
                _ when rest.StartsWith("topic:", StringComparison.OrdinalIgnoreCase) => (TermKind.Topic, rest["topic:".Length..].Trim('"')),
                _ when rest.StartsWith("provider:", StringComparison.OrdinalIgnoreCase) => (TermKind.Provider, rest["provider:".Length..].Trim('"')),
                _ when rest.EndsWith('*') => (TermKind.Beginning, Folded(rest)),
                _ => (TermKind.Words, Folded(rest)),
            };
            if (value.Length > 0)
                query.terms.Add(new Term(kind, kind is TermKind.Words or TermKind.Beginning ? value : value.ToLowerInvariant(), isUnwanted));
        }

        return query.terms.Exists(term => !term.IsUnwanted) ? query : null;
    }

    /// <summary>Whether an article of the story is what the query asks for.</summary>
    /// <param name="story">The story.</param>
    /// <param name="topics">Topics by name, so that a topic can be called by its id.</param>
    public bool Fits(Story story, IReadOnlyDictionary<string, Topic> topics) => story.Articles.Any(article =>
    {
        // Made once an article, and not before a cheaper term has failed.
        var text = new Lazy<string>(() => $" {Folded(article.Title)} {Folded(article.Excerpt)} ");
        return terms.TrueForAll(term => term.IsUnwanted != Holds(term, article, text, topics));
    });

    private static bool Holds(Term term, Article article, Lazy<string> text, IReadOnlyDictionary<string, Topic> topics) => term.Kind switch
    {
        TermKind.Topic => article.Topics.Any(match =>
            match.Topic.Equals(term.Value, StringComparison.OrdinalIgnoreCase) || (topics.GetValueOrDefault(match.Topic)?.Id ?? "").Equals(term.Value, StringComparison.OrdinalIgnoreCase)),
        TermKind.Provider => article.Provider.Domain.Equals(term.Value, StringComparison.OrdinalIgnoreCase) || article.Provider.Name.Equals(term.Value, StringComparison.OrdinalIgnoreCase),
        TermKind.Beginning => text.Value.Contains(' ' + term.Value, StringComparison.Ordinal),
        _ => text.Value.Contains($" {term.Value} ", StringComparison.Ordinal),
    };

    /// <summary>Parts at spaces, but not inside quotation marks.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        var isQuoted = false;
        foreach (var letter in text + ' ')
        {
            isQuoted ^= letter == '"';
            if (isQuoted || !char.IsWhiteSpace(letter))
            {
                word.Append(letter);
                continue;
            }

            if (word.Length > 0)
                yield return word.ToString();
            word.Clear();
        }

        if (word.Length > 0)
            yield return word.ToString().Trim();
    }

    /// <summary>Lower case, and one space for all that is neither letter nor digit.</summary>
    private static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
                folded.Append(char.ToLowerInvariant(letter));
            else if (folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }

        return folded.ToString().TrimEnd();
    }

    private enum TermKind
    {
        Words,
        Beginning,
        Topic,
        Provider,
    }

    private sealed record Term(TermKind Kind, string Value, bool IsUnwanted);
}
