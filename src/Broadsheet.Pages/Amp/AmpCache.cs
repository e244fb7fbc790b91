using System.Security.Cryptography;
using System.Text;
using Broadsheet.Pages.Suffixes;

namespace Broadsheet.Pages;

/// <summary>
/// Addresses of AMP pages on the AMP cache, by the documented algorithm:
/// https://amp.dev/documentation/guides-and-tutorials/learn/amp-caches-and-cors/amp-cache-urls.
/// </summary>
public static class AmpCache
{
    private const string CacheHost = ".cdn.ampproject.org";
    private const int LongestLabel = 63;

    /// <summary>
    /// The address at which the cache serves an AMP page or a part of one; null when the address is not http or https, or has a port or
    /// credentials, which the cache does not keep apart.
    /// </summary>
    /// <param name="ampUrl">Absolute address. Everything behind the host is kept as written.</param>
    /// <param name="serving">What the cache is asked for.</param>
    public static string? UrlFor(string? ampUrl, AmpServing serving = AmpServing.Document)
    {
        if (ampUrl is null)
            return null;
        var isHttps = ampUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        if (!isHttps && !ampUrl.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return null;
        var rest = ampUrl.AsSpan(isHttps ? 8 : 7);
        var end = rest.IndexOfAny("/?#");
        var host = (end < 0 ? rest : rest[..end]).ToString().ToLowerInvariant();
        var path = end < 0 ? "" : rest[end..];
        if (host.Length == 0 || host.AsSpan().ContainsAny('@', '\\', ' ') || HasPort(host))
            return null;
        // The cache leaves out the slash of a root that has a query or fragment.
        if (path.Length > 1 && path[0] == '/' && path[1] is '?' or '#')
            path = path[1..];
        var kind = serving switch { AmpServing.Image => 'i', AmpServing.Resource => 'r', AmpServing.Viewer => 'v', _ => 'c' };
        return $"https://{Subdomain(host)}{CacheHost}/{kind}/{(isHttps ? "s/" : "")}{host}{path}";
    }

    /// <summary>The label that stands for a host on the cache: readable where the DNS allows it, a hash elsewhere.</summary>
    internal static string Subdomain(string host)
    {
        var unicode = string.Join('.', host.Split('.').Select(Punycode.ToUnicode));
        return Readable(unicode) ?? Hash(host);
    }

    private static string? Readable(string host)
    {
        if (host.Length > LongestLabel || !host.Contains('.', StringComparison.Ordinal) || host[0] == '[' || MixesDirections(host))
            return null;
        // A name with two hyphens there would be taken for an encoded one.
        if (host.Length > 4 && host[2] == '-' && host[3] == '-')
            return null;
        var label = host.Replace("-", "--", StringComparison.Ordinal).Replace('.', '-');
        var ascii = Punycode.ToAscii(label);
        if (ascii is null)
            return null;
        // So would "en--us-example-com" for "en-us.example.com"; the marks avoid it.
        if (ascii == label && label.Length > 4 && label[2] == '-' && label[3] == '-')
            ascii = $"0-{ascii}-0";
        return ascii.Length > LongestLabel ? null : ascii;
    }

    private static string Hash(string host)
    {
        const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(host));
        var text = new StringBuilder(52);
        var (bits, count) = (0, 0);
        foreach (var b in hash)
        {
            bits = (bits << 8) | b;
            count += 8;
            for (; count >= 5; count -= 5)
                text.Append(Alphabet[(bits >> (count - 5)) & 31]);
            bits &= (1 << count) - 1;
        }

        if (count > 0)
            text.Append(Alphabet[(bits << (5 - count)) & 31]);
        return text.ToString();
    }

    private static bool HasPort(string host) =>
        host[0] == '[' ? host.Contains("]:", StringComparison.Ordinal) : host.Contains(':', StringComparison.Ordinal);

    /// <summary>Whether letters of right-to-left and left-to-right scripts stand together: such a label would be shown in a misleading order.</summary>
    private static bool MixesDirections(string host)
    {
        var (left, right) = (false, false);
        foreach (var c in host)
        {
            if (c is (>= '\u0590' and <= '\u08ff') or (>= '\ufb1d' and <= '\ufdff') or (>= '\ufe70' and <= '\ufeff'))
                right = true;
            else if (char.IsLetter(c))
                left = true;
        }

        return left && right;
    }
}

/// <summary>What the AMP cache is asked for.</summary>
public enum AmpServing
{
    /// <summary>An AMP page.</summary>
    Document,

    /// <summary>A picture of one.</summary>
    Image,

    /// <summary>Another part, such as a font.</summary>
    Resource,

    /// <summary>An AMP page shown inside a viewer.</summary>
    Viewer,
}
