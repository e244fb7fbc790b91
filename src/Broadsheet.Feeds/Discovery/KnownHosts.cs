namespace Broadsheet.Feeds.Discovery;

/// <summary>Hosts whose feeds have addresses that follow from the page's.</summary>
internal static class KnownHosts
{
    public static IEnumerable<(string Url, string Title)> FeedsOf(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var page))
            return [];
        var host = page.IdnHost.StartsWith("www.", StringComparison.Ordinal) ? page.IdnHost[4..] : page.IdnHost;
        var parts = page.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return host switch
        {
            "youtube.com" or "m.youtube.com" => YouTube(page, parts),
            "github.com" => GitHub(parts),
            "reddit.com" or "old.reddit.com" when parts is ["r" or "user" or "u", var name, ..] => [($"https://www.reddit.com/{parts[0]}/{name}/.rss", name)],
            "medium.com" when parts is [var author, ..] => [($"https://medium.com/feed/{author}", author)],
            "vimeo.com" when parts is [var channel, ..] => [($"https://vimeo.com/{channel}/videos/rss", channel)],
            _ when host.EndsWith(".substack.com", StringComparison.Ordinal) => [($"https://{host}/feed", host)],
            _ when host.EndsWith(".medium.com", StringComparison.Ordinal) => [($"https://{host}/feed", host)],
            _ when host.EndsWith(".tumblr.com", StringComparison.Ordinal) => [($"https://{host}/rss", host)],
            _ => [],
        };
    }

    private static IEnumerable<(string Url, string Title)> YouTube(Uri page, string[] parts)
    {
        if (parts is ["channel", var channel, ..])
            return [($"https://www.youtube.com/feeds/videos.xml?channel_id={channel}", channel)];
        var list = page.Query.IndexOf("list=", StringComparison.Ordinal);
        if (list < 0)
            return [];
        var id = page.Query[(list + 5)..];
        var end = id.IndexOf('&', StringComparison.Ordinal);
        id = end < 0 ? id : id[..end];
        return [($"https://www.youtube.com/feeds/videos.xml?playlist_id={id}", id)];
    }

    private static IEnumerable<(string Url, string Title)> GitHub(string[] parts) => parts switch
    {
        [var user] => [($"https://github.com/{user}.atom", user)],
        [var user, var repository, ..] =>
        [
            ($"https://github.com/{user}/{repository}/releases.atom", "Releases"),
            ($"https://github.com/{user}/{repository}/commits.atom", "Commits"),
        ],
        _ => [],
    };
}
