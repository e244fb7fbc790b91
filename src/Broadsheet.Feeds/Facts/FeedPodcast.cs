namespace Broadsheet.Feeds;

/// <summary>What a podcast states of itself or of an episode, in the vocabularies of iTunes and of podcastindex.org; values as written.</summary>
public sealed class FeedPodcast
{
    /// <summary>podcast:guid: the same wherever the podcast moves.</summary>
    public string? PodcastGuid { get; internal set; }

    /// <summary>podcast:medium: podcast, music, video, newsletter, blog, …</summary>
    public string? Medium { get; internal set; }

    /// <summary>podcast:locked: whether other platforms may not import the feed.</summary>
    public bool? IsLocked { get; internal set; }

    /// <summary>Mail address of the owner who can unlock it.</summary>
    public string? LockOwner { get; internal set; }

    /// <summary>itunes:type: episodic or serial.</summary>
    public string? ShowType { get; internal set; }

    /// <summary>itunes:episodeType: full, trailer or bonus.</summary>
    public string? EpisodeType { get; internal set; }

    /// <summary>Number of the season.</summary>
    public string? Season { get; internal set; }

    /// <summary>Name of the season.</summary>
    public string? SeasonName { get; internal set; }

    /// <summary>Number of the episode; may have a fraction.</summary>
    public string? Episode { get; internal set; }

    /// <summary>How the number is shown.</summary>
    public string? EpisodeLabel { get; internal set; }

    /// <summary>itunes:order.</summary>
    public string? Order { get; internal set; }

    /// <summary>itunes:complete: nothing more will come.</summary>
    public bool IsComplete { get; internal set; }

    /// <summary>itunes:isClosedCaptioned.</summary>
    public bool IsClosedCaptioned { get; internal set; }

    /// <summary>podcast:usesPodping.</summary>
    public bool UsesPodping { get; internal set; }

    /// <summary>podcast:chapters: a file of chapters.</summary>
    public FeedLink? Chapters { get; internal set; }

    /// <summary>podcast:license: an identifier, or a name with an address.</summary>
    public FeedLink? License { get; internal set; }

    /// <summary>podcast:funding: addresses with what to say.</summary>
    public List<FeedLink> Funding => field ??= [];

    /// <summary>podcast:transcript; <c>captions</c> as relation when it is timed to the recording.</summary>
    public List<FeedLink> Transcripts => field ??= [];

    /// <summary>podcast:contentLink: where else it can be heard.</summary>
    public List<FeedLink> ContentLinks => field ??= [];

    /// <summary>podcast:person.</summary>
    public List<FeedPodcastPerson> Persons => field ??= [];

    /// <summary>podcast:location.</summary>
    public List<FeedPodcastLocation> Locations => field ??= [];

    /// <summary>podcast:soundbite.</summary>
    public List<FeedSoundbite> Soundbites => field ??= [];

    /// <summary>podcast:trailer.</summary>
    public List<FeedTrailer> Trailers => field ??= [];

    /// <summary>podcast:alternateEnclosure.</summary>
    public List<FeedAlternateEnclosure> AlternateEnclosures => field ??= [];

    /// <summary>podcast:value.</summary>
    public List<FeedValue> Values => field ??= [];

    /// <summary>podcast:image and podcast:images, with their widths where stated.</summary>
    public List<FeedMedia> Images => field ??= [];

    /// <summary>podcast:socialInteract: where it is discussed.</summary>
    public List<FeedSocialInteraction> SocialInteractions => field ??= [];

    /// <summary>podcast:block: services that should not show it; null stands for all.</summary>
    public List<FeedPodcastNote> Blocks => field ??= [];

    /// <summary>podcast:txt.</summary>
    public List<FeedPodcastNote> Texts => field ??= [];

    /// <summary>podcast:remoteItem: feeds or items elsewhere that belong to it.</summary>
    public List<FeedRemoteItem> RemoteItems => field ??= [];

    /// <summary>podcast:podroll: podcasts it recommends.</summary>
    public List<FeedRemoteItem> Podroll => field ??= [];

    /// <summary>podcast:publisher.</summary>
    public FeedRemoteItem? Publisher { get; internal set; }

    /// <summary>podcast:updateFrequency.</summary>
    public FeedUpdateFrequency? UpdateFrequency { get; internal set; }

    /// <summary>podcast:liveItem: broadcasts that are announced, run or have ended.</summary>
    public List<FeedLiveItem> LiveItems => field ??= [];
}

/// <summary>podcast:person.</summary>
/// <param name="Name">Name.</param>
/// <param name="Role">Role; <c>host</c> when none is stated.</param>
/// <param name="Group">Group of roles; <c>cast</c> when none is stated.</param>
/// <param name="Href">Page about the person.</param>
/// <param name="Image">Picture of the person.</param>
public sealed record FeedPodcastPerson(string Name, string Role, string Group, string? Href, string? Image);

/// <summary>podcast:location.</summary>
/// <param name="Name">Name of the place.</param>
/// <param name="Geo">geo: address (RFC 5870).</param>
/// <param name="Osm">Object of OpenStreetMap.</param>
/// <param name="Country">Country code, if stated.</param>
public sealed record FeedPodcastLocation(string Name, string? Geo, string? Osm, string? Country);

/// <summary>podcast:soundbite.</summary>
/// <param name="Start">Offset from the beginning.</param>
/// <param name="Duration">How long it is.</param>
/// <param name="Title">Title; that of the episode when null.</param>
public sealed record FeedSoundbite(TimeSpan Start, TimeSpan Duration, string? Title);

/// <summary>podcast:trailer.</summary>
/// <param name="Title">Title.</param>
/// <param name="File">The recording.</param>
/// <param name="Published">Date as written.</param>
/// <param name="Season">Season it is for.</param>
public sealed record FeedTrailer(string Title, FeedLink File, string? Published, string? Season);

/// <summary>podcast:alternateEnclosure.</summary>
/// <param name="Type">Media type.</param>
/// <param name="Sources">Where it can be had; the relation is <c>source</c>.</param>
public sealed record FeedAlternateEnclosure(string? Type, IReadOnlyList<FeedLink> Sources)
{
    /// <summary>Size in bytes as written.</summary>
    public string? Length { get; init; }

    /// <summary>Bits per second as written.</summary>
    public string? Bitrate { get; init; }

    /// <summary>Height in pixels.</summary>
    public int? Height { get; init; }

    /// <summary>Language.</summary>
    public string? Language { get; init; }

    /// <summary>Title.</summary>
    public string? Title { get; init; }

    /// <summary>Group.</summary>
    public string? Rel { get; init; }

    /// <summary>Codecs (RFC 6381).</summary>
    public string? Codecs { get; init; }

    /// <summary>Whether it is the file of the item's own enclosure.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Kind of podcast:integrity: sri or pgp-signature.</summary>
    public string? IntegrityType { get; init; }

    /// <summary>Value of podcast:integrity.</summary>
    public string? Integrity { get; init; }
}

/// <summary>podcast:value: how listeners can pay.</summary>
/// <param name="Type">Means, such as lightning.</param>
/// <param name="Method">Method.</param>
/// <param name="Suggested">Suggested amount.</param>
/// <param name="Recipients">Who gets it.</param>
public sealed record FeedValue(string? Type, string? Method, string? Suggested, IReadOnlyList<FeedValueRecipient> Recipients);

/// <summary>podcast:valueRecipient.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type">Kind of address.</param>
/// <param name="Address">Address.</param>
/// <param name="Split">Share.</param>
/// <param name="IsFee">Whether the share is a fee.</param>
public sealed record FeedValueRecipient(string? Name, string? Type, string? Address, string? Split, bool IsFee);

/// <summary>podcast:socialInteract.</summary>
/// <param name="Uri">Address of the first post.</param>
/// <param name="Protocol">Protocol; <c>disabled</c> asks for none.</param>
/// <param name="AccountId">Account.</param>
/// <param name="AccountUrl">Page of the account.</param>
/// <param name="Priority">Order of preference.</param>
public sealed record FeedSocialInteraction(string? Uri, string? Protocol, string? AccountId, string? AccountUrl, string? Priority);

/// <summary>A text with what it is for.</summary>
/// <param name="Purpose">What, or whom, it is for.</param>
/// <param name="Content">Text.</param>
public sealed record FeedPodcastNote(string? Purpose, string Content);

/// <summary>podcast:remoteItem.</summary>
/// <param name="FeedGuid">podcast:guid of the other feed.</param>
/// <param name="FeedUrl">Its address.</param>
/// <param name="ItemGuid">Id of an item in it.</param>
/// <param name="Medium">Its medium.</param>
/// <param name="Title">Title.</param>
public sealed record FeedRemoteItem(string? FeedGuid, string? FeedUrl, string? ItemGuid, string? Medium, string? Title);

/// <summary>podcast:updateFrequency.</summary>
/// <param name="Text">For people.</param>
/// <param name="IsComplete">Whether nothing more will come.</param>
/// <param name="Start">First date, as written.</param>
/// <param name="Rule">Recurrence rule (RFC 5545).</param>
public sealed record FeedUpdateFrequency(string Text, bool IsComplete, string? Start, string? Rule);

/// <summary>podcast:liveItem.</summary>
/// <param name="Status">pending, live or ended.</param>
/// <param name="Start">Date as written.</param>
/// <param name="End">Date as written.</param>
/// <param name="Facts">What is stated about the broadcast, as of an item.</param>
public sealed record FeedLiveItem(string? Status, string? Start, string? End, FeedFacts Facts);
