using System.Buffers;

namespace Broadsheet.Publishing;

/// <summary>Lets an address out only when following it can do no more than open a page.</summary>
public static class SafeLink
{
    private const int LongestAddress = 4096;

    // RFC 1035 §2.3.4.
    private const int LongestHost = 253;
    private const int LongestLabel = 63;

    private static readonly SearchValues<char> OfLabel = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>The address as it was written, or null unless it is an absolute http or https address without tricks.</summary>
    public static string? Of(string? address)
    {
        if (address is null || address.Length > LongestAddress || !HasWebScheme(address))
            return null;
        var isAscii = true;
        foreach (var c in address)
        {
            // Browsers drop tabs and newlines from addresses and follow what is left; none of these belongs in one (RFC 3986 §2).
            if (c <= ' ' || c is '"' or '<' or '>' or '\\' or '`' or '{' or '}' or '|' or '^' or '\u007f' || PlainText.IsInvisibleControl(c))
                return null;
            isAscii &= char.IsAscii(c);
        }

        // To take nearly all addresses apart would only make garbage: a full build asks for a hundred thousand.
        if (isAscii && HasPlainHost(address.AsSpan(address.IndexOf(':', StringComparison.Ordinal) + 3)))
            return address;
        // "https://bank.example@evil.example/" shows one name and opens another.
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && uri.Host.Length > 0 ? address : null;
    }

    /// <summary>The address when it is safe and its host is one of the given ones.</summary>
    public static string? OfHost(string? address, IReadOnlyList<string> hosts) =>
        Of(address) is { } safe && new Uri(safe) is { Scheme: "https", IsDefaultPort: true } uri && hosts.Contains(uri.Host, StringComparer.OrdinalIgnoreCase)
            ? safe
            : null;

    /// <summary>Whether what stands before the path is a name of labels and no more: no port, no user; such an address is always sound.</summary>
    private static bool HasPlainHost(ReadOnlySpan<char> address)
    {
        var end = address.IndexOfAny('/', '?', '#');
        var host = end < 0 ? address : address[..end];
        if (host.Length > LongestHost)
            return false;
        foreach (var range in host.Split('.'))
        {
            var label = host[range];
            if (label.Length is 0 or > LongestLabel || label[0] == '-' || label[^1] == '-' || label.ContainsAnyExcept(OfLabel))
                return false;
        }

        return true;
    }

    private static bool HasWebScheme(string address) =>
        address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
}
