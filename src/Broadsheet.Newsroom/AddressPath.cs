using System.Globalization;
using System.Text;

namespace Broadsheet;

/// <summary>Writes the parts of an address in one way: what must be escaped is, and what need not be is not.</summary>
internal static class AddressPath
{
    /// <summary>RFC 3986 §2.3: these mean the same escaped or not.</summary>
    private static bool IsUnreserved(int c) => c < 128 && (char.IsAsciiLetterOrDigit((char)c) || c is '-' or '.' or '_' or '~');

    /// <summary>
    /// Escapes blanks, quotes, brackets, controls and everything beyond ASCII as UTF-8, writes escapes in capitals and takes away those of
    /// unreserved characters. A lone percent sign becomes <c>%25</c>. Doing it again changes nothing.
    /// </summary>
    public static string Escape(string part)
    {
        if (!NeedsEscape(part))
            return part;
        var escaped = new StringBuilder(part.Length + 16);
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < part.Length; i++)
        {
            var c = part[i];
            if (c == '%' && ByteAt(part, i) is { } octet)
            {
                Append(escaped, octet);
                i += 2;
            }
            else if (Stands(c))
            {
                escaped.Append(c);
            }
            else
            {
                Rune.DecodeFromUtf16(part.AsSpan(i), out var rune, out var consumed);
                foreach (var b in utf8[..rune.EncodeToUtf8(utf8)])
                    escaped.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
                i += Math.Max(consumed, 1) - 1;
            }
        }
        return escaped.ToString();
    }

    /// <summary>Takes <c>.</c> and <c>..</c> out of a path and puts the slash in front that must be there.</summary>
    public static string Resolve(string path)
    {
        if (path.Length == 0)
            return "/";
        if (!path.Contains("/.", StringComparison.Ordinal))
            return path;
        List<string> kept = [];
        var segments = path.Split('/');
        for (var i = 1; i < segments.Length; i++)
        {
            var isLast = i == segments.Length - 1;
            switch (segments[i])
            {
                case ".":
                    if (isLast)
                        kept.Add("");
                    break;
                case "..":
                    if (kept.Count > 0)
                        kept.RemoveAt(kept.Count - 1);
                    if (isLast)
                        kept.Add("");
                    break;
                default:
                    kept.Add(segments[i]);
                    break;
            }
        }
        return "/" + string.Join('/', kept);
    }

    private static bool NeedsEscape(string part)
    {
        foreach (var c in part)
        {
            if (c == '%' || !Stands(c))
                return true;
        }
        return false;
    }

    private static bool Stands(char c) => c is > ' ' and < (char)127 and not ('"' or '<' or '>' or '`' or '{' or '}' or '|' or '^' or '%' or '\\' or '#');

    private static byte? ByteAt(string part, int percent) =>
        percent + 2 < part.Length && byte.TryParse(part.AsSpan(percent + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet)
            ? octet
            : null;

    private static void Append(StringBuilder escaped, byte octet)
    {
        if (IsUnreserved(octet))
            escaped.Append((char)octet);
        else
            escaped.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
    }
}
