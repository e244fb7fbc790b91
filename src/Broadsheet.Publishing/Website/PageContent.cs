namespace Broadsheet.Publishing.Website;

/// <summary>What one page shows, made when it is rendered.</summary>
internal sealed record PageContent(string Title, string Description)
{
    /// <summary>Absolute address of the picture to show where the page is shared.</summary>
    public string? Picture { get; init; }

    /// <summary>Path of the feeds' folder below the site, with a slash at the end, when the page has feeds.</summary>
    public string? Feeds { get; init; }

    /// <summary>JSON-LD, safe inside a script element.</summary>
    public string? JsonLd { get; init; }

    /// <summary>Host whose player the page frames.</summary>
    public string? PlayerHost { get; init; }

    /// <summary>Whether search engines may list the page.</summary>
    public bool IsIndexed { get; init; } = true;

    /// <summary>What the template sees beside <c>site</c> and <c>page</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Values { get; init; } = [];
}
