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

    /// <summary>
    /// Feeds of one's own, by name: <c>query/NAME/</c> holds the newest stories that fit a query in the words of the search, such as
    /// <c>ferries: ferry* topic:harbour -cruise</c>. The newest 2,000 stories are looked through, in headlines, excerpts and providers' names. Default: none.
    /// </summary>
    public Dictionary<string, string> Queries { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Addresses of WebSub hubs: the feeds name them, and they are told when feeds changed (W3C WebSub §4, §6). Default: none.</summary>
    public List<string> Hubs { get; set; } = [];

    /// <summary>Whether a hub may be on this machine or the local network. Default: false.</summary>
    public bool AllowPrivateHubs { get; set; }

    /// <summary>Those of the hubs whose addresses are of the web, each once.</summary>
    public IReadOnlyList<string> SafeHubs() => [.. Hubs.Select(SafeLink.Of).OfType<string>().Distinct(StringComparer.Ordinal)];
}
