namespace Broadsheet;

/// <summary>What editors decided about one story, all decisions taken together.</summary>
public sealed record EditorsVerdict
{
    /// <summary>Nothing was decided.</summary>
    public static EditorsVerdict None { get; } = new();

    /// <summary>Whether it is shown; null when its score decides.</summary>
    public bool? IsPublished { get; init; }

    /// <summary>Whether it stays at the top.</summary>
    public bool IsPinned { get; init; }

    /// <summary>The article that leads it, when an editor chose.</summary>
    public string? LeadArticleId { get; init; }

    /// <summary>Who decided whether it is shown, and why.</summary>
    public string PublishReason { get; init; } = "";
}
