using System.Text;
using MimeKit;

namespace Broadsheet.Publishing.Mailing;

/// <summary>
/// Headers that say a text from outside. They are ASCII and are decoded to that text and no other, whatever it is: a headline that is itself
/// an encoded word (RFC 2047 §2), such as <c>=?utf-8?q?x=0D=0ABcc:…?=</c>, would be decoded into two lines by some programs.
/// </summary>
internal static class HeaderText
{
    // An encoded word has 75 characters at most (§2), 12 of which are its frame; Base64 makes 4 of 3 octets.
    private const int OctetsPerWord = 45;

    /// <summary>A header of one line of text.</summary>
    /// <param name="id">Which.</param>
    /// <param name="text">Plain text on one line.</param>
    /// <param name="address">The address behind the text; null when there is none.</param>
    public static Header Of(HeaderId id, string text, ReaderAddress? address)
    {
        if (!text.Contains("=?", StringComparison.Ordinal))
            return new Header(Encoding.UTF8, id, address is null ? text : new MailboxAddress(Encoding.UTF8, text, address.Ascii).ToString(FormatOptions.Default, encode: true));
        var header = new Header(id, "");
        header.SetRawValue(Encoding.ASCII.GetBytes(" " + string.Join("\r\n ", WordsOf(text)) + (address is null ? "" : $"\r\n <{address.Ascii}>") + "\r\n"));
        return header;
    }

    private static IEnumerable<string> WordsOf(string text)
    {
        var word = new byte[OctetsPerWord];
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            // A character may not be parted between two words (§5).
            if (length + rune.Utf8SequenceLength > OctetsPerWord)
            {
                yield return Word(word.AsSpan(0, length));
                length = 0;
            }

            length += rune.EncodeToUtf8(word.AsSpan(length));
        }

        yield return Word(word.AsSpan(0, length));
    }

    private static string Word(ReadOnlySpan<byte> octets) => $"=?utf-8?b?{Convert.ToBase64String(octets)}?=";
}
