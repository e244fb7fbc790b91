using System.Buffers;
using Broadsheet.Feeds.Html;
using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Xml;

/// <summary>Makes strings of an element's content.</summary>
internal static class XmlText
{
    private static readonly SearchValues<byte> NameEnds = SearchValues.Create(" \t\n\r/"u8);

    /// <summary>The text: references resolved, CDATA opened, comments and tags left out, white space at the ends cut.</summary>
    public static string Decode(ReadOnlySpan<byte> content)
    {
        content = Utf8Text.Trim(content);
        if (content.IsEmpty)
            return string.Empty;
        if (content.IndexOfAny((byte)'&', (byte)'<') < 0)
            return Mojibake.Repair(Utf8Text.Of(content));
        if (TryOpenSingleCData(content, out var inside))
            return Mojibake.Repair(Utf8Text.Of(Utf8Text.Trim(inside)));
        var text = Utf8Text.Of(Resolve(content, out var resolved));
        resolved.Dispose();
        return Mojibake.Repair(text);
    }

    /// <summary>As <see cref="Decode(ReadOnlySpan{byte})"/>, as UTF-8: part of the content itself when nothing had to be resolved.</summary>
    /// <param name="content">The content of an element.</param>
    /// <param name="decoded">What the result may be part of; the caller disposes it.</param>
    public static ReadOnlySpan<byte> Open(ReadOnlySpan<byte> content, out ByteBuffer decoded)
    {
        content = Utf8Text.Trim(content);
        decoded = default;
        ReadOnlySpan<byte> text;
        if (TryOpenSingleCData(content, out var inside))
            text = Utf8Text.Trim(inside);
        else if (content.IndexOfAny((byte)'&', (byte)'<') < 0)
            text = content;
        else
            text = Resolve(content, out decoded);
        if (!Mojibake.MayBe(text) || !Mojibake.TryRepair(text, out var repaired))
            return text;
        decoded.Dispose();
        decoded = repaired;
        return decoded.Written;
    }

    private static ReadOnlySpan<byte> Resolve(ReadOnlySpan<byte> content, out ByteBuffer resolved)
    {
        resolved = new ByteBuffer(content.Length + ByteBuffer.Slack);
        while (true)
        {
            content = content[resolved.AppendUntil(content, (byte)'&', (byte)'<')..];
            if (content.IsEmpty)
                break;
            // Nearly all of escaped HTML.
            if (content is [(byte)'&', (byte)'l' or (byte)'g', (byte)'t', (byte)';', ..])
            {
                resolved.Append(content[1] == 'l' ? (byte)'<' : (byte)'>');
                content = content[4..];
                continue;
            }

            if (content[0] == '&')
            {
                content = content[HtmlEntities.AppendReference(ref resolved, content)..];
                continue;
            }

            if (content.StartsWith("<![CDATA["u8))
            {
                content = content[9..];
                var end = content.IndexOf("]]>"u8);
                resolved.Append(end < 0 ? content : content[..end]);
                content = end < 0 ? default : content[(end + 3)..];
                continue;
            }

            var skip = LengthOfMarkup(content);
            if (skip == 0)
                resolved.Append((byte)'<');
            content = content[Math.Max(skip, 1)..];
        }

        return Utf8Text.Trim(resolved.Written);
    }

    /// <summary>The value of an attribute: references resolved, white space at the ends cut.</summary>
    public static string Value(ReadOnlySpan<byte> value)
    {
        value = Utf8Text.Trim(value);
        if (!value.Contains((byte)'&'))
            return Utf8Text.Of(value);
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
        var buffer = new ByteBuffer(content.Length + 16);
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
                buffer.Append("&lt;"u8);
                content = content[1..];
                continue;
            }

            if (content[1] is not ((byte)'!' or (byte)'?'))
                AppendTag(ref buffer, content[..skip]);
            content = content[skip..];
        }

        var markup = Utf8Text.Of(buffer.Written);
        buffer.Dispose();
        return Mojibake.Repair(markup);
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

    private static void AppendTag(ref ByteBuffer buffer, ReadOnlySpan<byte> tag)
    {
        var closing = tag[1] == '/';
        var rest = tag[(closing ? 2 : 1)..^1];
        var nameLength = rest.IndexOfAny(NameEnds);
        var name = nameLength < 0 ? rest : rest[..nameLength];
        var attributes = nameLength < 0 ? default : rest[nameLength..];
        name = name[(name.LastIndexOf((byte)':') + 1)..];
        buffer.Append(closing ? "</"u8 : "<"u8);
        buffer.Append(name);
        var empty = !closing && attributes.EndsWith("/"u8);
        if (!closing)
            buffer.Append(Utf8Text.TrimEnd(empty ? attributes[..^1] : attributes));
        buffer.Append((byte)'>');
        if (!empty || HtmlElements.IsVoid(name))
            return;
        buffer.Append("</"u8);
        buffer.Append(name);
        buffer.Append((byte)'>');
    }

    private static void AppendEscaped(ref ByteBuffer buffer, ReadOnlySpan<byte> text, bool resolve)
    {
        while (!text.IsEmpty)
        {
            var at = text.IndexOfAny((byte)'&', (byte)'<', (byte)'>');
            buffer.Append(at < 0 ? text : text[..at]);
            if (at < 0)
                return;
            text = text[at..];
            int code = text[0];
            var size = resolve && code == '&' ? HtmlEntities.MeasureCharacter(text, out code) : 1;
            AppendEscaped(ref buffer, size == 0 ? '&' : code);
            text = text[Math.Max(size, 1)..];
        }
    }

    private static void AppendEscaped(ref ByteBuffer buffer, int code)
    {
        switch (code)
        {
            case '&':
                buffer.Append("&amp;"u8);
                break;
            case '<':
                buffer.Append("&lt;"u8);
                break;
            case '>':
                buffer.Append("&gt;"u8);
                break;
            case >= 0:
                buffer.AppendCodePoint(code);
                break;
        }
    }
}
