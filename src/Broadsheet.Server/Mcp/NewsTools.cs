using System.ComponentModel;
using System.Text.Json;
using Broadsheet.Server.Api;
using Broadsheet.Server.Search;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace Broadsheet.Server.Mcp;

/// <summary>What a language model may ask the newspaper (Model Context Protocol): the answers of the API, as its JSON.</summary>
[McpServerToolType]
internal sealed class NewsTools(RequestedNews requested, ArticleSearch search)
{
    private const int Most = 50;

    private NewsSnapshot News => requested.Snapshot ?? throw new McpException("The news are being read from the store. Ask again in a moment.");

    [McpServerTool(Name = "top_stories", ReadOnly = true, OpenWorld = false), Description("The stories of the front page, the highest rank first.")]
    public string TopStories([Description("Id or name of a topic; all when left out.")] string? topic = null, [Description("How many, 1 to 50.")] int limit = 10)
    {
        var name = topic is null ? null : (News.FindTopic(topic) ?? throw new McpException("There is no topic of this id or name. The tool 'topics' lists all.")).Name;
        var places = Enumerable.Range(0, News.Edition.Stories.Count)
            .Where(place => News.Edition.Stories[place] is { IsPublished: true } story && (name is null || story.Lead.Topics.Any(match => match.Topic == name)))
            .Take(Math.Clamp(limit, 1, Most));
        return JsonSerializer.Serialize(new Page<RawJson>(News.Edition.At, [.. places.Select(News.JsonOf)], Next: null), ApiJson.Default.PageRawJson);
    }

    [McpServerTool(Name = "search", ReadOnly = true, OpenWorld = false), Description("Articles by their words: \"phrases\", beginnings*, -unwanted, provider: and topic:.")]
    public async Task<string> SearchAsync(
        [Description("What to look for, up to 300 characters.")] string query, [Description("How many, 1 to 50.")] int limit = 10, CancellationToken cancellation = default)
    {
        if (!search.IsMade)
            throw new McpException("The search index is being made. Ask again in a moment.");
        var found = await search.FindAsync(News, SearchQuery.Parse(query), Math.Clamp(limit, 1, Most), cancellation);
        return JsonSerializer.Serialize(new Page<SearchHitView>(News.Edition.At, [.. found.Select(SearchHitView.Of)], Next: null), ApiJson.Default.PageSearchHitView);
    }

    [McpServerTool(Name = "story", ReadOnly = true, OpenWorld = false), Description("One story with its coverage and the parts of its rank.")]
    public string Story([Description("The story's id.")] string id) =>
        JsonSerializer.Serialize(StoryEndpoints.WithCoverage(News, PlaceOf(id)), ApiJson.Default.StoryWithCoverage);

    [McpServerTool(Name = "article", ReadOnly = true, OpenWorld = false), Description("One article, and why it has its topics, quality, story and rank.")]
    public string Article([Description("The article's id.")] string id) =>
        News.FindArticle(id) is { } placed
            ? JsonSerializer.Serialize(ArticleEndpoints.Explain(News, placed), ApiJson.Default.ArticleExplained)
            : throw new McpException("There is no article of this id.");

    [McpServerTool(Name = "topics", ReadOnly = true, OpenWorld = false), Description("All topics, the root first, with how many published stories each has.")]
    public string Topics() => JsonSerializer.Serialize(new Page<TopicView>(News.Edition.At, TopicEndpoints.In(News), Next: null), ApiJson.Default.PageTopicView);

    [McpServerTool(Name = "feed_health", ReadOnly = true, OpenWorld = false), Description("All feeds and how each is doing, by its own rhythm.")]
    public string FeedHealth() => JsonSerializer.Serialize(new Page<FeedView>(News.Edition.At, FeedEndpoints.In(News), Next: null), ApiJson.Default.PageFeedView);

    private int PlaceOf(string id)
    {
        var place = News.PlaceOfStory(id);
        return place >= 0 ? place : throw new McpException("There is no story of this id.");
    }
}
