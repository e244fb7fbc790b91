namespace Broadsheet.Publishing.Syndication;

/// <summary>One feed before it is written in a format.</summary>
/// <param name="Title">Plain title.</param>
/// <param name="Description">Plain description; never empty, because RSS wants one.</param>
/// <param name="Language">Language tag.</param>
/// <param name="Page">Absolute address of the page the feed follows.</param>
/// <param name="Folder">Address below the site of the folder the feed's files are in.</param>
/// <param name="Entries">The newest first.</param>
/// <param name="Hubs">Addresses of WebSub hubs.</param>
internal sealed record Channel(
    string Title,
    string Description,
    string Language,
    string Page,
    string Folder,
    IReadOnlyList<ChannelEntry> Entries,
    IReadOnlyList<string> Hubs)
{
    /// <summary>When the newest entry changed; the epoch for an empty feed, so that no clock shows in it.</summary>
    public DateTimeOffset Updated => Entries.Count == 0 ? DateTimeOffset.UnixEpoch : Entries.Max(entry => entry.Updated);
}

/// <summary>An entry of a feed.</summary>
/// <param name="Id">Absolute address that stays the entry's own.</param>
/// <param name="Title">Plain headline.</param>
/// <param name="Link">Where the article is.</param>
/// <param name="Summary">Plain summary; may be empty.</param>
/// <param name="Published">When it was published.</param>
/// <param name="Updated">When it last gained something.</param>
/// <param name="Outlet">Name of its publisher.</param>
/// <param name="OutletFeed">The publisher's feed it came through, when that may be shown.</param>
/// <param name="Authors">Names of its authors.</param>
/// <param name="Topics">Names of its topics.</param>
/// <param name="Picture">Its picture, absolute.</param>
/// <param name="Coverage">Other articles on the same event.</param>
/// <param name="StoryPage">Absolute address of our page with all coverage.</param>
internal sealed record ChannelEntry(
    string Id,
    string Title,
    string Link,
    string Summary,
    DateTimeOffset Published,
    DateTimeOffset Updated,
    string Outlet,
    string? OutletFeed,
    IReadOnlyList<string> Authors,
    IReadOnlyList<string> Topics,
    Picture? Picture,
    IReadOnlyList<(string Title, string Link, string Outlet)> Coverage,
    string StoryPage);
