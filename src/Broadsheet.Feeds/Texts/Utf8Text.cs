using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;

namespace Broadsheet.Feeds.Texts;

/// <summary>What there is for spans of characters, for spans of UTF-8. All spans are valid UTF-8.</summary>
internal static class Utf8Text
{
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => TrimEnd(TrimStart(text));

    public static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var size = LengthOfFirstSpace(text);
            if (size == 0)
                break;
            text = text[size..];
        }

        return text;
    }

    /// <summary>Whether all of it is white space, in Unicode's sense.</summary>
    public static bool IsWhiteSpace(ReadOnlySpan<byte> text) => TrimStart(text).IsEmpty;

    /// <summary>Whether the text begins with white space, in Unicode's sense.</summary>
    public static bool BeginsWithSpace(ReadOnlySpan<byte> text) => !text.IsEmpty && LengthOfFirstSpace(text) > 0;

    /// <summary>Ordinal comparison without case, of all of Unicode.</summary>
    public static bool EqualsIgnoreCase(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (one.SequenceEqual(other))
            return true;
        return Ascii.IsValid(one) && Ascii.IsValid(other)
            ? Ascii.EqualsIgnoreCase(one, other)
            : Encoding.UTF8.GetString(one).Equals(Encoding.UTF8.GetString(other), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// The text as a string. What is known to be valid need only be counted, which takes vectors; the runtime's own counting goes over it character
    /// by character wherever it is not English.
    /// </summary>
    public static string Of(ReadOnlySpan<byte> text) => text.Length <= Vector256<byte>.Count ? Encoding.UTF8.GetString(text)
        : string.Create(CountUtf16(text), text, static (characters, utf8) => Utf8.ToUtf16(utf8, characters, out _, out _));

    /// <summary>The first characters of a text, for people.</summary>
    public static string Shown(ReadOnlySpan<byte> text, int most)
    {
        var shown = Encoding.UTF8.GetString(text[..(int)Math.Min(text.Length, most * 4L)]);
        return shown.Length <= most ? shown : shown[..most];
    }

    public static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            if (text[^1] < 0x80)
            {
                if (!IsAsciiSpace(text[^1]))
                    break;
                text = text[..^1];
                continue;
            }

            Rune.DecodeLastFromUtf8(text, out var last, out var size);
            if (!Rune.IsWhiteSpace(last))
                break;
            text = text[..^size];
        }

        return text;
    }

    // A character for each byte that does not continue another, and one more for those of four bytes.
    private static int CountUtf16(ReadOnlySpan<byte> text)
    {
        var count = text.Length;
        ref var start = ref MemoryMarshal.GetReference(text);
        var at = 0;
        for (; at <= text.Length - Vector256<byte>.Count; at += Vector256<byte>.Count)
        {
            var bytes = Vector256.LoadUnsafe(ref start, (nuint)at);
            if (bytes.ExtractMostSignificantBits() == 0)
                continue;
            count += BitOperations.PopCount(Vector256.GreaterThanOrEqual(bytes, Vector256.Create((byte)0xF0)).ExtractMostSignificantBits())
                - BitOperations.PopCount(Vector256.LessThan(bytes.AsSByte(), Vector256.Create((sbyte)-64)).ExtractMostSignificantBits());
        }

        foreach (var b in text[at..])
            count += b >= 0xF0 ? 1 : (b & 0xC0) == 0x80 ? -1 : 0;
        return count;
    }

    private static int LengthOfFirstSpace(ReadOnlySpan<byte> text)
    {
        if (text[0] < 0x80)
            return IsAsciiSpace(text[0]) ? 1 : 0;
        Rune.DecodeFromUtf8(text, out var first, out var size);
        return Rune.IsWhiteSpace(first) ? size : 0;
    }

    private static bool IsAsciiSpace(byte b) => b is (byte)' ' or (>= (byte)'\t' and <= (byte)'\r');
}
