using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Data.Sqlite;

namespace Broadsheet.Server.Search;

/// <summary>
/// Full-text search over the articles of published stories (SQLite FTS5), in a file of its own beside the store. The pressroom brings it to
/// each edition; readers search meanwhile.
/// </summary>
/// <param name="path">Path of the index file.</param>
internal sealed class ArticleSearch(string path)
{
    // Private-use characters, taken out of what is indexed: they come back only where SQLite put them.
    private const char MarkBegin = '\uE000';
    private const char MarkEnd = '\uE001';

    // A word that stands everywhere matches everything; the newest of that are enough, and keep the answer in milliseconds.
    private const int Candidates = 1000;

    // An article's place in the ranking halves in this time, as far as its age counts at all.
    private const double HalfLifeInDays = 10;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private volatile bool isMade;

    /// <summary>Brings the index to an edition: adds what is new, writes anew what changed, takes away what is shown no more.</summary>
    public void Update(NewsSnapshot news)
    {
        using var connection = SearchSchema.OpenToWrite(path);
        isMade = true;
        using var transaction = connection.BeginTransaction();
        var indexed = Indexed(connection);
        // The oldest first, so that the newest have the highest numbers.
        foreach (var placed in news.Articles.Reverse().Where(placed => placed.Story.IsPublished))
        {
            var texts = TextsOf(placed.Article, news.Edition);
            var sum = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', texts)));
            if (!indexed.Remove(placed.Article.Id, out var known))
                Add(connection, placed.Article.Id, sum, texts);
            else if (!sum.AsSpan().SequenceEqual(known.Sum))
                Replace(connection, known.Number, sum, texts);
        }

        foreach (var (number, _) in indexed.Values)
            connection.Execute("DELETE FROM words WHERE rowid = $1; DELETE FROM indexed WHERE number = $1", number);
        transaction.Commit();
    }

    /// <summary>Searches.</summary>
    /// <param name="news">The snapshot that answers are from; an article that is in it no more is passed over.</param>
    /// <param name="query">What is looked for.</param>
    /// <param name="limit">How many are wanted.</param>
    public IReadOnlyList<SearchHit> Find(NewsSnapshot news, SearchQuery query, int limit)
    {
        if (query.Match is not { } match || !isMade)
            return [];
        using var connection = SearchSchema.OpenToRead(path);
        var best = Matches(connection, match)
            .Select(found => (found.Number, Placed: news.FindArticle(found.Article), found.Relevance))
            .Where(found => found.Placed is { Story.IsPublished: true })
            .Select(found => (found.Number, Placed: found.Placed!, Score: Score(found.Placed!, found.Relevance, news.Edition.At)))
            .OrderByDescending(found => found.Score)
            .ThenBy(found => found.Placed.Article.Id, StringComparer.Ordinal)
            .Take(limit)
            .ToArray();
        var marked = Marked(connection, match, [.. best.Select(found => found.Number)]);
        // Between the two questions the index may have moved on.
        return
        [
            .. best.Select(found => marked.TryGetValue(found.Number, out var texts)
                ? new SearchHit(found.Placed, Html(texts.Title), Html(texts.Excerpt), found.Score)
                : new SearchHit(found.Placed, Html(found.Placed.Article.Title), Html(found.Placed.Article.Excerpt), found.Score)),
        ];
    }

    /// <summary>Text first; a hot story counts up to half as much again, and a fresh article up to as much again.</summary>
    private static double Score(PlacedArticle placed, double relevance, DateTimeOffset at)
    {
        var heat = Math.Clamp(placed.Story.Heat / 400.0, 0, 0.5);
        var age = Math.Max(0, (at - placed.Article.Published).TotalDays);
        return Math.Round(relevance * (1 + heat + Math.Pow(2, -age / HalfLifeInDays)), 6);
    }

    private static List<(long Number, string Article, double Relevance)> Matches(SqliteConnection connection, string match)
    {
        // Weights in the order of the columns: a word in the title says more than one in the text.
        using var command = connection.Statement(
            """
            SELECT found.rowid, indexed.article, found.relevance
            FROM (SELECT rowid, -bm25(words, 8.0, 4.0, 1.0, 3.0, 2.0) AS relevance FROM words WHERE words MATCH $1 ORDER BY rowid DESC LIMIT $2) AS found
            JOIN indexed ON indexed.number = found.rowid
            """,
            match,
            Candidates);
        using var reader = command.ExecuteReader();
        var found = new List<(long, string, double)>();
        while (reader.Read())
            found.Add((reader.GetInt64(0), reader.GetString(1), reader.GetDouble(2)));
        return found;
    }

    /// <summary>
    /// Title and a piece of text with the matches marked, of some of the rows that match. The words are looked up once for all: for the
    /// beginning of a word that is most of the work. The plus keeps SQLite from looking them up for each row.
    /// </summary>
    private static Dictionary<long, (string Title, string Excerpt)> Marked(SqliteConnection connection, string match, long[] numbers)
    {
        var marked = new Dictionary<long, (string, string)>();
        if (numbers.Length == 0)
            return marked;
        using var command = connection.Statement(
            """
            SELECT rowid, highlight(words, 0, $2, $3), snippet(words, -1, $2, $3, '…', 24)
            FROM words WHERE words MATCH $1 AND rowid BETWEEN $4 AND $5 AND +rowid IN (SELECT value FROM json_each($6))
            """,
            match,
            MarkBegin.ToString(),
            MarkEnd.ToString(),
            numbers.Min(),
            numbers.Max(),
            $"[{string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)))}]");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            marked.Add(reader.GetInt64(0), (reader.GetString(1), reader.GetString(2)));
        return marked;
    }

    private static string Html(string text) => new StringBuilder(Encoder.Encode(text))
        .Replace(Encoder.Encode(MarkBegin.ToString()), "<mark>")
        .Replace(Encoder.Encode(MarkEnd.ToString()), "</mark>")
        .ToString();

    private static string[] TextsOf(Article article, Edition edition) =>
    [
        Clean(article.Title),
        Clean(article.Excerpt),
        Clean(article.Text ?? ""),
        Clean($"{article.Provider.Name} {article.Provider.Domain}"),
        Clean(string.Join('\n', article.Topics.Select(match => $"{match.Topic} {edition.Topics.FirstOrDefault(topic => topic.Name == match.Topic)?.Id}"))),
    ];

    private static string Clean(string text) => text.Replace(MarkBegin, ' ').Replace(MarkEnd, ' ').Replace('\0', ' ');

    private static Dictionary<string, (long Number, byte[] Sum)> Indexed(SqliteConnection connection)
    {
        using var command = connection.Statement("SELECT number, article, sum FROM indexed");
        using var reader = command.ExecuteReader();
        var indexed = new Dictionary<string, (long, byte[])>(StringComparer.Ordinal);
        while (reader.Read())
            indexed.Add(reader.GetString(1), (reader.GetInt64(0), (byte[])reader.GetValue(2)));
        return indexed;
    }

    private static void Add(SqliteConnection connection, string article, byte[] sum, string[] texts)
    {
        connection.Execute("INSERT INTO indexed (article, sum) VALUES ($1, $2)", article, sum);
        connection.Execute("INSERT INTO words (rowid, title, excerpt, text, provider, topics) VALUES (last_insert_rowid(), $1, $2, $3, $4, $5)", [.. texts]);
    }

    private static void Replace(SqliteConnection connection, long number, byte[] sum, string[] texts)
    {
        connection.Execute("UPDATE indexed SET sum = $2 WHERE number = $1", number, sum);
        connection.Execute("UPDATE words SET title = $2, excerpt = $3, text = $4, provider = $5, topics = $6 WHERE rowid = $1", [number, .. texts]);
    }
}
