namespace Broadsheet.Server.Desk;

/// <summary>What somebody wants decided, as a form, a program or a language model states it.</summary>
internal sealed record Proposal
{
    /// <summary>The kinds there are, as the decision log calls them.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["merge", "split", "lead", "pin", "unpin", "hide", "publish", "unpublish", "correct", "note", "undo"];

    /// <summary>One of <see cref="Kinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The story it is about; for a merge the one that goes on.</summary>
    public string? Story { get; init; }

    /// <summary>Stories that end in it (merge).</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Articles that leave it (split), or the one that leads it (lead), is hidden (hide) or corrected (correct).</summary>
    public IReadOnlyList<string> Articles { get; init; } = [];

    /// <summary>The right headline (correct); null when it stays.</summary>
    public string? Title { get; init; }

    /// <summary>The right summary (correct), empty for none; null when it stays.</summary>
    public string? Excerpt { get; init; }

    /// <summary>All of the right topics, by name (correct); null when they stay.</summary>
    public IReadOnlyList<string>? Topics { get; init; }

    /// <summary>The right lead picture (correct); null when it stays.</summary>
    public Picture? Picture { get; init; }

    /// <summary>When it was published indeed (correct); null when that stays.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>The text of a note.</summary>
    public string? Text { get; init; }

    /// <summary>The decision to take back, or the undoing to undo (undo).</summary>
    public string? Decision { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public string Why { get; init; } = "";

    /// <summary>What was seen of the story when this was wanted (<see cref="EditorsDesk.SeenOf"/>); null to decide whatever happened since.</summary>
    public string? Seen { get; init; }
}

/// <summary>What came of a proposal.</summary>
internal abstract record DeskAnswer
{
    private DeskAnswer()
    {
    }

    /// <summary>It is decided and on the disk.</summary>
    /// <param name="Decision">The decision.</param>
    /// <param name="Trouble">Why it is not on the pages yet; null when it is.</param>
    public sealed record Decided(Decision Decision, string? Trouble) : DeskAnswer;

    /// <summary>It makes no sense; nothing was decided.</summary>
    /// <param name="Reason">Why not.</param>
    public sealed record Refused(string Reason) : DeskAnswer;

    /// <summary>There is no such story, article or decision; nothing was decided.</summary>
    /// <param name="Reason">What is missing.</param>
    public sealed record NotThere(string Reason) : DeskAnswer;

    /// <summary>Somebody else decided about the same meanwhile; nothing was decided.</summary>
    /// <param name="Since">What was decided since.</param>
    /// <param name="Seen">What is to be seen now.</param>
    public sealed record Conflict(IReadOnlyList<Decision> Since, string Seen) : DeskAnswer;
}
