namespace HarbourGazette.Make;

/// <summary>What a server of the invented web answers to one address.</summary>
internal sealed record HttpResponse(string Url, string ContentType, byte[] Body, DateTimeOffset LastModified)
{
    /// <summary>Where it redirects to; null for an ordinary answer.</summary>
    public string? Location { get; init; }
}
