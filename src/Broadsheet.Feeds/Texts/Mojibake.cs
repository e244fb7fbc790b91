using System.Text.Unicode;
using Broadsheet.Feeds.Html;

namespace Broadsheet.Feeds.Texts;

/// <summary>Undoes the two usual accidents with encodings: windows-1252 numbered as if it were Latin-1, and UTF-8 read as windows-1252.</summary>
internal static class Mojibake
{
    private const int LongestRepaired = 1 << 20;

    /// <summary>The text as it was meant, or the same text.</summary>
    public static string Repair(string text)
    {
        var repaired = ReadAsUtf8(text);
        if (repaired.AsSpan().IndexOfAnyInRange('\u0080', '\u009F') < 0)
            return repaired;
        return string.Create(repaired.Length, repaired, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = HtmlEntities.FromWindows1252(source[i]);
        });
    }

    // Only when all of the text fits: "Ã©" may be meant, but not beside a sequence that would be broken.
    private static string ReadAsUtf8(string text)
    {
        var lead = text.AsSpan().IndexOfAnyInRange('\u00C2', '\u00F4');
        if (lead < 0 || lead + 1 >= text.Length || ByteOf(text[lead + 1]) is < 0x80 or > 0xBF || text.Length > LongestRepaired)
            return text;
        var bytes = new byte[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            var value = ByteOf(text[i]);
            if (value < 0)
                return text;
            bytes[i] = (byte)value;
        }

        return Utf8.IsValid(bytes) ? System.Text.Encoding.UTF8.GetString(bytes) : text;
    }

    private static int ByteOf(char c) => c < 0x100 ? c : HtmlEntities.ToWindows1252(c);
}
