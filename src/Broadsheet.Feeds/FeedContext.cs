namespace Broadsheet.Feeds;

/// <summary>What is known of a document besides its bytes.</summary>
/// <param name="Url">Absolute address the document was fetched from, after redirects; the base of relative addresses.</param>
/// <param name="ContentType">The Content-Type header as sent.</param>
/// <param name="Headers">Other response headers; names are compared without case.</param>
/// <param name="Moment">When the document was fetched. Dates more than a year after it are not believed.</param>
public sealed record FeedContext(
    string? Url = null,
    string? ContentType = null,
    IReadOnlyDictionary<string, string>? Headers = null,
    DateTimeOffset? Moment = null)
{
    /// <summary>The value of a header, or null.</summary>
    public string? Header(string name)
    {
        if (Headers is null)
            return null;
        foreach (var (key, value) in Headers)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }
}
