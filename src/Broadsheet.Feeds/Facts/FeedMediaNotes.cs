namespace Broadsheet.Feeds;

/// <summary>What Media RSS says around its objects; it holds for all of them where one does not say otherwise. Values as written.</summary>
public sealed class FeedMediaNotes
{
    /// <summary>media:title.</summary>
    public FeedText? Title { get; internal set; }

    /// <summary>media:description.</summary>
    public FeedText? Description { get; internal set; }

    /// <summary>media:credit.</summary>
    public List<FeedCredit> Credits => field ??= [];

    /// <summary>media:license.</summary>
    public FeedMediaNote? License { get; internal set; }

    /// <summary>media:copyright.</summary>
    public FeedMediaNote? Copyright { get; internal set; }

    /// <summary>media:player.</summary>
    public FeedMediaNote? Player { get; internal set; }

    /// <summary>media:rating, or media:adult, which is older.</summary>
    public FeedMediaNote? Rating { get; internal set; }

    /// <summary>media:restriction; the relationship is <c>allow</c> or <c>deny</c>.</summary>
    public FeedMediaRestriction? Restriction { get; internal set; }

    /// <summary>media:community.</summary>
    public FeedMediaCommunity? Community { get; internal set; }

    /// <summary>media:embed: a player to put into a page; not safe to show.</summary>
    public FeedMediaNote? Embed { get; internal set; }

    /// <summary>media:status: active, blocked or deleted, and why.</summary>
    public FeedMediaNote? Status { get; internal set; }

    /// <summary>media:rights: userCreated or official.</summary>
    public string? Rights { get; internal set; }

    /// <summary>media:hash; the kind is the algorithm, md5 when none is stated.</summary>
    public List<FeedMediaNote> Hashes => field ??= [];

    /// <summary>media:text: transcripts and captions; the kind is the media type.</summary>
    public List<FeedMediaNote> Texts => field ??= [];

    /// <summary>media:price; the kind is rent, purchase, package or subscription, the content the price with its currency.</summary>
    public List<FeedMediaNote> Prices => field ??= [];

    /// <summary>media:comments.</summary>
    public List<string> Comments => field ??= [];

    /// <summary>media:responses, media:backLinks, media:subTitle and media:peerLink; the relation tells which: response, backlink, subtitle, peer.</summary>
    public List<FeedLink> Links => field ??= [];

    /// <summary>media:scenes: the parts of a recording.</summary>
    public List<FeedChapter> Scenes => field ??= [];
}

/// <summary>media:credit.</summary>
/// <param name="Content">Name.</param>
/// <param name="Role">Role.</param>
/// <param name="Scheme">Set of roles.</param>
public sealed record FeedCredit(string Content, string? Role, string? Scheme);

/// <summary>A short statement of Media RSS with its attributes.</summary>
/// <param name="Content">Text.</param>
/// <param name="Href">Address.</param>
/// <param name="Kind">Type, scheme, algorithm or state.</param>
public sealed record FeedMediaNote(string Content, string? Href, string? Kind);

/// <summary>media:restriction.</summary>
/// <param name="Content">Countries, addresses, or all or none; as written.</param>
/// <param name="Type">country, uri or sharing.</param>
/// <param name="Relationship">allow or deny.</param>
public sealed record FeedMediaRestriction(string Content, string? Type, string? Relationship);

/// <summary>media:community: what the audience does.</summary>
/// <param name="RatingAverage">Average of the stars.</param>
/// <param name="RatingCount">How many gave stars.</param>
/// <param name="Views">How often it was seen.</param>
/// <param name="Favorites">How many keep it.</param>
/// <param name="Tags">Tags, with their weights behind a colon.</param>
public sealed record FeedMediaCommunity(string? RatingAverage, string? RatingCount, string? Views, string? Favorites, string? Tags);
