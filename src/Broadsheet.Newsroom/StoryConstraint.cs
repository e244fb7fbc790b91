using System.Text.Json.Serialization;

namespace Broadsheet;

/// <summary>What an editor decided about which articles belong together. It wins over likeness for as long as it stands.</summary>
[JsonDerivedType(typeof(Together), "together")]
[JsonDerivedType(typeof(Apart), "apart")]
public abstract record StoryConstraint
{
    private StoryConstraint()
    {
    }

    /// <summary>The decision it comes from.</summary>
    public required string DecisionId { get; init; }

    /// <summary>These stories are one.</summary>
    public sealed record Together : StoryConstraint
    {
        /// <summary>The story that goes on.</summary>
        public required string IntoStoryId { get; init; }

        /// <summary>The stories that ended in it, with their articles at the time, so that the decision can be undone.</summary>
        public required IReadOnlyList<StoryPart> Parts { get; init; }
    }

    /// <summary>These articles are not part of that story.</summary>
    public sealed record Apart : StoryConstraint
    {
        /// <summary>The story they left.</summary>
        public required string StoryId { get; init; }

        /// <summary>The articles that stayed in it.</summary>
        public required IReadOnlyList<string> StayingArticleIds { get; init; }

        /// <summary>The articles that left, with the id of the story they form.</summary>
        public required StoryPart Left { get; init; }
    }
}

/// <summary>A story's id and the ids of its articles at a moment.</summary>
/// <param name="StoryId">The story.</param>
/// <param name="ArticleIds">Its articles, the opening one first.</param>
public sealed record StoryPart(string StoryId, IReadOnlyList<string> ArticleIds)
{
    /// <summary>The id of the story an article opens: its own, with another first letter.</summary>
    public static string IdFor(string openingArticleId) => "s" + openingArticleId[1..];
}
