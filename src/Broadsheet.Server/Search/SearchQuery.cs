using System.Text;

namespace Broadsheet.Server.Search;

/// <summary>What a reader looks for (<see cref="NewsQuery"/>), in the words of FTS5.</summary>
internal sealed class SearchQuery
{
    /// <summary>Characters of a query that are read.</summary>
    public const int LongestQuery = NewsQuery.LongestQuery;

    /// <summary>Terms that are read: each costs a walk through its list of articles.</summary>
    public const int MostTerms = NewsQuery.MostTerms;

    private readonly string[] wanted;
    private readonly string[] unwanted;

    private SearchQuery(NewsQuery query)
    {
        wanted = [.. query.Terms.Where(term => !term.IsUnwanted).Select(Term)];
        unwanted = [.. query.Terms.Where(term => term.IsUnwanted).Select(Term)];
    }

    /// <summary>What every answer has, each in the words of FTS5, in the order of <see cref="Match"/>.</summary>
    public IReadOnlyList<string> Wanted => wanted;

    /// <summary>The query in the words of FTS5; null when nothing is looked for.</summary>
    public string? Match
    {
        get
        {
            if (wanted.Length == 0)
                return null;
            var match = new StringBuilder().AppendJoin(" AND ", wanted);
            foreach (var term in unwanted)
                match.Insert(0, '(').Append(") NOT ").Append(term);
            return match.ToString();
        }
    }

    /// <summary>Reads what was typed.</summary>
    public static SearchQuery Parse(string text) => new(NewsQuery.Parse(text));

    // The words stand in an FTS5 string, in which nothing has a meaning of its own.
    private static string Term(QueryTerm term) => $"{ColumnsOf(term.Field)} : \"{term.Words}\"{(term.IsBeginning ? " *" : "")}";

    private static string ColumnsOf(QueryField field) => field switch
    {
        QueryField.Provider => "provider",
        QueryField.Topic => "topics",
        _ => "{title excerpt text provider}",
    };
}
