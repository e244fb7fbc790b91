using System.Text;

namespace Broadsheet.Server.Search;

/// <summary>
/// What a reader looks for, as a person types it: words, <c>"phrases"</c>, <c>beginnings*</c>, <c>-unwanted</c>, <c>provider:</c> and
/// <c>topic:</c> with a word or phrase. Any text at all is a query; what has no meaning is passed over.
/// </summary>
internal sealed class SearchQuery
{
    /// <summary>Characters of a query that are read.</summary>
    public const int LongestQuery = 300;

    /// <summary>Terms that are read: each costs a walk through its list of articles.</summary>
    public const int MostTerms = 16;

    private readonly List<string> wanted = [];
    private readonly List<string> unwanted = [];

    private SearchQuery()
    {
    }

    /// <summary>What every answer has, each in the words of FTS5, in the order of <see cref="Match"/>.</summary>
    public IReadOnlyList<string> Wanted => wanted;

    /// <summary>The query in the words of FTS5; null when nothing is looked for.</summary>
    public string? Match
    {
        get
        {
            if (wanted.Count == 0)
                return null;
            var match = new StringBuilder().AppendJoin(" AND ", wanted);
            foreach (var term in unwanted)
                match.Insert(0, '(').Append(") NOT ").Append(term);
            return match.ToString();
        }
    }

    /// <summary>Reads what was typed.</summary>
    public static SearchQuery Parse(string text)
    {
        var query = new SearchQuery();
        var rest = text.AsSpan(0, Math.Min(text.Length, LongestQuery));
        while (query.wanted.Count + query.unwanted.Count < MostTerms && !(rest = rest.TrimStart()).IsEmpty)
            query.Add(Cut(ref rest));
        return query;
    }

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
        rest = rest[end..];
        return term;
    }

    private void Add(ReadOnlySpan<char> term)
    {
        var isUnwanted = term.Length > 1 && term[0] == '-';
        if (isUnwanted)
            term = term[1..];
        var columns = ColumnsOf(ref term);
        var isBeginning = term.Length > 1 && term[^1] == '*';
        var words = Quoted(term);
        if (words.Length == 0)
            return;
        (isUnwanted ? unwanted : wanted).Add($"{columns} : {words}{(isBeginning ? " *" : "")}");
    }

    private static string ColumnsOf(ref ReadOnlySpan<char> term)
    {
        foreach (var (prefix, column) in new[] { ("provider:", "provider"), ("topic:", "topics") })
        {
            if (!term.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                continue;
            term = term[prefix.Length..];
            return column;
        }

        return "{title excerpt text provider}";
    }

    /// <summary>
    /// The words as an FTS5 string, in which nothing has a meaning of its own. Only letters, digits and marks are left: the index knows no
    /// others, and a string without any of them would match nothing or everything by the place it stands in.
    /// </summary>
    private static string Quoted(ReadOnlySpan<char> term)
    {
        var words = new StringBuilder(term.Length + 2);
        var hasWord = false;
        foreach (var rune in term.EnumerateRunes())
        {
            var isOfWord = Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
            hasWord |= Rune.IsLetterOrDigit(rune);
            words.Append(isOfWord && rune != Rune.ReplacementChar ? rune.ToString() : " ");
        }

        return hasWord ? $"\"{words.ToString().Trim()}\"" : "";
    }
}
