using System.ComponentModel.DataAnnotations;

namespace Broadsheet.Publishing.Syndication;

/// <summary>Which feeds are offered and how long they are.</summary>
public sealed class SyndicationOptions
{
    /// <summary>Entries in a feed. 1 to 200. Default: 40.</summary>
    [Range(1, 200)]
    public int Entries { get; set; } = 40;

    /// <summary>Whether each topic has feeds. Default: true.</summary>
    public bool TopicFeeds { get; set; } = true;

    /// <summary>Whether each publisher has feeds. Default: true.</summary>
    public bool ProviderFeeds { get; set; } = true;

    /// <summary>Whether each story has feeds of its coverage: three files more per story. Default: false.</summary>
    public bool StoryFeeds { get; set; }

    /// <summary>Absolute address of a WebSub hub to announce in the feeds (W3C WebSub §4). Default: none.</summary>
    public string? Hub { get; set; }
}
