using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Broadsheet.Server.Search;

/// <summary>One who looks into the index: a connection with its questions prepared. Answers one question at a time.</summary>
internal sealed class SearchReader : IDisposable
{
    /// <summary>Put around what is marked. Private-use characters, taken out of what is indexed: they come back only where we put them.</summary>
    public const char MarkBegin = '\uE000';

    /// <summary>The end of what is marked.</summary>
    public const char MarkEnd = '\uE001';

    // A word that stands everywhere matches everything; the newest of that are enough, and keep the answer in milliseconds.
    private const int Candidates = 500;

    // Enough to tell how common a word is.
    private const int Sample = 200;

    private readonly SqliteConnection connection;
    private readonly TextRelevance relevance;
    private readonly SqliteCommand matches;
    private readonly SqliteCommand frequency;
    private readonly SqliteCommand texts;
    private readonly SqliteCommand begin;
    private readonly SqliteCommand end;
    private readonly Marks marks = new();

    /// <param name="path">Path of the index file, which is there.</param>
    /// <param name="generation">Which state of the file it was opened for.</param>
    public SearchReader(string path, int generation)
    {
        Generation = generation;
        connection = SearchSchema.OpenToRead(path);
        relevance = new TextRelevance(connection);
        // One row instead of hundreds: each is told by the function, and to take it from SQLite as well costs as much again.
        matches = connection.Statement(
            $"SELECT count(told) FROM (SELECT {TextRelevance.Name}(words) AS told FROM words WHERE words MATCH $1 ORDER BY rowid LIMIT $2)", "", Candidates);
        frequency = connection.Statement(
            "SELECT count(*), min(number) FROM (SELECT -rowid AS number FROM words WHERE words MATCH $1 ORDER BY rowid LIMIT $2)", "", Sample);
        // The words are looked up once for all rows; the plus keeps SQLite from looking them up for each.
        texts = connection.Statement("SELECT c0, c1, c2, c3, c4 FROM words_content WHERE id = $1", 0L);
        begin = connection.Statement("BEGIN");
        end = connection.Statement("COMMIT");
    }

    /// <summary>Which state of the file it was opened for.</summary>
    public int Generation { get; }

    /// <summary>Answers from one state of the file, whatever is written meanwhile.</summary>
    public T Ask<T>(Func<SearchReader, T> question)
    {
        begin.ExecuteNonQuery();
        try
        {
            return question(this);
        }
        finally
        {
            end.ExecuteNonQuery();
        }
    }

    /// <summary>What matches, the newest first, and how well its text answers.</summary>
    /// <param name="match">What is looked for, in the words of FTS5.</param>
    /// <param name="weights">What each of its wanted terms weighs.</param>
    /// <param name="lengths">How long articles are by their numbers, as far as known; what is looked up is added.</param>
    public List<SearchMatch> Matches(string match, double[] weights, int[] lengths)
    {
        relevance.Weigh(weights, lengths);
        matches.Parameters[0].Value = match;
        using var reader = matches.ExecuteReader();
        reader.Read();
        return [.. relevance.Told];
    }

    /// <summary>
    /// In how many articles a term stands. Rare ones are counted; of a common one the newest are, and how far back they reach says how many
    /// there are in all.
    /// </summary>
    /// <param name="term">The term in the words of FTS5.</param>
    /// <param name="articles">How many articles there are.</param>
    /// <param name="newest">The highest number.</param>
    public double Frequency(string term, int articles, long newest)
    {
        frequency.Parameters[0].Value = term;
        using var reader = frequency.ExecuteReader();
        reader.Read();
        var counted = reader.GetInt64(0);
        return counted < Sample ? counted : Math.Min(articles, counted * (double)articles / Math.Max(1, newest - reader.GetInt64(1) + 1));
    }

    /// <summary>Title and a piece of text with the matches marked, of an article that was found by the last question.</summary>
    public (string Title, string Excerpt) Marked(SearchMatch match)
    {
        texts.Parameters[0].Value = -match.Number;
        using var reader = texts.ExecuteReader();
        reader.Read();
        string[] columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];
        var seen = CollectionsMarshal.AsSpan(relevance.Seen)[match.Seen];
        return (marks.Whole(columns[0], 0, seen), marks.Piece(columns, seen));
    }

    public void Dispose()
    {
        matches.Dispose();
        frequency.Dispose();
        texts.Dispose();
        begin.Dispose();
        end.Dispose();
        connection.Dispose();
    }
}

/// <summary>An article that matches.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Relevance">How well its text answers.</param>
/// <param name="Seen">Where what is wanted stands in it, among all that was seen for the question.</param>
internal readonly record struct SearchMatch(long Number, double Relevance, Range Seen);
