namespace Broadsheet.Classification;

/// <summary>What an article is about, and whether the site wants it.</summary>
/// <param name="Topics">Its topics, the root first, then in the order of their files.</param>
/// <param name="Excluded">Topics it would have but for a rule that keeps it out.</param>
/// <param name="IsWanted">Whether the site wants it at all.</param>
/// <param name="Reason">Why, a sentence.</param>
public sealed record TopicDecision(IReadOnlyList<TopicMatch> Topics, IReadOnlyList<TopicMatch> Excluded, bool IsWanted, string Reason);
