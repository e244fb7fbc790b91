using System.Globalization;
using System.Text;

namespace Broadsheet;

/// <summary>
/// What a reader looks for, as a person types it: words, <c>"phrases"</c>, <c>beginnings*</c>, <c>-unwanted</c>, <c>provider:</c> and
/// <c>topic:</c> with a word or phrase. All that is wanted must hold. Any text at all is a query; what has no meaning is passed over.
/// </summary>
public sealed class NewsQuery
{
    /// <summary>Characters of a query that are read.</summary>
    public const int LongestQuery = 300;

    /// <summary>Terms that are read: each costs a walk through articles.</summary>
    public const int MostTerms = 16;

    private static readonly (string Prefix, QueryField Field)[] Fields = [("provider:", QueryField.Provider), ("topic:", QueryField.Topic)];

    private NewsQuery(IReadOnlyList<QueryTerm> terms, bool isCut) => (Terms, IsCut) = (terms, isCut);

    /// <summary>What is wanted and unwanted, in the order it was typed.</summary>
    public IReadOnlyList<QueryTerm> Terms { get; }

    /// <summary>Whether more was typed than is read.</summary>
    public bool IsCut { get; }

    /// <summary>Whether anything is wanted; that something is unwanted says nothing about what is.</summary>
    public bool IsForSomething => Terms.Any(term => !term.IsUnwanted);

    /// <summary>Reads what was typed.</summary>
    public static NewsQuery Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var terms = new List<QueryTerm>();
        var rest = text.AsSpan(0, Math.Min(text.Length, LongestQuery)).Trim();
        while (terms.Count < MostTerms && !rest.IsEmpty)
        {
            if (TermOf(Cut(ref rest)) is { } term)
                terms.Add(term);
        }

        return new NewsQuery(terms, text.Length > LongestQuery || !rest.IsEmpty);
    }

    /// <summary>The words of a text, parted by one space each: letters, digits and the marks on them; all else parts words.</summary>
    public static string WordsOf(ReadOnlySpan<char> text)
    {
        var words = new StringBuilder(text.Length);
        var isParted = false;
        foreach (var rune in text.EnumerateRunes())
        {
            // A mark belongs to the letter before it, and is nothing on its own.
            if (!IsOfWord(rune) && !(IsMark(rune) && words.Length > 0 && !isParted))
            {
                isParted = true;
                continue;
            }

            if (isParted && words.Length > 0)
                words.Append(' ');
            isParted = false;
            words.Append(rune);
        }

        return words.ToString();
    }

    private static bool IsOfWord(Rune rune) => rune.IsAscii
        ? char.IsAsciiLetterOrDigit((char)rune.Value)
        : Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static bool IsMark(Rune rune) => !rune.IsAscii && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Cuts off the next term: up to a space outside quotes. A quote that is never closed holds to the end.</summary>
    private static ReadOnlySpan<char> Cut(ref ReadOnlySpan<char> rest)
    {
        var isQuoted = false;
        var end = 0;
        for (; end < rest.Length && (isQuoted || !char.IsWhiteSpace(rest[end])); end++)
        {
            if (rest[end] == '"')
                isQuoted = !isQuoted;
        }

        var term = rest[..end];
        rest = rest[end..].TrimStart();
        return term;
    }

    private static QueryTerm? TermOf(ReadOnlySpan<char> typed)
    {
        var isUnwanted = typed.Length > 1 && typed[0] == '-';
        if (isUnwanted)
            typed = typed[1..];
        var named = QueryField.Anywhere;
        foreach (var (prefix, field) in Fields)
        {
            if (!typed.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                continue;
            typed = typed[prefix.Length..];
            named = field;
            break;
        }

        var words = WordsOf(typed);
        return words.Length == 0 ? null : new QueryTerm(named, words, IsBeginning: typed[^1] == '*', isUnwanted);
    }
}

/// <summary>Where a term of a query must stand.</summary>
public enum QueryField
{
    /// <summary>In an article's texts or its provider's name.</summary>
    Anywhere,

    /// <summary>In the provider's name or domain.</summary>
    Provider,

    /// <summary>In a topic's name or id.</summary>
    Topic,
}

/// <summary>A part of a query.</summary>
/// <param name="Field">Where it must stand.</param>
/// <param name="Words">Its words one after the other, as they were typed, parted by one space each; at least one.</param>
/// <param name="IsBeginning">Whether the last of them may go on.</param>
/// <param name="IsUnwanted">Whether it must not stand there.</param>
public sealed record QueryTerm(QueryField Field, string Words, bool IsBeginning, bool IsUnwanted);
