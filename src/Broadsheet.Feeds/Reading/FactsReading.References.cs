using System.Buffers.Text;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Broadsheet.Feeds.Html;

namespace Broadsheet.Feeds.Reading;

// References that XML does not know and we read all the same. Long texts are decoded when they are asked for, if ever, but looked at for these.
internal sealed partial class FactsReading
{
    private const int LongestName = 32;

    private void NoteReferences(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("<![CDATA["u8) || AreAllUsual(text))
            return;
        // In CDATA sections, comments and instructions an '&' is only itself.
        var at = text.IndexOf((byte)'&');
        if (at < 0 || text.IndexOf("<!"u8) >= 0 || text.IndexOf("<?"u8) >= 0 || !index.Text.Overlaps(text, out var start))
            return;
        while (at >= 0)
        {
            text = text[at..];
            start += at;
            if (ProblemOf(text) is var (code, message))
                problems.Add(code, message, start);
            text = text[1..];
            start++;
            at = text.IndexOf((byte)'&');
        }
    }

    // Whether every '&' is certain to begin one of the five references of XML; escaped HTML is full of them.
    private static bool AreAllUsual(ReadOnlySpan<byte> text)
    {
        ref var start = ref MemoryMarshal.GetReference(text);
        var at = 0;
        for (; at <= text.Length - Vector256<byte>.Count; at += Vector256<byte>.Count)
        {
            for (var marks = Vector256.Equals(Vector256.LoadUnsafe(ref start, (nuint)at), Vector256.Create((byte)'&')).ExtractMostSignificantBits(); marks != 0; marks &= marks - 1)
            {
                if (!IsUsual(text[(at + BitOperations.TrailingZeroCount(marks))..]))
                    return false;
            }
        }

        for (var next = text[at..].IndexOf((byte)'&'); next >= 0; next = text[at..].IndexOf((byte)'&'))
        {
            at += next;
            if (!IsUsual(text[at..]))
                return false;
            at++;
        }

        return true;
    }

    private static bool IsUsual(ReadOnlySpan<byte> text) =>
        text is [_, (byte)'l' or (byte)'g', (byte)'t', (byte)';', ..] || text.StartsWith("&amp;"u8) || text.StartsWith("&quot;"u8) || text.StartsWith("&apos;"u8);

    private (string Code, string Message)? ProblemOf(ReadOnlySpan<byte> text)
    {
        if (IsUsual(text))
            return null;
        var end = text[..Math.Min(text.Length, LongestName)].IndexOf((byte)';');
        var name = end > 1 ? text[1..end] : default;
        if (name.StartsWith("#"u8))
            return IsCharacter(name[1..]) ? null : ("illegal-reference", "A reference by number stands for no character of XML.");
        if (!HtmlEntities.TryGetName(name, out _))
            return ("bare-ampersand", "An '&' that begins no reference was read as text.");
        return index.HasNetscapeDoctype ? null : ("undeclared-entity", "A reference of HTML was resolved that the document does not declare.");
    }

    private static bool IsCharacter(ReadOnlySpan<byte> number)
    {
        var isHex = number.StartsWith("x"u8);
        var digits = isHex ? number[1..] : number;
        return Utf8Parser.TryParse(digits, out int code, out var read, isHex ? 'X' : 'D') && read == digits.Length
            && code is 9 or 10 or 13 or (>= 0x20 and <= 0xD7FF) or (>= 0xE000 and <= 0xFFFD) or (>= 0x10000 and <= 0x10FFFF);
    }
}
