using System.Buffers;
using System.Text.Unicode;
using Broadsheet.Feeds.Encodings;

namespace Broadsheet.Feeds.Texts;

/// <summary>
/// A document as UTF-8 in rented memory, whatever it was written in: nine of ten are UTF-8 already, and bytes are half as many to look at as
/// characters. Control characters are out, and all line ends are <c>\n</c>, so that nobody after need think of them.
/// </summary>
internal sealed class DocumentText : IDisposable
{
    private static readonly SearchValues<byte> Unwanted = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]);

    private byte[] rented;

    private DocumentText(byte[] rented, int length, string encoding)
    {
        this.rented = rented;
        Length = length;
        Encoding = encoding;
    }

    /// <summary>The encoding it was written in, as a lower-case IANA name.</summary>
    public string Encoding { get; }

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => rented.AsSpan(0, Length);

    /// <summary>The memory; only the first <see cref="Length"/> bytes are the document's.</summary>
    public byte[] Rented => rented;

    public ReadOnlyMemory<byte> Memory => rented.AsMemory(0, Length);

    public static DocumentText Of(ReadOnlySpan<byte> document, string? contentType, FeedProblems problems)
    {
        var (encoding, skip, name) = FeedEncoding.Recognise(document, contentType, problems);
        document = document[skip..];
        DocumentText text;
        if (encoding is null && !HasControlsOfC1(document))
        {
            var copy = ArrayPool<byte>.Shared.Rent(Math.Max(document.Length, 1));
            document.CopyTo(copy);
            text = new DocumentText(copy, document.Length, name);
        }
        else
        {
            encoding ??= System.Text.Encoding.UTF8;
            var characters = ArrayPool<char>.Shared.Rent(Math.Max(encoding.GetMaxCharCount(document.Length), 1));
            var count = encoding.GetChars(document, characters);
            Mojibake.MapControls(characters.AsSpan(0, count));
            text = Of(characters.AsSpan(0, count), name);
            ArrayPool<char>.Shared.Return(characters);
        }

        text.Clean(problems);
        return text;
    }

    /// <summary>Characters as a document.</summary>
    public static DocumentText Of(ReadOnlySpan<char> characters, string encoding)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Math.Max(System.Text.Encoding.UTF8.GetMaxByteCount(characters.Length), 1));
        Utf8.FromUtf16(characters, bytes, out _, out var length);
        return new DocumentText(bytes, length, encoding);
    }

    public void Dispose()
    {
        if (rented.Length > 0)
            ArrayPool<byte>.Shared.Return(rented);
        rented = [];
        Length = 0;
    }

    // U+0080 to U+009F, which in UTF-8 are C2 and the code itself.
    private static bool HasControlsOfC1(ReadOnlySpan<byte> utf8)
    {
        for (var at = utf8.IndexOf((byte)0xC2); at >= 0 && at + 1 < utf8.Length; at = utf8.IndexOf((byte)0xC2))
        {
            if (utf8[at + 1] < 0xA0)
                return true;
            utf8 = utf8[(at + 2)..];
        }

        return false;
    }

    // Form feeds and vertical tabs become spaces: they stood between words.
    private void Clean(FeedProblems problems)
    {
        var span = rented.AsSpan(0, Length);
        var next = span.IndexOfAny(Unwanted);
        if (next < 0)
            return;
        var written = next;
        var read = next;
        while (read < span.Length)
        {
            var b = span[read];
            if (b == '\r')
            {
                if (read + 1 >= span.Length || span[read + 1] != '\n')
                    span[written++] = (byte)'\n';
            }
            else
            {
                problems.Add("control-character", $"A control character (U+{(int)b:X4}) was left out.", written);
                if (b is (byte)'\f' or (byte)'\v')
                    span[written++] = (byte)' ';
            }

            read++;
            next = span[read..].IndexOfAny(Unwanted);
            var run = next < 0 ? span.Length - read : next;
            span.Slice(read, run).CopyTo(span[written..]);
            written += run;
            read += run;
        }

        Length = written;
    }
}
