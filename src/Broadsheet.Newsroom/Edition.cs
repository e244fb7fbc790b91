namespace Broadsheet;

/// <summary>The newspaper at one instant. Everything published is a pure function of it and of the site's settings.</summary>
public sealed record Edition
{
    /// <summary>The instant.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The site's masthead.</summary>
    public required Masthead Masthead { get; init; }

    /// <summary>All stories, the highest rank first.</summary>
    public required IReadOnlyList<Story> Stories { get; init; }

    /// <summary>Published stories that many sources took up lately, the steepest first.</summary>
    public IReadOnlyList<Story> Rising { get; init; } = [];

    /// <summary>Where stories went that were merged into others, by story id; their addresses lead there.</summary>
    public IReadOnlyDictionary<string, string> StoryAliases { get; init; } = new Dictionary<string, string>();

    /// <summary>All topics in the order of their files; the root first.</summary>
    public IReadOnlyList<Topic> Topics { get; init; } = [];

    /// <summary>The publishers the operator lists.</summary>
    public IReadOnlyList<Organization> Organizations { get; init; } = [];

    /// <summary>The feeds.</summary>
    public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <summary>Why each article is in its story, by article id.</summary>
    public IReadOnlyDictionary<string, Placement> Placements { get; init; } = new Dictionary<string, Placement>();

    /// <summary>How it came of the edition before, where its maker knows; nothing published depends on it.</summary>
    public EditionLineage? Lineage { get; init; }
}

/// <summary>What stands above the news: who we are and where.</summary>
public sealed record Masthead
{
    /// <summary>Name of the site.</summary>
    public required string Title { get; init; }

    /// <summary>Absolute address of the site without a slash at the end, such as <c>https://example.org</c>.</summary>
    public required string Url { get; init; }

    /// <summary>Path below <see cref="Url"/> the site lives at: empty, or with a slash in front and none at the end.</summary>
    public string BaseUrl { get; init; } = "";

    /// <summary>Where people read the site, when that is elsewhere (old sites).</summary>
    public string? WebUrl { get; init; }

    /// <summary>A sentence about the site.</summary>
    public string Description { get; init; } = "";

    /// <summary>Language tag in lower case, such as <c>en-us</c>.</summary>
    public string Locale { get; init; } = "en-us";

    /// <summary>IANA time zone the site's days are counted in.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Address for replies, shown in newsletters and the about page.</summary>
    public string? Contact { get; init; }
}
