using System.Text;

namespace Broadsheet.Extraction;

/// <summary>
/// Mends UTF-8 that was read as windows-1252 somewhere on its way (<c>â€™</c> for <c>’</c>, <c>Ã©</c> for <c>é</c>), run by run,
/// since a headline is often pasted together from sound and damaged parts.
/// </summary>
internal static class Mojibake
{
    /// <summary>windows-1252 at 0x80 to 0x9F; the five gaps stand for themselves, as browsers have it.</summary>
    private const string Upper = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    public static string Repair(string text)
    {
        var at = text.AsSpan().IndexOfAnyInRange('\u0080', '\u00F4');
        if (at < 0)
            return text;

        var mended = new StringBuilder(text.Length).Append(text, 0, at);
        Span<byte> bytes = stackalloc byte[4];
        for (var i = at; i < text.Length;)
        {
            var length = SequenceAt(text, i, bytes);
            if (length > 0 && Rune.DecodeFromUtf8(bytes[..length], out var rune, out var used) == System.Buffers.OperationStatus.Done && used == length)
            {
                mended.Append(rune.ToString());
                i += length;
            }
            else if (IsLostQuote(text, i))
            {
                // ” ends in the byte 0x9D, a gap that many programs drop.
                mended.Append('”');
                i += 2;
            }
            else
            {
                // A C1 control is never meant: windows-1252 labelled Latin-1.
                mended.Append(text[i] is >= '\u0080' and <= '\u009F' ? Upper[text[i] - 0x80] : text[i]);
                i++;
            }
        }
        return mended.ToString();
    }

    private static int SequenceAt(string text, int at, Span<byte> bytes)
    {
        var length = text[at] switch
        {
            // Of the two-byte leads only these occur in Western mojibake; É» and À» are French capitals before a closing quote.
            'Â' or 'Ã' => 2,
            >= '\u00E0' and <= '\u00EF' => 3,
            >= '\u00F0' and <= '\u00F4' => 4,
            _ => 0,
        };
        if (length == 0 || at + length > text.Length)
            return 0;
        bytes[0] = (byte)text[at];
        for (var i = 1; i < length; i++)
        {
            if (ByteOf(text[at + i]) is not (>= 0x80 and <= 0xBF and var octet))
                return 0;
            bytes[i] = octet;
        }
        // ALEMÃ” and ALEMÃ»: a capital word that ends in Ã, and its closing quote.
        return length == 2 && at > 0 && char.IsUpper(text[at - 1]) && text[at + 1] is '»' or '”' or '’' ? 0 : length;
    }

    private static bool IsLostQuote(string text, int at) =>
        text[at] == 'â' && at + 1 < text.Length && text[at + 1] == '€' && (at + 2 == text.Length || ByteOf(text[at + 2]) is not (>= 0x80 and <= 0xBF));

    private static byte? ByteOf(char c)
    {
        if (c is >= '\u00A0' and <= '\u00FF')
            return (byte)c;
        var index = Upper.IndexOf(c, StringComparison.Ordinal);
        if (index >= 0)
            return (byte)(0x80 + index);
        return c is >= '\u0080' and <= '\u009F' ? (byte)c : null;
    }
}
