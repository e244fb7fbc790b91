using System.Text.Json;
using System.Text.Json.Serialization;

namespace Broadsheet;

/// <summary>
/// Something an editor decided, as one line of <c>_data/decisions.jsonl</c>. Decisions are only ever added: to take one back is
/// a decision too (<see cref="Undo"/>). Subjects are named by article or story id; a story stays the same subject after it
/// merged, for its id names the article that opened it.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Merge), "merge")]
[JsonDerivedType(typeof(Split), "split")]
[JsonDerivedType(typeof(SetLead), "lead")]
[JsonDerivedType(typeof(Pin), "pin")]
[JsonDerivedType(typeof(Unpin), "unpin")]
[JsonDerivedType(typeof(Hide), "hide")]
[JsonDerivedType(typeof(Publish), "publish")]
[JsonDerivedType(typeof(Unpublish), "unpublish")]
[JsonDerivedType(typeof(Correct), "correct")]
[JsonDerivedType(typeof(Note), "note")]
[JsonDerivedType(typeof(Undo), "undo")]
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>Its id: <c>d</c> and 16 hexadecimal digits, derived from all that it says; empty until it is written to the log.</summary>
    [JsonPropertyOrder(-4)]
    public string Id { get; init; } = "";

    /// <summary>When it was made.</summary>
    [JsonPropertyOrder(-3)]
    public required DateTimeOffset At { get; init; }

    /// <summary>Who made it.</summary>
    [JsonPropertyOrder(-2)]
    public required string By { get; init; }

    /// <summary>Why, in the editor's words; may be empty.</summary>
    [JsonPropertyOrder(-1)]
    public string Why { get; init; } = "";

    /// <summary>What other versions wrote and this one does not know; kept as it came.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; set; }

    /// <summary>Stories are one from now on.</summary>
    /// <param name="IntoStoryId">The story that goes on.</param>
    /// <param name="Parts">The stories that end in it, with their articles as they are now.</param>
    public sealed record Merge(string IntoStoryId, IReadOnlyList<StoryPart> Parts) : Decision;

    /// <summary>Articles leave their story and form one of their own.</summary>
    /// <param name="StoryId">The story they leave.</param>
    /// <param name="StayingArticleIds">The articles that stay.</param>
    /// <param name="Left">The new story's id, as <see cref="StoryPart.IdFor"/> gives it, and the articles that leave.</param>
    public sealed record Split(string StoryId, IReadOnlyList<string> StayingArticleIds, StoryPart Left) : Decision;

    /// <summary>The article leads its story.</summary>
    /// <param name="StoryId">The story.</param>
    /// <param name="ArticleId">Its lead.</param>
    public sealed record SetLead(string StoryId, string ArticleId) : Decision;

    /// <summary>The story stays at the top.</summary>
    /// <param name="StoryId">The story.</param>
    public sealed record Pin(string StoryId) : Decision;

    /// <summary>The story takes its own place again.</summary>
    /// <param name="StoryId">The story.</param>
    public sealed record Unpin(string StoryId) : Decision;

    /// <summary>The story or article is shown nowhere.</summary>
    /// <param name="Subject">Id of a story or an article.</param>
    public sealed record Hide(string Subject) : Decision;

    /// <summary>The story or article is shown whatever its score.</summary>
    /// <param name="Subject">Id of a story or an article.</param>
    public sealed record Publish(string Subject) : Decision;

    /// <summary>The story or article keeps its record but is not shown, whatever its score.</summary>
    /// <param name="Subject">Id of a story or an article.</param>
    public sealed record Unpublish(string Subject) : Decision;

    /// <summary>Facts about an article are other than we believed; what is null stays.</summary>
    /// <param name="ArticleId">The article.</param>
    public sealed record Correct(string ArticleId) : Decision
    {
        /// <summary>Its headline.</summary>
        public string? Title { get; init; }

        /// <summary>Its summary; empty for none.</summary>
        public string? Excerpt { get; init; }

        /// <summary>All of its topics, by name.</summary>
        public IReadOnlyList<string>? Topics { get; init; }

        /// <summary>Its lead picture.</summary>
        public Picture? Picture { get; init; }

        /// <summary>When it was published.</summary>
        public DateTimeOffset? Published { get; init; }
    }

    /// <summary>A word to the other editors; it changes nothing.</summary>
    /// <param name="Subject">Id of a story or an article.</param>
    /// <param name="Text">The word.</param>
    public sealed record Note(string Subject, string Text) : Decision;

    /// <summary>A decision holds no longer. Undoing an undo makes it hold again.</summary>
    /// <param name="DecisionId">The decision taken back.</param>
    public sealed record Undo(string DecisionId) : Decision;
}
