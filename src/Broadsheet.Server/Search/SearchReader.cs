using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Broadsheet.Server.Search;

/// <summary>One who looks into the index: a connection with its questions prepared. Answers one question at a time.</summary>
internal sealed class SearchReader : IDisposable
{
    /// <summary>Put around what is marked. Private-use characters, taken out of what is indexed: they come back only where SQLite put them.</summary>
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
    private readonly SqliteCommand marked;

    /// <param name="path">Path of the index file, which is there.</param>
    /// <param name="generation">Which state of the file it was opened for.</param>
    public SearchReader(string path, int generation)
    {
        Generation = generation;
        connection = SearchSchema.OpenToRead(path);
        relevance = new TextRelevance(connection);
        matches = connection.Statement($"SELECT rowid, {TextRelevance.Name}(words) FROM words WHERE words MATCH $1 ORDER BY rowid DESC LIMIT $2", "", Candidates);
        frequency = connection.Statement(
            "SELECT count(*), min(number) FROM (SELECT rowid AS number FROM words WHERE words MATCH $1 ORDER BY rowid DESC LIMIT $2)", "", Sample);
        // The words are looked up once for all rows; the plus keeps SQLite from looking them up for each.
        marked = connection.Statement(
            """
            SELECT rowid, highlight(words, 0, $2, $3), snippet(words, -1, $2, $3, '…', 24)
            FROM words WHERE words MATCH $1 AND rowid BETWEEN $4 AND $5 AND +rowid IN (SELECT value FROM json_each($6))
            """,
            "",
            MarkBegin.ToString(),
            MarkEnd.ToString(),
            0L,
            0L,
            "");
    }

    /// <summary>Which state of the file it was opened for.</summary>
    public int Generation { get; }

    /// <summary>What matches, the newest first, and how well its text answers.</summary>
    /// <param name="match">What is looked for, in the words of FTS5.</param>
    /// <param name="weights">What each of its wanted terms weighs.</param>
    /// <param name="lengths">How long articles are by their numbers, as far as known; what is looked up is added.</param>
    public List<(long Number, double Relevance)> Matches(string match, double[] weights, int[] lengths)
    {
        relevance.Weigh(weights, lengths);
        matches.Parameters[0].Value = match;
        using var reader = matches.ExecuteReader();
        var found = new List<(long, double)>();
        while (reader.Read())
            found.Add((reader.GetInt64(0), reader.GetDouble(1)));
        return found;
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

    /// <summary>Title and a piece of text with the matches marked, of some of the rows that match.</summary>
    public Dictionary<long, (string Title, string Excerpt)> Marked(string match, long[] numbers)
    {
        var texts = new Dictionary<long, (string, string)>();
        if (numbers.Length == 0)
            return texts;
        marked.Parameters[0].Value = match;
        marked.Parameters[3].Value = numbers.Min();
        marked.Parameters[4].Value = numbers.Max();
        marked.Parameters[5].Value = $"[{string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)))}]";
        using var reader = marked.ExecuteReader();
        while (reader.Read())
            texts.Add(reader.GetInt64(0), (reader.GetString(1), reader.GetString(2)));
        return texts;
    }

    public void Dispose()
    {
        matches.Dispose();
        frequency.Dispose();
        marked.Dispose();
        connection.Dispose();
    }
}
