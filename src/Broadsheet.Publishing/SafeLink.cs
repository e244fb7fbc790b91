namespace Broadsheet.Publishing;

/// <summary>Lets an address out only when following it can do no more than open a page.</summary>
public static class SafeLink
{
    private const int LongestAddress = 4096;

    /// <summary>The address as it was written, or null unless it is an absolute http or https address without tricks.</summary>
    public static string? Of(string? address)
    {
        if (address is null || address.Length > LongestAddress || !HasWebScheme(address))
            return null;
        foreach (var c in address)
        {
            // Browsers drop tabs and newlines from addresses and follow what is left; none of these belongs in one (RFC 3986 §2).
            if (c <= ' ' || c is '"' or '<' or '>' or '\\' or '`' or '{' or '}' or '|' or '^' or '\u007f' || PlainText.IsInvisibleControl(c))
                return null;
        }

        // "https://bank.example@evil.example/" shows one name and opens another.
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && uri.Host.Length > 0 ? address : null;
    }

    /// <summary>The address when it is safe and its host is one of the given ones.</summary>
    public static string? OfHost(string? address, IReadOnlyList<string> hosts) =>
        Of(address) is { } safe && new Uri(safe) is { Scheme: "https", IsDefaultPort: true } uri && hosts.Contains(uri.Host, StringComparer.OrdinalIgnoreCase)
            ? safe
            : null;

    private static bool HasWebScheme(string address) =>
        address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
}
