namespace Broadsheet;

/// <summary>Something the newspaper is about, as <c>_data/topics</c> describes it.</summary>
public sealed record Topic
{
    /// <summary>Id, used in addresses.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people, used in records.</summary>
    public required string Name { get; init; }

    /// <summary>Short name for narrow places.</summary>
    public string? ShortName { get; init; }

    /// <summary>Name of the parent topic; null for the root.</summary>
    public string? Parent { get; init; }

    /// <summary>Words that speak for the topic when they stand in a title, in the order and with the repetitions of the file.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Hashtags for sharing.</summary>
    public IReadOnlyList<string> Hashtags { get; init; } = [];

    /// <summary>Pictures, addresses relative to the site.</summary>
    public IReadOnlyList<Picture> Images { get; init; } = [];

    /// <summary>API addresses per service, in the order of the file.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Services { get; init; } = [];

    /// <summary>Provider domains whose articles belong to the topic whatever they say (the "voices").</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>A badge for its articles.</summary>
    public Highlight? Highlight { get; init; }

    /// <summary>Rules beyond the keywords.</summary>
    public TopicRules? Rules { get; init; }

    /// <summary>The file it stands in.</summary>
    public string? File { get; init; }
}

/// <summary>A badge: text and colours as CSS hexadecimal triples.</summary>
public sealed record Highlight(string Text, string TextColor, string BackgroundColor);

/// <summary>That an article belongs to a topic, and why.</summary>
/// <param name="Topic">The topic's name.</param>
/// <param name="Reason">A code for machines: <c>root</c>, <c>keyword</c>, <c>rule</c>, <c>source</c>, <c>editor</c>; <c>record</c> when an adopted record says so.</param>
/// <param name="Evidence">The words, rule or domain that decided.</param>
public sealed record TopicMatch(string Topic, string Reason, string Evidence);
