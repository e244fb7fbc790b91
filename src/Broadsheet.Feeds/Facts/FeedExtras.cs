namespace Broadsheet.Feeds;

/// <summary>What only few feeds state.</summary>
public sealed class FeedExtras
{
    /// <summary>Program that made the feed.</summary>
    public string? Generator { get; internal set; }

    /// <summary>Its home page.</summary>
    public string? GeneratorUrl { get; internal set; }

    /// <summary>Its version.</summary>
    public string? GeneratorVersion { get; internal set; }

    /// <summary>Small icon.</summary>
    public string? Icon { get; internal set; }

    /// <summary>Large logo.</summary>
    public string? Logo { get; internal set; }

    /// <summary>Address of the documentation of the format.</summary>
    public string? Docs { get; internal set; }

    /// <summary>RSS ttl as written, minutes.</summary>
    public string? Ttl { get; internal set; }

    /// <summary>PICS rating.</summary>
    public string? Rating { get; internal set; }

    /// <summary>sy:updatePeriod.</summary>
    public string? UpdatePeriod { get; internal set; }

    /// <summary>sy:updateFrequency.</summary>
    public string? UpdateFrequency { get; internal set; }

    /// <summary>sy:updateBase, as written.</summary>
    public string? UpdateBase { get; internal set; }

    /// <summary>admin:errorReportsTo.</summary>
    public string? ErrorReportsTo { get; internal set; }

    /// <summary>slash:section.</summary>
    public string? Section { get; internal set; }

    /// <summary>slash:department.</summary>
    public string? Department { get; internal set; }

    /// <summary>RSS skipHours as written.</summary>
    public List<string> SkipHours => field ??= [];

    /// <summary>RSS skipDays as written.</summary>
    public List<string> SkipDays => field ??= [];

    /// <summary>Attributes of RSS cloud.</summary>
    public FeedCloud? Cloud { get; internal set; }

    /// <summary>RSS textInput.</summary>
    public FeedTextInput? TextInput { get; internal set; }

    /// <summary>Where the feed has moved (itunes:new-feed-url, newLocation).</summary>
    public string? NewLocation { get; internal set; }

    /// <summary>Beginning of dcterms:valid, as written.</summary>
    public string? ValidFrom { get; internal set; }

    /// <summary>End of dcterms:valid, as written.</summary>
    public string? ValidTo { get; internal set; }

    /// <summary>itunes:block says yes.</summary>
    public bool? ItunesBlock { get; internal set; }

    /// <summary>itunes:explicit: yes, clean or no, or something else.</summary>
    public ExplicitRating Explicit { get; internal set; }

    /// <summary>itunes:duration as written.</summary>
    public string? Duration { get; internal set; }

    /// <summary>thr:in-reply-to.</summary>
    public FeedReply? InReplyTo { get; internal set; }

    /// <summary>Place (GeoRSS, GML, W3C geo).</summary>
    public FeedPlace? Where { get; internal set; }

    /// <summary>Podlove chapters.</summary>
    public List<FeedChapter> Chapters => field ??= [];

    /// <summary>Whether a list of chapters is there at all.</summary>
    public bool HasChapters { get; internal set; }

    /// <summary>What Media RSS says around its objects; null when nothing.</summary>
    public FeedMediaNotes? Media { get; internal set; }

    /// <summary>What a podcast states; null when nothing.</summary>
    public FeedPodcast? Podcast { get; internal set; }

    /// <summary>yt:videoId.</summary>
    public string? YouTubeId { get; internal set; }

    /// <summary>Name of the publication (news sitemaps).</summary>
    public string? PublicationName { get; internal set; }

    /// <summary>The document's sitemap index entries.</summary>
    public List<FeedLink> Children => field ??= [];
}

/// <summary>What itunes:explicit says.</summary>
public enum ExplicitRating
{
    /// <summary>Nothing.</summary>
    Unstated,

    /// <summary>Explicit.</summary>
    Yes,

    /// <summary>Clean, or not explicit.</summary>
    No,

    /// <summary>Something that means neither.</summary>
    Unclear,
}

/// <summary>RSS cloud.</summary>
/// <param name="Domain">Host.</param>
/// <param name="Port">Port as written.</param>
/// <param name="Path">Path.</param>
/// <param name="RegisterProcedure">Procedure.</param>
/// <param name="Protocol">Protocol.</param>
public sealed record FeedCloud(string? Domain, string? Port, string? Path, string? RegisterProcedure, string? Protocol);

/// <summary>RSS textInput.</summary>
/// <param name="Title">Label of the button.</param>
/// <param name="Description">Description.</param>
/// <param name="Name">Name of the field.</param>
/// <param name="Link">Address it is sent to.</param>
public sealed record FeedTextInput(string? Title, string? Description, string? Name, string? Link);

/// <summary>What an item replies to (RFC 4685).</summary>
/// <param name="Ref">Id.</param>
/// <param name="Href">Address.</param>
/// <param name="Source">Feed or entry it is found in.</param>
/// <param name="Type">Media type.</param>
public sealed record FeedReply(string? Ref, string? Href, string? Source, string? Type);

/// <summary>A place.</summary>
/// <param name="Shape">Point, LineString, Polygon or Box.</param>
/// <param name="Coordinates">Pairs of longitude and latitude in degrees, in this order.</param>
public sealed record FeedPlace(string Shape, IReadOnlyList<(double Longitude, double Latitude)> Coordinates)
{
    /// <summary>Radius in metres of a circle whose middle is the point, or uncertainty of the place; null when none is stated.</summary>
    public double? Radius { get; init; }

    /// <summary>Elevation in metres.</summary>
    public double? Elevation { get; init; }

    /// <summary>georss:featureName.</summary>
    public string? Name { get; init; }
}

/// <summary>A chapter of a recording.</summary>
/// <param name="Start">Offset from the beginning.</param>
/// <param name="Title">Title.</param>
/// <param name="Href">Address.</param>
/// <param name="Image">Picture.</param>
public sealed record FeedChapter(TimeSpan Start, string? Title, string? Href, string? Image);
