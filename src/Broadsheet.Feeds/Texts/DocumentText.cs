using System.Buffers;

namespace Broadsheet.Feeds.Texts;

/// <summary>Prepares the characters of a document.</summary>
internal static class DocumentText
{
    private static readonly SearchValues<char> Unwanted = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000B\u000C\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F");

    private static readonly SearchValues<byte> UnwantedBytes = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]);

    /// <summary>Whether UTF-8 has any control character that <see cref="Clean"/> would touch.</summary>
    public static bool MayHaveControls(ReadOnlySpan<byte> utf8) => utf8.IndexOfAny(UnwantedBytes) >= 0;

    /// <summary>
    /// Takes out control characters and makes all line ends <c>\n</c>, in place, so that nobody after need think of them.
    /// Form feeds and vertical tabs become spaces: they stood between words.
    /// </summary>
    /// <returns>The new length.</returns>
    public static int Clean(char[] text, int length, FeedProblems problems)
    {
        var span = text.AsSpan(0, length);
        var next = span.IndexOfAny(Unwanted);
        if (next < 0)
            return length;
        var written = next;
        var read = next;
        while (read < length)
        {
            var c = span[read];
            if (c == '\r')
            {
                if (read + 1 >= length || span[read + 1] != '\n')
                    span[written++] = '\n';
            }
            else
            {
                problems.Add("control-character", $"A control character (U+{(int)c:X4}) was left out.", written);
                if (c is '\f' or '\v')
                    span[written++] = ' ';
            }

            read++;
            next = span[read..].IndexOfAny(Unwanted);
            var run = next < 0 ? length - read : next;
            span.Slice(read, run).CopyTo(span[written..]);
            written += run;
            read += run;
        }

        return written;
    }
}
