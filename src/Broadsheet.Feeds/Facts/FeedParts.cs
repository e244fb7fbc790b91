namespace Broadsheet.Feeds;

/// <summary>A summary or a content.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsContent">True for what the feed calls content, false for a summary or description.</param>
public readonly record struct FeedBody(FeedText Text, bool IsContent);

/// <summary>A link.</summary>
/// <param name="Rel">Relation; <c>alternate</c> when none is stated.</param>
/// <param name="Href">Absolute address; null when none, or a dangerous one, was stated.</param>
/// <param name="Type">Media type, stated or usual.</param>
/// <param name="Title">Title.</param>
/// <param name="HrefLang">Language of the target.</param>
/// <param name="Length">Size as written.</param>
public sealed record FeedLink(string Rel, string? Href, string? Type = null, string? Title = null, string? HrefLang = null, string? Length = null);

/// <summary>A person or organisation.</summary>
/// <param name="Name">Name.</param>
/// <param name="Email">Mail address.</param>
/// <param name="Href">Home page.</param>
/// <param name="Stated">The one-line form as written, when it was one line.</param>
public sealed record FeedPerson(string? Name, string? Email = null, string? Href = null, string? Stated = null);

/// <summary>A category.</summary>
/// <param name="Term">The category.</param>
/// <param name="Scheme">The set it is from.</param>
/// <param name="Label">How it is shown.</param>
public sealed record FeedTag(string? Term, string? Scheme = null, string? Label = null);

/// <summary>A picture with its caption.</summary>
/// <param name="Href">Absolute address.</param>
public sealed record FeedPicture(string? Href)
{
    /// <summary>Page the picture links to.</summary>
    public string? Link { get; init; }

    /// <summary>Title.</summary>
    public string? Title { get; init; }

    /// <summary>Description.</summary>
    public string? Description { get; init; }

    /// <summary>Width in pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public int? Height { get; init; }
}

/// <summary>A Media RSS object.</summary>
/// <param name="Url">Absolute address.</param>
public sealed record FeedMedia(string? Url)
{
    /// <summary>Media type.</summary>
    public string? Type { get; init; }

    /// <summary>image, audio, video, document, executable.</summary>
    public string? Medium { get; init; }

    /// <summary>Width in pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public int? Height { get; init; }

    /// <summary>Size in bytes as written.</summary>
    public string? FileSize { get; init; }

    /// <summary>Seconds as written.</summary>
    public string? Duration { get; init; }

    /// <summary>Whether it is the one to show of its group.</summary>
    public bool IsDefault { get; init; }

    /// <summary>sample, full or nonstop.</summary>
    public string? Expression { get; init; }

    /// <summary>Kilobits per second as written.</summary>
    public string? Bitrate { get; init; }

    /// <summary>Frames per second as written.</summary>
    public string? FrameRate { get; init; }

    /// <summary>Thousands of samples per second as written.</summary>
    public string? SamplingRate { get; init; }

    /// <summary>Number of audio channels as written.</summary>
    public string? Channels { get; init; }

    /// <summary>Language.</summary>
    public string? Language { get; init; }

    /// <summary>Offset in the recording that a thumbnail shows, as written.</summary>
    public string? Time { get; init; }
}
