using Broadsheet.Pages;

namespace Broadsheet;

/// <summary>Why an article is what it is in an edition: every number as the sum of its named parts.</summary>
public sealed record Explanation
{
    /// <summary>The article.</summary>
    public required Article Article { get; init; }

    /// <summary>The story it is in.</summary>
    public required Story Story { get; init; }

    /// <summary>Why it is in that story; null for a record that was adopted.</summary>
    public Placement? Placement { get; init; }

    /// <summary>The lead of the story it would have joined otherwise, if there was one.</summary>
    public Article? RunnerUpLead { get; init; }

    /// <summary>What its page was found to say, those of a field together and the surest first; empty when no page was read.</summary>
    public IReadOnlyList<PageCandidate> PageCandidates { get; init; } = [];

    /// <summary>Whether it leads its story.</summary>
    public bool IsLead => Story.Lead.Id == Article.Id;

    /// <summary>Its heat: the story's when it leads, −1 otherwise.</summary>
    public int Heat => IsLead ? Story.Heat : -1;

    /// <summary>Whether its record says <c>published: true</c>.</summary>
    public bool IsPublished => IsLead && Story.IsPublished;

    /// <summary>What editors decided about it or its story, oldest first, as sentences.</summary>
    public IReadOnlyList<string> Decisions { get; init; } = [];
}
