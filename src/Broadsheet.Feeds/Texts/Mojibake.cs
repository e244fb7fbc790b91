using System.Text;
using System.Text.Unicode;
using Broadsheet.Feeds.Html;

namespace Broadsheet.Feeds.Texts;

/// <summary>Undoes the two usual accidents with encodings: windows-1252 numbered as if it were Latin-1, and UTF-8 read as windows-1252.</summary>
internal static class Mojibake
{
    private const int LongestRepaired = 1 << 20;

    /// <summary>Whether text has a character that begins a sequence of UTF-8, and one that may continue it, side by side.</summary>
    public static bool MayBe(ReadOnlySpan<char> text)
    {
        var lead = text.IndexOfAnyInRange('\u00C2', '\u00F4');
        return lead >= 0 && lead + 1 < text.Length && ByteOf(text[lead + 1]) is >= 0x80 and <= 0xBF && text.Length <= LongestRepaired;
    }

    /// <summary>As <see cref="MayBe(ReadOnlySpan{char})"/>, of UTF-8; and every character that is not ASCII would have to be part of such a sequence.</summary>
    public static bool MayBe(ReadOnlySpan<byte> text)
    {
        // U+00C2 to U+00F4 are C3 and 82 to B4.
        for (var at = text.IndexOf((byte)0xC3); at >= 0 && at + 2 < text.Length; at = text[(at + 1)..].IndexOf((byte)0xC3) is var next and >= 0 ? at + 1 + next : -1)
        {
            if (text[at + 1] is < 0x82 or > 0xB4)
                continue;
            return ByteOf(text[(at + 2)..], out _) is >= 0x80 and <= 0xBF && AreAllSequences(text);
        }

        return false;
    }

    /// <summary>UTF-8 that was read as windows-1252 and saved, read again; any other text as it is.</summary>
    public static string Repair(string text) => MayBe(text) ? ReadAsUtf8(text) : text;

    /// <summary>As <see cref="Repair(string)"/>, of UTF-8 that <see cref="MayBe(ReadOnlySpan{byte})"/>; false when it is not misread after all.</summary>
    /// <param name="text">The text.</param>
    /// <param name="repaired">What was meant; the caller disposes it.</param>
    public static bool TryRepair(ReadOnlySpan<byte> text, out ByteBuffer repaired)
    {
        repaired = default;
        if (text.Length > LongestRepaired && Encoding.UTF8.GetCharCount(text) > LongestRepaired)
            return false;
        var bytes = new ByteBuffer(text.Length);
        while (!text.IsEmpty)
        {
            var run = text.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            bytes.Append(run < 0 ? text : text[..run]);
            if (run < 0)
                break;
            text = text[run..];
            bytes.Append((byte)ByteOf(text, out var size));
            text = text[size..];
        }

        if (Utf8Validity.IsValid(bytes.Written))
        {
            repaired = bytes;
            return true;
        }

        bytes.Dispose();
        return false;
    }

    /// <summary>Makes the C1 controls of a document the windows-1252 characters they were meant to be, in place.</summary>
    public static void MapControls(Span<char> text)
    {
        for (var next = text.IndexOfAnyInRange('\u0080', '\u009F'); next >= 0; next = text.IndexOfAnyInRange('\u0080', '\u009F'))
        {
            text[next] = HtmlEntities.FromWindows1252(text[next]);
            text = text[(next + 1)..];
        }
    }

    // Only when all of the text fits: "Ã©" may be meant, but not beside a sequence that would be broken.
    private static string ReadAsUtf8(string text)
    {
        var bytes = new byte[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            var value = ByteOf(text[i]);
            if (value < 0)
                return text;
            bytes[i] = (byte)value;
        }

        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : text;
    }

    // Whether what is not ASCII begins like a sequence of UTF-8 wherever it begins, and goes on as far as its first byte says.
    private static bool AreAllSequences(ReadOnlySpan<byte> text)
    {
        for (var next = text.IndexOfAnyExceptInRange((byte)0, (byte)0x7F); next >= 0; next = text.IndexOfAnyExceptInRange((byte)0, (byte)0x7F))
        {
            text = text[next..];
            var lead = ByteOf(text, out var size);
            text = text[size..];
            for (var more = lead switch { >= 0xC2 and < 0xE0 => 1, >= 0xE0 and < 0xF0 => 2, >= 0xF0 and <= 0xF4 => 3, _ => -1 }; more != 0; more--)
            {
                if (more < 0 || ByteOf(text, out size) is not (>= 0x80 and <= 0xBF))
                    return false;
                text = text[size..];
            }
        }

        return true;
    }

    // The windows-1252 byte of the first character, or -1.
    private static int ByteOf(ReadOnlySpan<byte> utf8, out int size)
    {
        Rune.DecodeFromUtf8(utf8, out var first, out size);
        return first.IsBmp ? ByteOf((char)first.Value) : -1;
    }

    private static int ByteOf(char c) => c < 0x100 ? c : HtmlEntities.ToWindows1252(c);
}
