using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Html;

/// <summary>What a <see cref="HtmlTokenizer"/> stands on.</summary>
internal enum HtmlToken
{
    End,
    Text,
    StartTag,
    EndTag,
    Comment,
}

/// <summary>Cuts HTML in UTF-8 into tags and text, forwards only. What does not look like a tag to a browser is text.</summary>
internal ref struct HtmlTokenizer(ReadOnlySpan<byte> html)
{
    private static readonly SearchValues<byte> TagMarks = SearchValues.Create("<>\"'"u8);

    private readonly ReadOnlySpan<byte> html = html;
    private int position;

    /// <summary>The text, or the name of the tag as written.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Everything between a start tag's name and its end.</summary>
    public ReadOnlySpan<byte> Attributes { get; private set; }

    /// <summary>The tag as written, from '&lt;' to '&gt;'.</summary>
    public ReadOnlySpan<byte> Whole { get; private set; }

    /// <summary>Where the next token begins.</summary>
    public readonly int Position => position;

    /// <summary>What was not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => html[position..];

    public HtmlToken Read()
    {
        var token = ReadMarkup();
        if (token != HtmlToken.Text)
            return token;
        // A '<' that is no markup belongs to the text after it.
        var start = position;
        var next = html[(position + 1)..].IndexOf((byte)'<');
        position = next < 0 ? html.Length : position + 1 + next;
        Value = html[start..position];
        return HtmlToken.Text;
    }

    /// <summary>
    /// Reads a tag or comment. <see cref="HtmlToken.Text"/> when none begins here: it is then <see cref="Rest"/> up to the next '&lt;' after its first
    /// byte, and whoever has found out how much that is says so by <see cref="Pass"/>.
    /// </summary>
    public HtmlToken ReadMarkup()
    {
        var rest = html[position..];
        if (rest.IsEmpty)
            return HtmlToken.End;
        if (rest[0] != '<' || rest.Length < 2)
            return HtmlToken.Text;
        if (IsLetter(rest[1]))
            return ReadTag(rest, 1);
        if (rest[1] == '/' && rest.Length > 2 && IsLetter(rest[2]))
            return ReadTag(rest, 2);
        return rest[1] is (byte)'!' or (byte)'?' ? ReadDeclaration(rest) : HtmlToken.Text;
    }

    /// <summary>Moves past text.</summary>
    public void Pass(int length) => position += length;

    /// <summary>Moves past the end tag of the element just begun, or to the end when there is none.</summary>
    public void SkipElement(ReadOnlySpan<byte> name)
    {
        while (position < html.Length)
        {
            var at = html[position..].IndexOf("</"u8);
            if (at < 0)
                break;
            position += at + 2;
            var rest = html[position..];
            if (rest.Length < name.Length || !Ascii.EqualsIgnoreCase(rest[..name.Length], name))
                continue;
            if (rest.Length > name.Length && char.IsAsciiLetterOrDigit((char)rest[name.Length]))
                continue;
            var close = rest.IndexOf((byte)'>');
            position = close < 0 ? html.Length : position + close + 1;
            return;
        }

        position = html.Length;
    }

    private HtmlToken ReadDeclaration(ReadOnlySpan<byte> rest)
    {
        var end = rest.StartsWith("<!--"u8) ? EndOf(rest, "-->"u8) is var comment and > 0 ? comment : EndOf(rest, ">"u8)
            : rest.StartsWith("<!["u8) ? EndOf(rest, "]>"u8)
            : rest[1] == '?' || (rest.Length > 2 && (IsLetter(rest[2]) || rest[2] is (byte)'-' or (byte)'>')) ? EndOf(rest, ">"u8)
            : 0;
        if (end == 0)
            return HtmlToken.Text;
        Value = rest[2..Math.Max(end - 1, 2)];
        position += end;
        return HtmlToken.Comment;
    }

    private static int EndOf(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> close)
    {
        var at = rest[2..].IndexOf(close);
        return at < 0 ? 0 : at + 2 + close.Length;
    }

    private static bool IsLetter(byte b) => (uint)((b | 0x20) - 'a') <= 'z' - 'a';

    // White space, '/', '>', '<' and the quotes.
    private static bool IsNameEnd(byte b)
    {
        const ulong Ends = (1UL << ' ') | (1UL << '\t') | (1UL << '\n') | (1UL << '\r') | (1UL << '\f') | (1UL << '/') | (1UL << '>') | (1UL << '<') | (1UL << '"')
            | (1UL << '\'');
        return b < 64 && (Ends >> b & 1) != 0;
    }

    private HtmlToken ReadTag(ReadOnlySpan<byte> rest, int nameStart)
    {
        var nameEnd = nameStart;
        while (nameEnd < rest.Length && !IsNameEnd(rest[nameEnd]))
            nameEnd++;
        var end = nameEnd < rest.Length && rest[nameEnd] == '>' ? nameEnd : EndOfTag(rest, nameEnd);
        var closed = end < rest.Length && rest[end] == '>';
        if (!closed && end >= rest.Length && nameEnd >= rest.Length)
            return HtmlToken.Text;
        Value = rest[nameStart..nameEnd];
        Attributes = rest[nameEnd..end];
        Whole = rest[..(closed ? end + 1 : end)];
        position += closed ? end + 1 : end;
        return nameStart == 1 ? HtmlToken.StartTag : HtmlToken.EndTag;
    }

    // Quotes protect '>' only where a value may stand, as in a browser; a tag that meets '<' outside of them was never closed.
    private static int EndOfTag(ReadOnlySpan<byte> rest, int position)
    {
        var start = position;
        if (FindEndNear(rest, ref position, ref start))
            return position;
        while (position < rest.Length)
        {
            var next = rest[position..].IndexOfAny(TagMarks);
            if (next < 0)
                return rest.Length;
            position += next;
            var c = rest[position];
            if (c is (byte)'>' or (byte)'<')
                return position;
            var close = 0;
            if ((position > start && rest[position - 1] == '=') || Utf8Text.TrimEnd(rest[start..position]) is [.., (byte)'='])
            {
                close = rest[(position + 1)..].IndexOf(c) + 1;
                if (close == 0)
                {
                    var angle = rest[position..].IndexOf((byte)'>');
                    return angle < 0 ? rest.Length : position + angle;
                }

                // What was quoted says nothing of the next quote.
                start = position + close + 1;
            }

            position += close + 1;
        }

        return position;
    }

    // Most tags are short: their marks are found all at once, and looked at as bits. False when the end is not among them; then the position is
    // where it has yet to be looked for, and no value is open.
    private static bool FindEndNear(ReadOnlySpan<byte> rest, ref int position, ref int start)
    {
        if (!Vector256.IsHardwareAccelerated || rest.Length - position < 64)
            return false;
        ref var near = ref Unsafe.Add(ref MemoryMarshal.GetReference(rest), position);
        var low = Vector256.LoadUnsafe(ref near);
        var high = Vector256.LoadUnsafe(ref near, 32);
        var doubles = Places(low, high, (byte)'"');
        var singles = Places(low, high, (byte)'\'');
        var marks = doubles | singles | Places(low, high, (byte)'<') | Places(low, high, (byte)'>');
        var from = position;
        while (marks != 0)
        {
            var at = BitOperations.TrailingZeroCount(marks);
            var c = rest[from + at];
            if (c is (byte)'>' or (byte)'<')
            {
                position = from + at;
                return true;
            }

            if (at == 0 || from + at == start || rest[from + at - 1] != '=')
                return false;
            var closes = (c == '"' ? doubles : singles) & ~((2UL << at) - 1);
            if (closes == 0)
                return false;
            at = BitOperations.TrailingZeroCount(closes);
            marks &= ~((2UL << at) - 1);
            position = start = from + at + 1;
        }

        return false;
    }

    private static ulong Places(Vector256<byte> low, Vector256<byte> high, byte mark) =>
        Vector256.Equals(low, Vector256.Create(mark)).ExtractMostSignificantBits() | ((ulong)Vector256.Equals(high, Vector256.Create(mark)).ExtractMostSignificantBits() << 32);
}

/// <summary>Walks the attributes of a start tag.</summary>
internal ref struct HtmlAttributes(ReadOnlySpan<byte> attributes)
{
    // Sets of bytes below 64, a bit each.
    private const ulong Space = (1UL << ' ') | (1UL << '\t') | (1UL << '\n') | (1UL << '\r') | (1UL << '\f');
    private const ulong AfterName = Space | (1UL << '/') | (1UL << '=');
    private const ulong BeforeName = AfterName | (1UL << '"') | (1UL << '\'');

    private static readonly SearchValues<byte> AfterValue = SearchValues.Create(" \t\n\r\f"u8);

    private ReadOnlySpan<byte> rest = attributes;

    /// <summary>The name as written.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The value as written, without quotes, references not resolved.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    public bool Read()
    {
        // Names are short: looking at bytes one by one takes less time than to begin to look at many at once.
        var start = 0;
        while (start < rest.Length && IsOf(BeforeName, rest[start]))
            start++;
        if (start == rest.Length)
            return false;
        var end = start;
        while (end < rest.Length && !IsOf(AfterName, rest[end]))
            end++;
        Name = rest[start..end];
        rest = rest[end..];
        Value = default;
        var after = rest.IsEmpty || rest[0] == '=' ? rest : Utf8Text.TrimStart(rest);
        if (after.IsEmpty || after[0] != '=')
            return true;
        after = after[1..];
        if (!after.IsEmpty && after[0] is not ((byte)'"' or (byte)'\''))
            after = Utf8Text.TrimStart(after);
        if (!after.IsEmpty && after[0] is (byte)'"' or (byte)'\'')
        {
            var close = after[1..].IndexOf(after[0]);
            Value = close < 0 ? after[1..] : after[1..(close + 1)];
            rest = close < 0 ? default : after[(close + 2)..];
            return true;
        }

        var stop = after.IndexOfAny(AfterValue);
        Value = stop < 0 ? after : after[..stop];
        rest = stop < 0 ? default : after[stop..];
        return true;
    }

    /// <summary>The raw value of one attribute; null when the tag does not have it.</summary>
    public static bool TryGet(ReadOnlySpan<byte> attributes, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        var walk = new HtmlAttributes(attributes);
        while (walk.Read())
        {
            if (!Ascii.EqualsIgnoreCase(walk.Name, name))
                continue;
            value = walk.Value;
            return true;
        }

        value = default;
        return false;
    }

    private static bool IsOf(ulong set, byte b) => b < 64 && (set >> b & 1) != 0;
}
