using System.Text.Json.Serialization;

namespace Broadsheet;

/// <summary>Articles about one event.</summary>
public sealed record Story
{
    /// <summary>Stable id: <c>s</c> and 16 hexadecimal digits, derived from the article that opened it.</summary>
    public required string Id { get; init; }

    /// <summary>Its articles: the lead first, then best quality first, ties by path.</summary>
    public required IReadOnlyList<Article> Articles { get; init; }

    /// <summary>The article that stands for the story.</summary>
    public Article Lead => Articles[0];

    /// <summary>Why the lead leads, in a sentence.</summary>
    public string LeadReason { get; init; } = "";

    /// <summary>Heat of the lead: its quality and so much (20 unless a setting says otherwise) for each other article; see <see cref="HeatParts"/>.</summary>
    public int Heat { get; init; }

    /// <summary>The parts <see cref="Heat"/> is made of.</summary>
    public IReadOnlyList<HeatPart> HeatParts { get; init; } = [];

    /// <summary>Place in the edition's order: higher is nearer the top; see <see cref="RankParts"/>.</summary>
    public double Rank { get; init; }

    /// <summary>The parts <see cref="Rank"/> is made of.</summary>
    public IReadOnlyList<RankPart> RankParts { get; init; } = [];

    /// <summary>Whether the story is shown: its heat and quality suffice, or an editor said so.</summary>
    public bool IsPublished { get; init; }

    /// <summary>Why it is shown or not, in a sentence.</summary>
    public string PublishReason { get; init; } = "";

    /// <summary>Whether an editor pinned it to the top.</summary>
    public bool IsPinned { get; init; }

    /// <summary>When its first article was published.</summary>
    public DateTimeOffset Started => Articles.Min(article => article.Published);

    /// <summary>When its latest article was published.</summary>
    public DateTimeOffset Latest => Articles.Max(article => article.Published);
}

/// <summary>One part of a story's heat.</summary>
/// <param name="Name">Name of the part, in kebab-case: <c>quality</c> and <c>related</c>, or <c>stated</c> for an adopted record's own.</param>
/// <param name="Value">What it contributes.</param>
/// <param name="Evidence">What it was made from.</param>
public sealed record HeatPart(string Name, int Value, string Evidence);

/// <summary>One part of a story's rank.</summary>
/// <param name="Name">Name of the part, in kebab-case.</param>
/// <param name="Value">What it contributes.</param>
/// <param name="Evidence">What it was made from.</param>
public sealed record RankPart(string Name, double Value, string Evidence);

/// <summary>Why an article is in its story.</summary>
/// <param name="ArticleId">The article.</param>
/// <param name="StoryId">The story it was placed in.</param>
/// <param name="Likeness">How like the story it is, 0 to 1; 0 when it opened the story.</param>
/// <param name="SharedTerms">The terms that counted most.</param>
/// <param name="RunnerUpStoryId">The second most like story, if any.</param>
/// <param name="RunnerUpLikeness">How like that it is.</param>
/// <param name="Reason">A code for machines: <c>opened</c>, <c>joined</c>, <c>merged</c>, <c>split</c>, <c>editor</c>, <c>adopted</c>.</param>
public sealed record Placement(
    string ArticleId,
    string StoryId,
    double Likeness,
    IReadOnlyList<string> SharedTerms,
    string? RunnerUpStoryId,
    double RunnerUpLikeness,
    string Reason)
{
    /// <summary>The earlier article it says the same as, word for word or nearly: the same wire text, mostly; null when there is none.</summary>
    public string? CopyOf { get; init; }

    /// <summary>
    /// What the likeness is made of: the links to the members most like it, and those to all others together. They sum to the likeness;
    /// empty where that was not found by links.
    /// </summary>
    public IReadOnlyList<LikenessPart> Parts { get; init; } = [];

    /// <summary>
    /// How alike in meaning the article and the story are, or the two stories that were merged, -1 to 1, as a sentence model has it: the
    /// second opinion that decided. Of an article that opened a story, how alike it is to the second most like. Null where words sufficed.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? SecondOpinion { get; init; }

    /// <summary>The placement as it was before its story was merged or split, so that to undo that brings it back.</summary>
    public Placement? Before { get; init; }

    /// <summary>The placement in another story; the one it had there before, if it ever was there.</summary>
    public Placement MovedTo(string storyId, string reason, double likeness, double? secondOpinion = null)
    {
        for (var earlier = Before; earlier is not null; earlier = earlier.Before)
        {
            if (earlier.StoryId == storyId)
                return earlier;
        }

        return this with { StoryId = storyId, Reason = reason, Likeness = likeness, Parts = [], SecondOpinion = secondOpinion, Before = this };
    }
}

/// <summary>One part of a likeness.</summary>
/// <param name="ArticleId">The member of the story; null for all those not named.</param>
/// <param name="Links">How many members it is: 1 when named.</param>
/// <param name="Value">What it contributes, 0 to 1.</param>
public sealed record LikenessPart(string? ArticleId, int Links, double Value);
