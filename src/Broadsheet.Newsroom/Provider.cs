namespace Broadsheet;

/// <summary>Who published an article.</summary>
public sealed record Provider
{
    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Registrable domain, or the full host where that is an organization of its own.</summary>
    public required string Domain { get; init; }

    /// <summary>Logos we keep, smallest first: 50×50 and 400×400.</summary>
    public IReadOnlyList<Picture> Images { get; init; } = [];

    /// <summary>Whether the site's <c>_data/organizations</c> lists it.</summary>
    public bool IsListed { get; init; }
}

/// <summary>A publisher the operator lists in <c>_data/organizations</c>.</summary>
public sealed record Organization
{
    /// <summary>Its id: the domain.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Registrable domain or full host.</summary>
    public required string Domain { get; init; }

    /// <summary>Other names it goes by.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>A sentence about it.</summary>
    public string? Description { get; init; }

    /// <summary>ISO 3166 country code, when the operator states one.</summary>
    public string? Country { get; init; }

    /// <summary>Logos, addresses relative to the site.</summary>
    public IReadOnlyList<Picture> Images { get; init; } = [];

    /// <summary>The file it stands in.</summary>
    public string? File { get; init; }
}
