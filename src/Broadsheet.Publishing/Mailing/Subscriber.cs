namespace Broadsheet.Publishing.Mailing;

/// <summary>A reader of the newsletter, or one who was.</summary>
public sealed record Subscriber
{
    /// <summary>Number; never given twice, not even after an erasure.</summary>
    public required long Id { get; init; }

    /// <summary>The address.</summary>
    public required string Address { get; init; }

    /// <summary>How things stand.</summary>
    public required SubscriberState State { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Changed { get; init; }

    /// <summary>When the address was first given to us.</summary>
    public required DateTimeOffset Asked { get; init; }

    /// <summary>When its owner said that the newsletter is wanted; null when that never happened here.</summary>
    public DateTimeOffset? Confirmed { get; init; }

    /// <summary>How we came by it: <c>form</c>, <c>operator</c>, <c>import</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>Why it gets no mail, in a sentence; null when it does.</summary>
    public string? Reason { get; init; }
}

/// <summary>How things stand with a reader. Only the confirmed get newsletters.</summary>
public enum SubscriberState
{
    /// <summary>Has yet to say that it was they who asked.</summary>
    Pending,

    /// <summary>Wants the newsletter.</summary>
    Confirmed,

    /// <summary>Left.</summary>
    Unsubscribed,

    /// <summary>The address takes no mail.</summary>
    Bounced,

    /// <summary>Told their provider that the newsletter is spam.</summary>
    Complained,
}
