namespace Broadsheet.Pages.JsonLd;

/// <summary>A picture as JSON-LD states it.</summary>
internal readonly record struct LinkedImage(string Url, int? Width, int? Height);

/// <summary>What the JSON-LD of a page says of its article; texts are as written.</summary>
internal sealed record LinkedArticle
{
    public string Type { get; init; } = "";

    public string? Headline { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? Published { get; init; }

    public string? Created { get; init; }

    public string? Modified { get; init; }

    public string? Url { get; init; }

    public string? MainEntityOfPage { get; init; }

    public IReadOnlyList<string> Authors { get; init; } = [];

    public string? Publisher { get; init; }

    public LinkedImage? PublisherLogo { get; init; }

    public IReadOnlyList<LinkedImage> Images { get; init; } = [];

    public string? Thumbnail { get; init; }

    public string? Section { get; init; }

    public IReadOnlyList<string> Keywords { get; init; } = [];

    public string? Language { get; init; }

    public string? EmbedUrl { get; init; }

    public string? ContentUrl { get; init; }

    public string? Body { get; init; }

    public bool? IsAccessibleForFree { get; init; }
}

/// <summary>The JSON-LD of a page: the article it is about, and what else it names.</summary>
/// <param name="Article">The node of the article; null when there is none.</param>
/// <param name="Video">A video node.</param>
/// <param name="WebPage">The node of the page itself.</param>
/// <param name="SiteName">Name of the web site node.</param>
/// <param name="Organization">Name of the first organisation.</param>
/// <param name="Logo">Its logo.</param>
/// <param name="OtherNames">Its legal and alternate names.</param>
internal sealed record LinkedData(
    LinkedArticle? Article,
    LinkedArticle? Video,
    LinkedArticle? WebPage,
    string? SiteName,
    string? Organization,
    LinkedImage? Logo,
    IReadOnlyList<string> OtherNames)
{
    public static LinkedData None { get; } = new(null, null, null, null, null, null, []);
}
