using System.Buffers;
using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Html;

/// <summary>
/// Writes down the text of HTML as its tokens come: references resolved once, white space collapsed. Elements that are unknown to HTML stay:
/// in <c>List&lt;String&gt;</c> they are the text.
/// </summary>
internal ref struct HtmlPlainWriter(int capacity)
{
    // The other white space in ASCII, and the first bytes of U+00A0, U+2028, U+2029 and U+3000.
    private static readonly SearchValues<byte> MayBeOtherSpace = SearchValues.Create((byte[])[(byte)'\t', (byte)'\n', (byte)'\r', 0xC2, 0xE2, 0xE3]);

    private ByteBuffer written = new(capacity);

    /// <summary>Bytes written.</summary>
    public readonly int Length => written.Length;

    /// <summary>What was written, as UTF-8.</summary>
    public readonly ReadOnlySpan<byte> Written => Utf8Text.Trim(written.Written);

    /// <summary>Whether text is on one line already.</summary>
    public static bool IsCollapsed(ReadOnlySpan<char> text) =>
        text.IsEmpty || (text[0] != ' ' && text[^1] != ' ' && text.IndexOfAny("\t\n\r\u00A0\u3000") < 0 && text.IndexOfAnyInRange('\u2028', '\u2029') < 0
            && text.IndexOf("  ") < 0);

    /// <summary>Text between tags.</summary>
    public void Text(ReadOnlySpan<byte> text)
    {
        for (var at = text.IndexOf((byte)'&'); at >= 0; at = text.IndexOf((byte)'&'))
        {
            Collapsed(text[..at]);
            text = text[at..];
            var size = HtmlEntities.MeasureCharacter(text, out var code);
            if (size == 0)
                written.Append((byte)'&');
            else if (code is ' ' or '\t' or '\n' or '\r' or 0xA0 or 0x2028 or 0x2029 or 0x3000)
                Space();
            else if (code >= 0)
                written.AppendCodePoint(code);
            text = text[Math.Max(size, 1)..];
        }

        Collapsed(text);
    }

    /// <summary>A tag; of a hidden element, what follows up to its end is not to be given to <see cref="Text"/>.</summary>
    public void Tag(HtmlTraits traits, ReadOnlySpan<byte> whole)
    {
        if ((traits & HtmlTraits.Known) == 0)
            Text(whole);
        else if ((traits & HtmlTraits.Block) != 0)
            Space();
    }

    /// <summary>Text without tags and references. Its words are not looked at one by one: most text has single spaces only.</summary>
    public void Collapsed(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var other = IndexOfOtherSpace(text, out var size);
            WithoutRuns(other < 0 ? text : text[..other]);
            if (other < 0)
                return;
            Space();
            text = text[(other + size)..];
        }
    }

    public void Dispose() => written.Dispose();

    // White space that is no space.
    private static int IndexOfOtherSpace(ReadOnlySpan<byte> text, out int size)
    {
        size = 0;
        for (var from = 0; text[from..].IndexOfAny(MayBeOtherSpace) is var next and >= 0; from++)
        {
            from += next;
            size = text[from] switch
            {
                0xC2 => text[(from + 1)..].StartsWith((ReadOnlySpan<byte>)[0xA0]) ? 2 : 0,
                0xE2 => text[(from + 1)..] is [0x80, 0xA8 or 0xA9, ..] ? 3 : 0,
                0xE3 => text[(from + 1)..] is [0x80, 0x80, ..] ? 3 : 0,
                _ => 1,
            };
            if (size > 0)
                return from;
        }

        return -1;
    }

    private void WithoutRuns(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            if (text[0] == ' ')
            {
                Space();
                text = text[1..];
                continue;
            }

            var run = text.IndexOf("  "u8);
            written.Append(run < 0 ? text : text[..(run + 1)]);
            if (run < 0)
                return;
            text = text[(run + 2)..];
        }
    }

    private void Space()
    {
        if (written.Last is not (0 or (byte)' '))
            written.Append((byte)' ');
    }
}
