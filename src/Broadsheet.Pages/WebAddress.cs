using System.Buffers;
using System.Text;

namespace Broadsheet.Pages;

/// <summary>Addresses of a page's parts: made absolute, cleaned, compared.</summary>
internal static class WebAddress
{
    private const int MaxLength = 4_000;

    private static readonly SearchValues<char> s_encoded = SearchValues.Create(" \"<>\\^`{|}");

    /// <summary>
    /// An absolute http or https address; null for other schemes and for what is no address. Spaces and characters outside ASCII
    /// are percent-encoded; the rest is kept as the publisher wrote it, which <see cref="Uri"/> alone would not do.
    /// </summary>
    public static string? Absolute(string? reference, string baseUrl)
    {
        var text = reference?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
            return null;
        if (text.StartsWith("//", StringComparison.Ordinal))
            text = (baseUrl.StartsWith("http:", StringComparison.OrdinalIgnoreCase) ? "http:" : "https:") + text;
        if (!HasHttpScheme(text))
        {
            if (HasScheme(text) || !Uri.TryCreate(baseUrl, UriKind.Absolute, out var root) || !Uri.TryCreate(root, text, out var joined))
                return null;
            text = joined.AbsoluteUri;
            if (!HasHttpScheme(text))
                return null;
        }

        text = Encoded(text);
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? text : null;
    }

    /// <summary>Host in lower case, without <c>www.</c>; empty when there is none.</summary>
    public static string Host(string url)
    {
        var host = Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Host.ToLowerInvariant() : "";
        return host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
    }

    public static bool IsSiteRoot(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Query.Length == 0
        && (uri.AbsolutePath is "/" or "" || uri.AbsolutePath.Equals("/index.html", StringComparison.OrdinalIgnoreCase));

    /// <summary>Same host and path; scheme, <c>www.</c>, query, fragment and a slash at the end do not count.</summary>
    public static bool SamePage(string one, string other) => Key(one) is { Length: > 0 } key && key == Key(other);

    private static string Key(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
            return "";
        return string.Concat(Host(url), uri.AbsolutePath.TrimEnd('/'));
    }

    private static bool HasHttpScheme(string text) =>
        text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private static bool HasScheme(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && text.AsSpan(0, colon).IndexOfAny("/?#. ") < 0;
    }

    private static string Encoded(string text)
    {
        if (Ascii.IsValid(text) && !text.AsSpan().ContainsAny(s_encoded))
            return text;
        var start = text.IndexOf('/', text.IndexOf("://", StringComparison.Ordinal) + 3);
        if (start < 0)
            return text;
        var result = new StringBuilder(text, 0, start, text.Length * 2);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.AsSpan(start).EnumerateRunes())
        {
            if (rune.IsAscii && !s_encoded.Contains((char)rune.Value))
            {
                result.Append((char)rune.Value);
                continue;
            }

            foreach (var b in bytes[..rune.EncodeToUtf8(bytes)])
                result.Append('%').Append("0123456789ABCDEF"[b >> 4]).Append("0123456789ABCDEF"[b & 15]);
        }

        return result.ToString();
    }
}
