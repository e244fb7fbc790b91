using Microsoft.Data.Sqlite;

namespace Broadsheet.Storage;

/// <summary>Which article is in which story, what leads it, and where merged stories went.</summary>
public sealed class PlacementTable : Table
{
    internal PlacementTable(SqliteConnection connection)
        : base(connection)
    {
    }

    /// <summary>All placements, by article.</summary>
    public IReadOnlyList<Placement> All() =>
        All("SELECT placement FROM placements ORDER BY article", row => FromJson(row.GetString(0), StoreJson.Default.Placement));

    /// <summary>How many stories there are.</summary>
    public int CountStories() => Count("SELECT COUNT(DISTINCT story) FROM placements");

    /// <summary>The placement of an article, or null.</summary>
    public Placement? Find(string articleId) =>
        First("SELECT placement FROM placements WHERE article = $1", row => FromJson(row.GetString(0), StoreJson.Default.Placement), articleId);

    /// <summary>Keeps where an article was placed.</summary>
    public void Save(Placement placement) =>
        Execute(
            "INSERT OR REPLACE INTO placements (article, story, placement) VALUES ($1, $2, $3)",
            placement.ArticleId,
            placement.StoryId,
            ToJson(placement, StoreJson.Default.Placement));

    /// <summary>The placements of a story's articles.</summary>
    public IReadOnlyList<Placement> InStory(string storyId) =>
        All("SELECT placement FROM placements WHERE story = $1 ORDER BY article", row => FromJson(row.GetString(0), StoreJson.Default.Placement), storyId);

    /// <summary>Merged stories and where they went.</summary>
    public IReadOnlyDictionary<string, string> Aliases() =>
        All("SELECT story, into_story FROM story_aliases ORDER BY story", row => (From: row.GetString(0), Into: row.GetString(1)))
            .ToDictionary(pair => pair.From, pair => pair.Into, StringComparer.Ordinal);

    /// <summary>Remembers that a story was merged into another; earlier aliases of it follow.</summary>
    public void AddAlias(string story, string into)
    {
        Execute("UPDATE story_aliases SET into_story = $2 WHERE into_story = $1", story, into);
        Execute("INSERT OR REPLACE INTO story_aliases (story, into_story) VALUES ($1, $2)", story, into);
        Execute("DELETE FROM story_aliases WHERE story = into_story");
    }

    /// <summary>Forgets where a story went, because it stands by itself again.</summary>
    public void RemoveAlias(string story) => Execute("DELETE FROM story_aliases WHERE story = $1", story);

    /// <summary>Forgets all placements, aliases and leads.</summary>
    public void Clear()
    {
        Execute("DELETE FROM placements");
        Execute("DELETE FROM story_aliases");
        Execute("DELETE FROM leads");
    }

    /// <summary>The lead of each story in the last edition.</summary>
    public IReadOnlyDictionary<string, string> Leads() =>
        All("SELECT story, article FROM leads ORDER BY story", row => (Story: row.GetString(0), Article: row.GetString(1)))
            .ToDictionary(pair => pair.Story, pair => pair.Article, StringComparer.Ordinal);

    /// <summary>The lead of a story in the last edition, or null.</summary>
    public string? LeadOf(string story) => First("SELECT article FROM leads WHERE story = $1", row => row.GetString(0), story);

    /// <summary>Remembers what leads a story.</summary>
    public void SaveLead(string story, string articleId) => Execute("INSERT OR REPLACE INTO leads (story, article) VALUES ($1, $2)", story, articleId);
}
