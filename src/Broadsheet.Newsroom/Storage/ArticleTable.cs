using Microsoft.Data.Sqlite;

namespace Broadsheet.Storage;

/// <summary>The articles, each at one canonical address and with one record path.</summary>
public sealed class ArticleTable : Table
{
    internal ArticleTable(SqliteConnection connection)
        : base(connection)
    {
    }

    /// <summary>The article with an id, or null.</summary>
    public Article? Find(string id) => First("SELECT article FROM articles WHERE id = $1", Read, id);

    /// <summary>The article known by an address key, or null.</summary>
    public Article? FindByKey(string key) =>
        First("SELECT article FROM articles WHERE key = $1", Read, key)
        ?? First("SELECT a.article FROM addresses k JOIN articles a ON a.id = k.article WHERE k.key = $1", Read, key);

    /// <summary>The article with a record path, or null.</summary>
    public Article? FindByPath(string path) => First("SELECT article FROM articles WHERE path = $1", Read, path);

    /// <summary>All articles, oldest first, ties by id.</summary>
    public IReadOnlyList<Article> All() => All("SELECT article FROM articles ORDER BY published, id", Read);

    /// <summary>How many there are.</summary>
    public int Count() => Count("SELECT COUNT(*) FROM articles");

    /// <summary>Keys of the pictures in our store that articles show.</summary>
    public IReadOnlySet<string> PictureKeys() =>
        All("SELECT json_extract(p.value, '$.storeKey') FROM articles a, json_each(a.article, '$.images') p WHERE json_extract(p.value, '$.storeKey') IS NOT NULL", row => row.GetString(0))
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>Articles that are in no story yet, oldest first, ties by id.</summary>
    public IReadOnlyList<Article> Unplaced() =>
        All("SELECT article FROM articles a WHERE NOT EXISTS (SELECT 1 FROM placements p WHERE p.article = a.id) ORDER BY published, id", Read);

    /// <summary>Articles whose topics and quality were worked out by other rules than these.</summary>
    /// <param name="rules">Fingerprint of the rules in force.</param>
    public IReadOnlyList<Article> JudgedByOtherRules(string rules) => All("SELECT article FROM articles WHERE rules <> $1 ORDER BY published, id", Read, rules);

    /// <summary>Keeps an article, new or changed.</summary>
    /// <param name="article">The article.</param>
    /// <param name="key">Its canonical address key.</param>
    /// <param name="rules">Fingerprint of the rules its topics and quality were worked out by.</param>
    public void Save(Article article, string key, string rules) =>
        Execute(
            """
            INSERT INTO articles (id, key, path, published, rules, article) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (id) DO UPDATE SET published = $4, rules = $5, article = $6
            """,
            article.Id,
            key,
            article.Path,
            article.Published.ToUnixTimeSeconds(),
            rules,
            ToJson(article, StoreJson.Default.Article));

    /// <summary>Keeps an article whose topics and quality were worked out anew.</summary>
    public void SaveJudgement(Article article, string rules) =>
        Execute("UPDATE articles SET rules = $2, article = $3 WHERE id = $1", article.Id, rules, ToJson(article, StoreJson.Default.Article));

    /// <summary>Remembers a further address of an article; an address that is taken stays where it is.</summary>
    public void AddAddress(string key, string articleId) =>
        Execute("INSERT INTO addresses (key, article) VALUES ($1, $2) ON CONFLICT DO NOTHING", key, articleId);

    private static Article Read(SqliteDataReader row) => FromJson(row.GetString(0), StoreJson.Default.Article);
}
