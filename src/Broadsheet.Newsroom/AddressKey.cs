using System.Globalization;

namespace Broadsheet;

/// <summary>Makes the key that tells one page from all others: what never changes which page is meant is left out.</summary>
internal static class AddressKey
{
    private static readonly string[] Twins = ["www.", "m.", "mobile.", "amp.", "wap."];

    private static readonly HashSet<string> IndexFiles = new(StringComparer.OrdinalIgnoreCase)
    {
        "index.html", "index.htm", "index.php", "index.jsp", "index.asp", "index.aspx", "index.shtml", "default.asp", "default.aspx", "default.htm",
    };

    public static string Of(WebAddress address)
    {
        var query = QueryOf(address);
        return string.Concat(
            HostOf(address.Host),
            address.Port is { } port ? string.Create(CultureInfo.InvariantCulture, $":{port}") : "",
            PathOf(address.Path) + (query.Length > 0 ? "?" + query : ""),
            address.HashBang is { } fragment ? "#!" + fragment : "");
    }

    /// <summary>A twin's prefix goes only while a name with an ending remains: <c>m.co</c> is a site of its own.</summary>
    public static string HostOf(string host)
    {
        for (var again = true; again;)
        {
            again = false;
            foreach (var prefix in Twins)
            {
                if (host.StartsWith(prefix, StringComparison.Ordinal) && IsNameWithEnding(host.AsSpan(prefix.Length)))
                {
                    host = host[prefix.Length..];
                    again = true;
                }
            }
        }
        return host;
    }

    /// <summary>Without index file, slash at the end, and the last segment <c>amp</c> below an article.</summary>
    public static string PathOf(string path)
    {
        var key = path.TrimEnd('/');
        var slash = key.LastIndexOf('/');
        if (slash >= 0 && IndexFiles.Contains(key[(slash + 1)..]))
            key = key[..slash].TrimEnd('/');
        // /2026/a-title/amp is the twin of /2026/a-title; /topics/amp is a page about loudspeakers.
        if (key.EndsWith("/amp", StringComparison.Ordinal) && key.AsSpan(0, key.Length - 4).Count('/') >= 2)
            key = key[..^4].TrimEnd('/');
        return key;
    }

    /// <summary>What remains without tracking and AMP switches, in order of names: servers do not care for the order.</summary>
    public static string QueryOf(WebAddress address)
    {
        if (address.Query.Length == 0)
            return "";
        var parts = address.WithoutTracking().Query.Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => !IsAmpSwitch(part)).ToArray();
        Array.Sort(parts, StringComparer.Ordinal);
        return string.Join('&', parts);
    }

    private static bool IsAmpSwitch(string part) => part is "amp" or "amp=" or "amp=1" or "amp=true" or "outputType=amp" or "outputType=amp-type";

    private static bool IsNameWithEnding(ReadOnlySpan<char> host)
    {
        var dot = host.IndexOf('.');
        if (dot <= 0)
            return false;
        var ending = host[(dot + 1)..];
        // m.co.uk and www.com.au would leave an ending without a name.
        return !(ending.Length == 2 && host[..dot] is "co" or "com" or "org" or "net" or "gov" or "ac" or "edu" or "or" or "ne" or "go");
    }
}
