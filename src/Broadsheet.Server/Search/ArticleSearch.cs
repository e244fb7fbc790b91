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
internal sealed class ArticleSearch(string path) : IDisposable
{
    // So many articles in pieces of their own, or taken out of older ones, make every search slower until all is joined; that takes a few seconds.
    private const int ManyChanged = 2000;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly Lock writing = new();
    private readonly SearchReaders readers = new(path);
    private volatile IndexState? state;

    /// <summary>Whether there is an index, be it of an edition before.</summary>
    public bool IsMade => state is not null;

    /// <summary>Brings the index to an edition: adds what is new, writes anew what changed, takes away what is shown no more.</summary>
    /// <param name="news">The edition.</param>
    /// <param name="cancellation">Ends it; the index stays as it was.</param>
    public void Update(NewsSnapshot news, CancellationToken cancellation = default)
    {
        lock (writing)
        {
            using var connection = SearchSchema.OpenToWrite(path);
            // From the first look on: another server of the same site may be writing.
            using var transaction = connection.BeginTransaction();
            var indexed = Indexed(connection);
            // What is in it can be found while the rest is being added.
            if (state is null && indexed.Count > 0)
                state = new IndexState(indexed.ToDictionary(known => known.Value.Number, known => known.Key), null);
            var written = Write(connection, news, indexed, ChangedStories(state?.News, news), cancellation);
            transaction.Commit();
            state = written;
            readers.Renew();
        }
    }

    /// <summary>Searches.</summary>
    /// <param name="news">The snapshot that answers are from; an article that is in it no more is passed over.</param>
    /// <param name="query">What is looked for.</param>
    /// <param name="limit">How many are wanted.</param>
    /// <param name="cancellation">Who asked is gone.</param>
    public async Task<IReadOnlyList<SearchHit>> FindAsync(NewsSnapshot news, SearchQuery query, int limit, CancellationToken cancellation)
    {
        if (query.Match is not { } match || state is not { } index)
            return [];
        var kept = index.Kept?.News == news ? index.Kept : null;
        if (kept?.Find(match, limit) is { } known)
            return known;
        var found = await readers.AskAsync(reader => Find(reader, index, news, query.Wanted, match, limit), cancellation);
        kept?.Keep(match, limit, found);
        return found;
    }

    /// <inheritdoc/>
    public void Dispose() => readers.Dispose();

    private static SearchHit[] Find(SearchReader reader, IndexState index, NewsSnapshot news, IReadOnlyList<string> wanted, string match, int limit)
    {
        // The weight of a single term says nothing: all have it.
        double[] weights = wanted.Count == 1 ? [1] : [.. wanted.Select(term => index.WeightOf(term, reader))];
        var best = reader.Matches(match, weights, index.Lengths)
            .Select(found => (Match: found, Standing: index.StandingOf(found.Number, news)))
            .Where(found => found.Standing is not null)
            .Select(found => (found.Match, found.Standing!.Placed, Score: Math.Round(found.Match.Relevance * found.Standing.Factor, 6)))
            .OrderByDescending(found => found.Score)
            .ThenBy(found => found.Placed.Article.Id, StringComparer.Ordinal)
            .Take(limit)
            .ToArray();
        return
        [
            .. best.Select(found =>
            {
                var (title, excerpt) = reader.Marked(found.Match);
                return new SearchHit(found.Placed, Html(title), Html(excerpt), found.Score);
            }),
        ];
    }

    /// <summary>The stories whose texts may be others than those indexed, by id; null when all may.</summary>
    private static IReadOnlyDictionary<string, Story?>? ChangedStories(NewsSnapshot? before, NewsSnapshot news) =>
        // An article's topics are found by their ids, too.
        before is not null && before.Edition.Topics.Select(topic => (topic.Id, topic.Name)).SequenceEqual(news.Edition.Topics.Select(topic => (topic.Id, topic.Name)))
            ? EditionLineage.Between(before.Edition, news.Edition)
            : null;

    private static IndexState Write(
        SqliteConnection connection, NewsSnapshot news, Dictionary<string, (long Number, byte[] Sum)> indexed, IReadOnlyDictionary<string, Story?>? changed, CancellationToken cancellation)
    {
        var numbers = new Dictionary<long, string>(news.Articles.Count);
        var added = new List<(long Number, byte[] Sum, Article Article)>();
        var replaced = new List<(long Number, byte[] Sum, Article Article)>();
        // The oldest first, so that the newest have the highest numbers.
        foreach (var placed in news.Articles.Reverse().Where(placed => placed.Story.IsPublished))
        {
            cancellation.ThrowIfCancellationRequested();
            if (changed?.ContainsKey(placed.Story.Id) == false && indexed.Remove(placed.Article.Id, out var same))
            {
                numbers.Add(same.Number, placed.Article.Id);
                continue;
            }

            var sum = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', TextsOf(placed.Article, news.Edition))));
            if (!indexed.Remove(placed.Article.Id, out var known))
            {
                known.Number = connection.All("INSERT INTO indexed (article, sum) VALUES ($1, $2) RETURNING number", row => row.GetInt64(0), placed.Article.Id, sum)[0];
                added.Add((known.Number, sum, placed.Article));
            }
            else if (!sum.AsSpan().SequenceEqual(known.Sum))
            {
                replaced.Add((known.Number, sum, placed.Article));
            }

            numbers.Add(known.Number, placed.Article.Id);
        }

        // Words come by the highest number first. FTS5 writes a piece of the index each time it must go back.
        foreach (var number in indexed.Values.Select(known => known.Number).OrderDescending())
            connection.Execute("DELETE FROM words WHERE rowid = -$1; DELETE FROM indexed WHERE number = $1", number);
        foreach (var (number, _, article) in added.OrderByDescending(one => one.Number))
        {
            cancellation.ThrowIfCancellationRequested();
            connection.Execute("INSERT INTO words (rowid, title, excerpt, text, provider, topics) VALUES (-$1, $2, $3, $4, $5, $6)", [number, .. TextsOf(article, news.Edition)]);
        }

        foreach (var (number, sum, article) in replaced.OrderByDescending(one => one.Number))
        {
            cancellation.ThrowIfCancellationRequested();
            Replace(connection, number, sum, TextsOf(article, news.Edition));
        }

        if (added.Count + replaced.Count + indexed.Count >= ManyChanged)
            connection.Execute("INSERT INTO words (words) VALUES ('optimize')");
        return new IndexState(numbers, news);
    }

    private static string Html(string text) => new StringBuilder(Encoder.Encode(text))
        .Replace(Encoder.Encode(SearchReader.MarkBegin.ToString()), "<mark>")
        .Replace(Encoder.Encode(SearchReader.MarkEnd.ToString()), "</mark>")
        .ToString();

    private static string[] TextsOf(Article article, Edition edition) =>
    [
        Clean(article.Title),
        Clean(article.Excerpt),
        Clean(article.Text ?? ""),
        Clean($"{article.Provider.Name} {article.Provider.Domain}"),
        Clean(string.Join('\n', article.Topics.Select(match => $"{match.Topic} {edition.Topics.FirstOrDefault(topic => topic.Name == match.Topic)?.Id}"))),
    ];

    private static string Clean(string text) => text.Replace(SearchReader.MarkBegin, ' ').Replace(SearchReader.MarkEnd, ' ').Replace('\0', ' ');

    private static Dictionary<string, (long Number, byte[] Sum)> Indexed(SqliteConnection connection)
    {
        using var command = connection.Statement("SELECT number, article, sum FROM indexed");
        using var reader = command.ExecuteReader();
        var indexed = new Dictionary<string, (long, byte[])>(StringComparer.Ordinal);
        while (reader.Read())
            indexed.Add(reader.GetString(1), (reader.GetInt64(0), (byte[])reader.GetValue(2)));
        return indexed;
    }

    private static void Replace(SqliteConnection connection, long number, byte[] sum, string[] texts)
    {
        connection.Execute("UPDATE indexed SET sum = $2 WHERE number = $1", number, sum);
        connection.Execute("UPDATE words SET title = $2, excerpt = $3, text = $4, provider = $5, topics = $6 WHERE rowid = -$1", [number, .. texts]);
    }
}
