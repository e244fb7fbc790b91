using System.Collections.Frozen;

namespace Broadsheet.Extraction;

/// <summary>Knows the hosts that only pass readers on, whose addresses must never stand for an article.</summary>
internal static class Redirectors
{
    private static readonly FrozenSet<string> Hosts = FrozenSet.ToFrozenSet(
        [
            "feedproxy.google.com", "t.co", "bit.ly", "ow.ly", "goo.gl", "tinyurl.com", "dlvr.it", "trib.al", "buff.ly", "lnkd.in", "is.gd", "fb.me", "ift.tt",
            "shar.es", "rss.feedsportal.com", "da.feedsportal.com", "go.theregister.com", "feedproxy.feedly.com", "links.govdelivery.com",
        ],
        StringComparer.Ordinal);

    /// <summary>Whether the address passes readers on.</summary>
    public static bool IsRedirector(WebAddress address) =>
        Hosts.Contains(address.SiteHost)
        // FeedBurner under the publisher's own name: rss.cnn.com/~r/…, feeds.foxnews.com/~r/….
        || address.Path.Contains("/~r/", StringComparison.Ordinal)
        || address.SiteHost.EndsWith(".feedsportal.com", StringComparison.Ordinal)
        || (address.SiteHost == "news.google.com" && address.Path.Contains("/articles/", StringComparison.Ordinal))
        || TargetOf(address) is not null;

    /// <summary>The target, when the address itself names it.</summary>
    public static WebAddress? TargetOf(WebAddress address)
    {
        string[] names = (address.SiteHost, address.Path) switch
        {
            ("google.com", "/url") => ["url", "q"],
            ("bing.com", "/news/apiclick.aspx") => ["url"],
            ("l.facebook.com", "/l.php") => ["u"],
            _ => [],
        };
        foreach (var name in names)
        {
            foreach (var part in address.Query.Split('&'))
            {
                if (part.StartsWith(name + "=", StringComparison.Ordinal) && WebAddress.TryParse(Uri.UnescapeDataString(part[(name.Length + 1)..]), out var target))
                    return target;
            }
        }
        return null;
    }

    /// <summary>Whether a visit ended at a wall before the article: consent, login, or the front page.</summary>
    public static bool IsLedAstray(WebAddress asked, WebAddress reached)
    {
        if (asked.Key == reached.Key)
            return false;
        if (reached.IsHomePage)
            return true;
        if (reached.Host.StartsWith("consent.", StringComparison.Ordinal) || reached.Host.StartsWith("login.", StringComparison.Ordinal) || reached.Host.StartsWith("accounts.", StringComparison.Ordinal))
            return true;
        var segments = reached.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments.Any(segment => segment.ToLowerInvariant() is "login" or "signin" or "sign-in" or "consent" or "captcha" or "challenge" or "404" or "error404");
    }
}
