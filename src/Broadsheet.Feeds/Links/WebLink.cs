using System.Buffers;

namespace Broadsheet.Feeds.Links;

/// <summary>Makes addresses absolute and refuses the dangerous ones. An absolute address is returned as it was written.</summary>
internal static class WebLink
{
    private static readonly SearchValues<char> SchemeEnds = SearchValues.Create(":/?#");
    private static readonly SearchValues<byte> PlainBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-_~.?=+;,:@!$()*#%"u8);

    private static readonly string[] SafeSchemes =
    [
        "http", "https", "mailto", "tel", "ftp", "ftps", "sftp", "feed", "itpc", "magnet", "urn", "tag", "news", "nntp", "xmpp", "irc", "ircs",
        "sms", "webcal", "geo", "gopher", "mms", "rtsp", "sip", "sips", "ed2k", "aim", "callto", "cvs", "git", "svn", "ssh", "rsync", "telnet",
    ];

    /// <summary>The absolute address, the relative one when there is no base, or null when it is unsafe or empty.</summary>
    public static string? Resolve(string? address, string? baseUrl)
    {
        address = Clean(address);
        if (address is null)
            return null;
        var scheme = SchemeOf(address);
        if (scheme.Length > 0)
            return IsSafe(scheme) ? address : null;
        if (string.IsNullOrEmpty(baseUrl))
            return address;
        return Join(baseUrl, address);
    }

    /// <summary>As <see cref="Resolve"/>, but only web addresses.</summary>
    public static string? ResolveHttp(string? address, string? baseUrl)
    {
        var resolved = Resolve(address, baseUrl);
        return resolved is not null && IsHttp(resolved) ? resolved : null;
    }

    public static bool IsHttp(ReadOnlySpan<char> address) =>
        (address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && address.Length > 7)
        || (address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && address.Length > 8);

    /// <summary>Whether a value as it stands in markup is a web address that <see cref="Resolve"/> gives as it is, and that is safe to write.</summary>
    public static bool IsPlainHttp(ReadOnlySpan<byte> value)
    {
        if (!value.StartsWith("http://"u8) && !value.StartsWith("https://"u8))
            return false;
        for (var at = value.IndexOfAnyExcept(PlainBytes); at >= 0; at = value.IndexOfAnyExcept(PlainBytes))
        {
            // The one reference that is read and written back as it was.
            if (!value[at..].StartsWith("&amp;"u8))
                return false;
            value = value[(at + 5)..];
        }

        return true;
    }

    /// <summary>Whether the address begins with a scheme that is on our list.</summary>
    public static bool IsSafeAbsolute(ReadOnlySpan<char> address)
    {
        var scheme = SchemeOf(address);
        return scheme.Length > 0 && IsSafe(scheme);
    }

    // Tabs and line breaks are dropped by browsers wherever they stand, which hides "java\nscript:" from those who do not drop them.
    private static string? Clean(string? address)
    {
        if (string.IsNullOrEmpty(address))
            return null;
        var span = address.AsSpan().Trim();
        if (span.IsEmpty)
            return null;
        if (span.IndexOfAnyInRange('\0', '\u001F') < 0)
            return span.Length == address.Length ? address : span.ToString();
        Span<char> kept = span.Length <= 512 ? stackalloc char[span.Length] : new char[span.Length];
        var count = 0;
        foreach (var c in span)
        {
            if (c > '\u001F')
                kept[count++] = c;
        }

        return count == 0 ? null : kept[..count].Trim().ToString();
    }

    private static ReadOnlySpan<char> SchemeOf(ReadOnlySpan<char> address)
    {
        var end = address.IndexOfAny(SchemeEnds);
        if (end <= 0 || address[end] != ':')
            return default;
        var scheme = address[..end];
        // "www.example.com:8080" is a host with a port; what a browser might take for a scheme is treated as one.
        if (scheme.Contains('.') && end + 1 < address.Length && char.IsAsciiDigit(address[end + 1]))
            return default;
        return scheme;
    }

    private static bool IsSafe(ReadOnlySpan<char> scheme)
    {
        foreach (var safe in SafeSchemes)
        {
            if (scheme.Equals(safe, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static string? Join(string baseUrl, string address)
    {
        if (address.StartsWith("www.", StringComparison.OrdinalIgnoreCase) && address.IndexOf('/') is var slash
            && (slash < 0 ? address : address[..slash]).Count(c => c == '.') >= 2)
        {
            address = (baseUrl.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? "http://" : "https://") + address;
            return address;
        }

        var root = WebBase.Of(baseUrl);
        if (root.TryJoin(address) is { } simple)
            return simple;
        if (root.Uri is null || !Uri.TryCreate(root.Uri, address, out var joined))
            return null;
        return IsSafe(joined.Scheme) ? joined.AbsoluteUri : null;
    }
}
