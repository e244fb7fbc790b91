namespace Broadsheet.Publishing;

/// <summary>What a run did to the site folder.</summary>
public sealed record WriteReport
{
    /// <summary>Files made or changed, by path.</summary>
    public IReadOnlyList<string> Written { get; init; } = [];

    /// <summary>How many planned files were already as they should be.</summary>
    public int Unchanged { get; init; }

    /// <summary>Files taken away because no edition calls for them any more, by path.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];

    /// <summary>Files no longer called for that stay, because someone changed them after us, by path.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];

    /// <summary>Why nothing was written, a sentence for the operator with the remedy; null when all went well.</summary>
    public string? Refusal { get; init; }
}
