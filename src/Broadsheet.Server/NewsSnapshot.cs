using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Broadsheet.Decisions;
using Broadsheet.Polling;
using Broadsheet.Publishing.StaticApi;
using Broadsheet.Server.Api;

namespace Broadsheet.Server;

/// <summary>An edition with what readers ask of it at hand. Nothing in it changes once it is made.</summary>
public sealed class NewsSnapshot
{
    private readonly Dictionary<string, int> storyPlaces;
    private readonly Dictionary<string, int> articlePlaces;
    private readonly StoryJson json;

    // Filled as stories are asked for; two requests may write the same bytes twice, which does no harm.
    private readonly byte[]?[] storyBytes;

    /// <param name="edition">The edition.</param>
    /// <param name="feeds">How its feeds are doing.</param>
    internal NewsSnapshot(Edition edition, IReadOnlyList<FeedHealth> feeds)
    {
        Edition = edition;
        Feeds = feeds;
        json = new StoryJson(edition);
        storyBytes = new byte[]?[edition.Stories.Count];
        storyPlaces = Places(edition.Stories, story => story.Id);
        Articles =
        [
            .. edition.Stories
                .SelectMany(story => story.Articles, (story, article) => new PlacedArticle(article, story))
                .OrderByDescending(placed => placed.Article.Published)
                .ThenBy(placed => placed.Article.Id, StringComparer.Ordinal),
        ];
        articlePlaces = Places(Articles, placed => placed.Article.Id);
        ETag = $"W/\"{Sum(edition, feeds)}\"";
    }

    /// <summary>The edition.</summary>
    public Edition Edition { get; }

    /// <summary>What editors had decided when it was made.</summary>
    public DecisionBook Decisions { get; init; } = DecisionBook.Empty;

    /// <summary>Articles that editors hid, the latest hidden first; for the desk alone.</summary>
    public IReadOnlyList<Article> Hidden { get; init; } = [];

    /// <summary>How the feeds are doing, in the order of the sources.</summary>
    public IReadOnlyList<FeedHealth> Feeds { get; }

    /// <summary>All articles, the newest first, ties by id.</summary>
    internal IReadOnlyList<PlacedArticle> Articles { get; }

    /// <summary>Stands for everything the snapshot shows. Weak, because the same news may be sent compressed in several ways.</summary>
    public string ETag { get; }

    /// <summary>What was answered from it.</summary>
    internal KeptAnswers Answers { get; } = new();

    /// <summary>Place of a story in the edition's order, or −1. An id that was merged into another leads to that one.</summary>
    public int PlaceOfStory(string id) => storyPlaces.GetValueOrDefault(Edition.StoryAliases.GetValueOrDefault(id, id), -1);

    /// <summary>Place of an article among <see cref="Articles"/>, or −1.</summary>
    public int PlaceOfArticle(string id) => articlePlaces.GetValueOrDefault(id, -1);

    /// <summary>The article of that id.</summary>
    internal PlacedArticle? FindArticle(string id) => articlePlaces.TryGetValue(id, out var place) ? Articles[place] : null;

    /// <summary>A story as the static API states it.</summary>
    /// <param name="place">Its place in the edition's order.</param>
    internal RawJson JsonOf(int place) => new(storyBytes[place] ??= json.Write(Edition.Stories[place]));

    /// <summary>The topic of that id or name, whatever its case.</summary>
    public Topic? FindTopic(string name) =>
        Edition.Topics.FirstOrDefault(topic => topic.Id.Equals(name, StringComparison.OrdinalIgnoreCase) || topic.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static Dictionary<string, int> Places<T>(IReadOnlyList<T> things, Func<T, string> idOf)
    {
        var places = new Dictionary<string, int>(things.Count, StringComparer.Ordinal);
        for (var i = 0; i < things.Count; i++)
            places.TryAdd(idOf(things[i]), i);
        return places;
    }

    private static string Sum(Edition edition, IReadOnlyList<FeedHealth> feeds)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[8];
        Add(hash, number, edition.At.UtcTicks);
        foreach (var topic in edition.Topics)
            Add(hash, number, topic.Id, topic.Name);
        foreach (var story in edition.Stories)
        {
            Add(hash, number, story.Id, story.LeadReason, story.PublishReason);
            Add(hash, number, story.Heat);
            Add(hash, number, BitConverter.DoubleToInt64Bits(story.Rank));
            foreach (var article in story.Articles)
                Add(hash, number, article.Id, article.Title, article.Excerpt, article.WebUrl);
        }

        foreach (var feed in feeds)
            Add(hash, number, feed.SourceUrl, feed.Sentence);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static void Add(IncrementalHash hash, Span<byte> buffer, long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer, number);
        hash.AppendData(buffer);
    }

    private static void Add(IncrementalHash hash, Span<byte> buffer, params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            // The length in front keeps ("ab", "c") apart from ("a", "bc").
            Add(hash, buffer, text?.Length ?? -1);
            hash.AppendData(Encoding.UTF8.GetBytes(text ?? ""));
        }
    }
}

/// <summary>An article and the story it stands in.</summary>
/// <param name="Article">The article.</param>
/// <param name="Story">Its story.</param>
internal sealed record PlacedArticle(Article Article, Story Story)
{
    /// <summary>Whether it leads the story.</summary>
    public bool IsLead => ReferenceEquals(Story.Lead, Article);

    /// <summary>Its heat: the story's when it leads, −1 otherwise.</summary>
    public int Heat => IsLead ? Story.Heat : -1;
}
