namespace Broadsheet.Publishing.Records;

/// <summary>What the records of an old site do not state themselves.</summary>
public sealed class AdoptionOptions
{
    /// <summary>
    /// Where the old site's curated sources are: beginnings of an original address, with or without scheme, such as <c>youtube.com</c> or
    /// <c>https://blog.example/news/</c>. Default: none.
    /// </summary>
    public List<string> CuratedSources { get; set; } = [];
}
