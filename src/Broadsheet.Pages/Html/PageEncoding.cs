using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Broadsheet.Pages.Html;

/// <summary>
/// The encoding of a page's bytes: byte order mark, then the HTTP header, then valid UTF-8, then the page's own label, then windows-1252.
/// </summary>
/// <remarks>
/// The order differs from the standard in one place: bytes that are valid UTF-8 with at least one sequence of several bytes are UTF-8,
/// whatever label stands beside them. Stale labels over UTF-8 are common; the reverse was never seen.
/// </remarks>
internal static class PageEncoding
{
    // One page in seven has its label after the 1,024 bytes of the standard; some after 8 KiB of scripts.
    private const int PrescanBytes = 256 * 1024;

    private static readonly SearchValues<byte> s_labelEnd = SearchValues.Create("\"'>; /"u8);

    static PageEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Encoding Detect(ReadOnlySpan<byte> bytes, string? contentType, out int skip)
    {
        skip = 0;
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            skip = 3;
            return Encoding.UTF8;
        }

        if (bytes is [0xFF, 0xFE, ..])
        {
            skip = 2;
            return Encoding.Unicode;
        }

        if (bytes is [0xFE, 0xFF, ..])
        {
            skip = 2;
            return Encoding.BigEndianUnicode;
        }

        var utf8 = Utf8.IsValid(WithoutCutSequence(bytes));
        if (utf8 && Ascii.IsValid(bytes) is false)
            return Encoding.UTF8;
        return ForLabel(LabelIn(contentType)) ?? ForLabel(Prescan(bytes)) ?? (utf8 ? Encoding.UTF8 : Encoding.GetEncoding(1252));
    }

    // A page that was cut at the size limit may end inside a sequence.
    private static ReadOnlySpan<byte> WithoutCutSequence(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= 3 && back <= bytes.Length; back++)
        {
            var b = bytes[^back];
            if (b >= 0xC0)
                return bytes[..^back];
            if (b < 0x80)
                break;
        }

        return bytes;
    }

    /// <summary>The label after <c>charset=</c> in a content type.</summary>
    private static string? LabelIn(string? contentType)
    {
        var at = contentType?.IndexOf("charset=", StringComparison.OrdinalIgnoreCase) ?? -1;
        if (at < 0)
            return null;
        var label = contentType!.AsSpan(at + 8);
        var end = label.IndexOfAny(';', ',', ' ');
        return (end < 0 ? label : label[..end]).Trim("\"' ").ToString();
    }

    private static string? Prescan(ReadOnlySpan<byte> bytes)
    {
        var rest = bytes[..Math.Min(bytes.Length, PrescanBytes)];
        while (true)
        {
            var at = rest.IndexOf("charset="u8);
            var upper = at < 0 ? rest.IndexOf("CHARSET="u8) : -1;
            at = at < 0 ? upper : at;
            if (at < 0)
                return null;
            var tag = rest[..at].LastIndexOf((byte)'<');
            var label = Label(rest[(at + 8)..]);
            // "<script charset=…>" speaks of the script, not of the page.
            if (tag >= 0 && IsMeta(rest[tag..]) && label.Length > 0)
                return label;
            rest = rest[(at + 8)..];
        }
    }

    private static bool IsMeta(ReadOnlySpan<byte> tag) =>
        tag.Length > 5 && Ascii.EqualsIgnoreCase(tag[1..5], "meta"u8);

    private static string Label(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, 40)].TrimStart("\"' "u8);
        var end = bytes.IndexOfAny(s_labelEnd);
        return Encoding.ASCII.GetString(end < 0 ? bytes : bytes[..end]);
    }

    /// <summary>The encoding the standard gives a label; null when it is unknown.</summary>
    private static Encoding? ForLabel(string? label)
    {
        var name = label?.Trim().ToLowerInvariant() switch
        {
            null or "" => null,
            "utf8" or "utf-16" or "utf-16le" or "utf-16be" or "unicode-1-1-utf-8" => "utf-8",
            "iso-8859-1" or "latin1" or "ascii" or "us-ascii" or "iso8859-1" or "l1" or "cp1252" => "windows-1252",
            "gb2312" or "gbk" or "x-gbk" or "gb_2312-80" => "gb18030",
            "shift_jis" or "shift-jis" or "sjis" or "x-sjis" or "windows-31j" => "shift_jis",
            "euc-kr" or "ks_c_5601-1987" or "ks_c_5601" or "korean" => "ks_c_5601-1987",
            "iso-8859-9" or "latin5" => "windows-1254",
            "tis-620" or "iso-8859-11" => "windows-874",
            var other => other,
        };
        if (name is null)
            return null;
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
