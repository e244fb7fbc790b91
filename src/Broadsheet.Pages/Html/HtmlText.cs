using System.Globalization;
using System.Text;
using AngleSharp.Html;

namespace Broadsheet.Pages.Html;

/// <summary>Character references and white space.</summary>
internal static class HtmlText
{
    // "&CounterClockwiseContourIntegral;" is the longest name of the standard.
    private const int LongestReference = 34;

    /// <summary>Decoded, with each run of white space and invisible characters as one space, trimmed.</summary>
    public static string Clean(ReadOnlySpan<char> raw)
    {
        if (raw.IsEmpty)
            return "";
        var text = new StringBuilder(raw.Length);
        Append(text, raw);
        return Trimmed(text, 0);
    }

    /// <summary>References decoded, white space as it was.</summary>
    public static string Decode(ReadOnlySpan<char> raw)
    {
        if (!raw.Contains('&'))
            return raw.ToString();
        var text = new StringBuilder(raw.Length);
        while (!raw.IsEmpty)
        {
            var at = raw.IndexOf('&');
            text.Append(at < 0 ? raw : raw[..at]);
            if (at < 0)
                break;
            raw = raw[at..];
            raw = raw[AppendReference(text, raw)..];
        }

        return text.ToString();
    }

    /// <summary>
    /// Appends text with its references decoded. White space is collapsed also across calls:
    /// a space is not appended after a space or a line feed.
    /// </summary>
    public static void Append(StringBuilder text, ReadOnlySpan<char> raw)
    {
        var pending = 0;
        for (var i = 0; i < raw.Length;)
        {
            var c = raw[i];
            if (c > ' ' && c != '&' && !IsBlank(c))
            {
                i++;
                continue;
            }

            text.Append(raw[pending..i]);
            if (c == '&')
            {
                var before = text.Length;
                i += AppendReference(text, raw[i..]);
                if (text.Length - before == 1 && IsBlank(text[before]))
                {
                    var invisible = IsInvisible(text[before]);
                    text.Length = before;
                    if (!invisible)
                        AppendSpace(text);
                }
            }
            else
            {
                i++;
                if (!IsInvisible(c))
                    AppendSpace(text);
            }

            pending = i;
        }

        text.Append(raw[pending..]);
    }

    /// <summary>The part from a position on, without spaces at its ends.</summary>
    public static string Trimmed(StringBuilder text, int from)
    {
        var end = text.Length;
        while (from < end && text[from] is ' ' or '\n')
            from++;
        while (end > from && text[end - 1] is ' ' or '\n')
            end--;
        return text.ToString(from, end - from);
    }

    private static void AppendSpace(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] is not (' ' or '\n'))
            text.Append(' ');
    }

    private static bool IsBlank(char c) => c <= ' ' || (c >= '\u0085' && (char.IsWhiteSpace(c) || IsInvisible(c)));

    // Soft hyphen, zero-width space, byte order mark: nobody sees them, and every comparison stumbles over them.
    // The zero-width joiners stay: Persian and Hindi need them.
    private static bool IsInvisible(char c) => c is '\u00ad' or '\u200b' or '\ufeff' or '\u2060';

    /// <summary>Appends what a "&amp;" at the start stands for; the number of characters read.</summary>
    private static int AppendReference(StringBuilder text, ReadOnlySpan<char> raw)
    {
        if (raw.Length > 2 && raw[1] == '#')
            return AppendNumeric(text, raw);
        var length = 1;
        while (length < raw.Length && length < LongestReference && char.IsAsciiLetterOrDigit(raw[length]))
            length++;
        if (length > 1 && length < raw.Length && raw[length] == ';')
        {
            var symbol = Symbol(raw[1..(length + 1)]);
            if (symbol is not null)
            {
                text.Append(symbol);
                return length + 1;
            }
        }
        else if (length is > 2 and < 8 && (length >= raw.Length || raw[length] != '=') && Symbol(raw[1..length]) is { } old)
        {
            // The old names stand without ";" too ("&copy 2024", "R&amp D"); a name in a query string ("&copy=1") is none.
            text.Append(old);
            return length;
        }

        text.Append('&');
        return 1;
    }

    private static string? Symbol(ReadOnlySpan<char> name) => name switch
    {
        "amp;" => "&",
        "quot;" => "\"",
        "nbsp;" => "\u00a0",
        "apos;" => "'",
        "lt;" => "<",
        "gt;" => ">",
        _ => HtmlEntityProvider.Resolver.GetSymbol(name.ToString()),
    };

    private static int AppendNumeric(StringBuilder text, ReadOnlySpan<char> raw)
    {
        var hex = raw[2] is 'x' or 'X';
        var start = hex ? 3 : 2;
        var end = start;
        while (end < raw.Length && end - start < 8 && (hex ? char.IsAsciiHexDigit(raw[end]) : char.IsAsciiDigit(raw[end])))
            end++;
        var style = hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (end == start || !int.TryParse(raw[start..end], style, CultureInfo.InvariantCulture, out var code))
        {
            text.Append('&');
            return 1;
        }

        // The standard reads the C1 range as windows-1252: "&#146;" is the apostrophe of old editors.
        if (HtmlEntityProvider.IsInCharacterTable(code))
            text.Append(HtmlEntityProvider.GetSymbolFromTable(code));
        else if (Rune.TryCreate(code, out var rune))
            text.Append(rune.ToString());
        else
            text.Append('\ufffd');
        return end < raw.Length && raw[end] == ';' ? end + 1 : end;
    }
}
