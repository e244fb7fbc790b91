using System.Text;
using Broadsheet.Feeds.Html;
using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Xml;

/// <summary>Makes strings of an element's content.</summary>
internal static class XmlText
{
    /// <summary>The text: references resolved, CDATA opened, comments and tags left out, white space at the ends cut.</summary>
    public static string Decode(ReadOnlySpan<byte> content)
    {
        content = Utf8Text.Trim(content);
        if (content.IsEmpty)
            return string.Empty;
        if (content.IndexOfAny((byte)'&', (byte)'<') < 0)
            return Mojibake.Repair(Encoding.UTF8.GetString(content));
        if (TryOpenSingleCData(content, out var inside))
            return Mojibake.Repair(Encoding.UTF8.GetString(Utf8Text.Trim(inside)));
        var text = Decode(content, out var decoded).ToString();
        decoded.Dispose();
        return text;
    }

    /// <summary>As <see cref="Decode(ReadOnlySpan{byte})"/>, into rented memory.</summary>
    /// <param name="content">The content of an element.</param>
    /// <param name="decoded">What the result may be part of; the caller disposes it.</param>
    public static ReadOnlySpan<char> Decode(ReadOnlySpan<byte> content, out CharBuffer decoded)
    {
        content = Utf8Text.Trim(content);
        decoded = new CharBuffer(content.Length);
        while (!content.IsEmpty)
        {
            var at = content.IndexOfAny((byte)'&', (byte)'<');
            decoded.AppendUtf8(at < 0 ? content : content[..at]);
            if (at < 0)
                break;
            content = content[at..];
            if (content[0] == '&')
            {
                content = content[HtmlEntities.AppendDecoded(ref decoded, content)..];
                continue;
            }

            if (content.StartsWith("<![CDATA["u8))
            {
                content = content[9..];
                var end = content.IndexOf("]]>"u8);
                decoded.AppendUtf8(end < 0 ? content : content[..end]);
                content = end < 0 ? default : content[(end + 3)..];
                continue;
            }

            var skip = LengthOfMarkup(content);
            if (skip == 0)
                decoded.Append('<');
            content = content[Math.Max(skip, 1)..];
        }

        RepairSurrogates(decoded.Editable);
        var text = decoded.Written.Trim();
        return Mojibake.MayBe(text) ? Mojibake.Repair(text.ToString()) : text;
    }

    /// <summary>The value of an attribute: references resolved, white space at the ends cut.</summary>
    public static string Value(ReadOnlySpan<byte> value)
    {
        value = Utf8Text.Trim(value);
        if (!value.Contains((byte)'&'))
            return Encoding.UTF8.GetString(value);
        using var characters = new CharBuffer(value.Length);
        characters.AppendUtf8(value);
        return HtmlEntities.Decode(characters.Written);
    }

    /// <summary>
    /// Whether <see cref="Decode(ReadOnlySpan{byte})"/> is certain to give some text; false when only decoding can tell.
    /// </summary>
    public static bool IsSurelyText(ReadOnlySpan<byte> content)
    {
        content = Utf8Text.TrimStart(content);
        if (content.StartsWith("<![CDATA["u8))
            return content.Length > 9 && !Utf8Text.BeginsWithSpace(content[9..]) && !content[9..].StartsWith("]]>"u8);
        return !content.IsEmpty && content[0] != '<' && (content[0] != '&' || content.StartsWith("&lt;"u8));
    }

    /// <summary>The content as HTML: text escaped again, tags without their prefixes, empty elements written out.</summary>
    public static string Markup(ReadOnlySpan<byte> content)
    {
        content = Utf8Text.Trim(content);
        var buffer = new CharBuffer(content.Length + 16);
        while (!content.IsEmpty)
        {
            var at = content.IndexOf((byte)'<');
            AppendEscaped(ref buffer, at < 0 ? content : content[..at], resolve: true);
            if (at < 0)
                break;
            content = content[at..];
            if (content.StartsWith("<![CDATA["u8))
            {
                content = content[9..];
                var end = content.IndexOf("]]>"u8);
                AppendEscaped(ref buffer, end < 0 ? content : content[..end], resolve: false);
                content = end < 0 ? default : content[(end + 3)..];
                continue;
            }

            var skip = LengthOfMarkup(content);
            if (skip == 0)
            {
                buffer.Append("&lt;");
                content = content[1..];
                continue;
            }

            if (content[1] is not ((byte)'!' or (byte)'?'))
                AppendTag(ref buffer, content[..skip]);
            content = content[skip..];
        }

        return Mojibake.Repair(buffer.TakeString());
    }

    // The usual way to carry HTML: one CDATA section and nothing else.
    private static bool TryOpenSingleCData(ReadOnlySpan<byte> content, out ReadOnlySpan<byte> inside)
    {
        inside = default;
        if (!content.StartsWith("<![CDATA["u8))
            return false;
        var end = content.IndexOf("]]>"u8);
        if (end < 0 || end + 3 != content.Length)
            return false;
        inside = content[9..end];
        return true;
    }

    /// <summary>The length of the tag, comment or instruction that begins the text; zero when it is only a '&lt;'.</summary>
    private static int LengthOfMarkup(ReadOnlySpan<byte> content)
    {
        if (content.Length < 3)
            return 0;
        if (content.StartsWith("<!--"u8))
        {
            var end = content.IndexOf("-->"u8);
            return end < 0 ? 0 : end + 3;
        }

        if (content[1] == '?')
        {
            var end = content.IndexOf("?>"u8);
            return end < 0 ? 0 : end + 2;
        }

        var first = content[1] == '/' ? content[2] : content[1];
        if (!char.IsAsciiLetter((char)first) && first is not ((byte)'_' or (byte)':'))
            return 0;
        byte quote = 0;
        for (var i = 2; i < content.Length; i++)
        {
            var c = content[i];
            if (quote != 0)
            {
                if (c == quote)
                    quote = 0;
            }
            else if (c is (byte)'"' or (byte)'\'' && content[i - 1] is (byte)'=' or (byte)' ')
            {
                quote = c;
            }
            else if (c == '>')
            {
                return i + 1;
            }
            else if (c == '<')
            {
                return 0;
            }
        }

        return 0;
    }

    private static void AppendTag(ref CharBuffer buffer, ReadOnlySpan<byte> utf8)
    {
        using var characters = new CharBuffer(utf8.Length);
        characters.AppendUtf8(utf8);
        var tag = characters.Written;
        var closing = tag[1] == '/';
        var nameStart = closing ? 2 : 1;
        var rest = tag[nameStart..^1];
        var nameLength = rest.IndexOfAny(" \t\n\r/");
        var name = nameLength < 0 ? rest : rest[..nameLength];
        var attributes = nameLength < 0 ? default : rest[nameLength..];
        name = name[(name.LastIndexOf(':') + 1)..];
        buffer.Append(closing ? "</" : "<");
        buffer.Append(name);
        var empty = !closing && attributes.EndsWith("/");
        if (!closing)
            buffer.Append(empty ? attributes[..^1].TrimEnd() : attributes.TrimEnd());
        buffer.Append('>');
        if (!empty || HtmlElements.IsVoid(name))
            return;
        buffer.Append("</");
        buffer.Append(name);
        buffer.Append('>');
    }

    private static void AppendEscaped(ref CharBuffer buffer, ReadOnlySpan<byte> utf8, bool resolve)
    {
        using var characters = new CharBuffer(utf8.Length);
        characters.AppendUtf8(utf8);
        foreach (var c in resolve ? HtmlEntities.Decode(characters.Written) : characters.Written)
        {
            switch (c)
            {
                case '&':
                    buffer.Append("&amp;");
                    break;
                case '<':
                    buffer.Append("&lt;");
                    break;
                case '>':
                    buffer.Append("&gt;");
                    break;
                default:
                    buffer.Append(c);
                    break;
            }
        }
    }

    // Astral characters written as two references to surrogates come out right by themselves; halves do not.
    private static void RepairSurrogates(Span<char> text)
    {
        var next = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        for (var i = next; i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else
                text[i] = '\uFFFD';
        }
    }
}
