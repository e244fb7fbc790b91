using Broadsheet.Polling;

namespace Broadsheet.Server.Api;

/// <summary>A part of a list.</summary>
/// <param name="EditionAt">The moment of the edition it is from.</param>
/// <param name="Value">What is on it.</param>
/// <param name="Next">Give this as <c>cursor</c> for the following part; null on the last.</param>
internal sealed record Page<T>(DateTimeOffset EditionAt, IReadOnlyList<T> Value, string? Next);

/// <summary>An article in a list. Its text stays with its publisher.</summary>
internal record ArticleView
{
    public required string Id { get; init; }

    public required string StoryId { get; init; }

    public required bool IsLead { get; init; }

    public required int Heat { get; init; }

    public required int Quality { get; init; }

    public required string Title { get; init; }

    public required string Excerpt { get; init; }

    public required ArticleType Type { get; init; }

    public required DateTimeOffset Published { get; init; }

    public required DateTimeOffset? Modified { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public required string? WebUrl { get; init; }

    public required string CanonicalUrl { get; init; }

    public required string Path { get; init; }

    public required Provider Provider { get; init; }

    public required IReadOnlyList<string> Authors { get; init; }

    public required string? Language { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required IReadOnlyList<Picture> Images { get; init; }

    public required IReadOnlyList<string> Topics { get; init; }

    public static ArticleView Of(PlacedArticle placed)
    {
        var article = placed.Article;
        return new ArticleView
        {
            Id = article.Id,
            StoryId = placed.Story.Id,
            IsLead = placed.IsLead,
            Heat = placed.Heat,
            Quality = article.Quality.Value,
            Title = article.Title,
            Excerpt = article.Excerpt,
            Type = article.Type,
            Published = article.Published,
            Modified = article.Modified,
            FirstSeen = article.FirstSeen,
            WebUrl = article.WebUrl,
            CanonicalUrl = article.CanonicalUrl,
            Path = article.Path,
            Provider = article.Provider,
            Authors = article.Authors,
            Language = article.Language,
            Tags = article.Tags,
            Images = article.Images,
            Topics = [.. article.Topics.Select(match => match.Topic)],
        };
    }
}

/// <summary>An article and why it is what it is: every number as the sum of its named parts.</summary>
/// <param name="Article">The article.</param>
/// <param name="Topics">Its topics, and the words that gave them.</param>
/// <param name="Quality">The signals its quality sums up.</param>
/// <param name="Placement">Why it is in its story; null for a record that was adopted.</param>
/// <param name="RunnerUp">The lead of the story it would have joined otherwise.</param>
/// <param name="LeadReason">Why its story's lead leads.</param>
/// <param name="PublishReason">Why its story is shown, or not.</param>
/// <param name="Rank">Its story's place in the edition's order: higher is nearer the top.</param>
/// <param name="RankParts">What that is made of.</param>
/// <param name="Sightings">The feeds it came through.</param>
/// <param name="Origins">Where each fact was found.</param>
internal sealed record ArticleExplained(
    ArticleView Article,
    IReadOnlyList<TopicMatch> Topics,
    QualityScore Quality,
    Placement? Placement,
    ArticleView? RunnerUp,
    string LeadReason,
    string PublishReason,
    double Rank,
    IReadOnlyList<RankPart> RankParts,
    IReadOnlyList<Sighting> Sightings,
    IReadOnlyDictionary<string, string> Origins);

/// <summary>A story with its coverage and the reasons of its place.</summary>
/// <param name="Story">The story as lists state it.</param>
/// <param name="IsPublished">Whether it is shown.</param>
/// <param name="IsPinned">Whether an editor pinned it to the top.</param>
/// <param name="Rank">Its place in the edition's order: higher is nearer the top.</param>
/// <param name="RankParts">What that is made of.</param>
/// <param name="Coverage">All its articles, the earliest first.</param>
internal sealed record StoryWithCoverage(RawJson Story, bool IsPublished, bool IsPinned, double Rank, IReadOnlyList<RankPart> RankParts, IReadOnlyList<ArticleView> Coverage);

/// <summary>A topic.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Parent">Name of the topic above it; null for the root.</param>
/// <param name="Keywords">Words that speak for it.</param>
/// <param name="Stories">Published stories it has.</param>
internal sealed record TopicView(string Id, string Name, string? Parent, IReadOnlyList<string> Keywords, int Stories);

/// <summary>A publisher.</summary>
/// <param name="Domain">Its domain.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="IsListed">Whether the site lists it.</param>
/// <param name="Articles">Its articles in published stories.</param>
/// <param name="Leads">Published stories that it leads.</param>
/// <param name="Latest">When its latest was published.</param>
internal sealed record ProviderView(string Domain, string Name, bool IsListed, int Articles, int Leads, DateTimeOffset Latest);

/// <summary>A feed and how it is doing.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Title">Its name for people, when the site gives one.</param>
/// <param name="Category">The folder it stands in.</param>
/// <param name="IsPaused">Whether its polling is paused.</param>
/// <param name="Health">How it is doing.</param>
internal sealed record FeedView(string Url, string? Title, string? Category, bool IsPaused, FeedHealth Health);
