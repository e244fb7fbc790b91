using System.Buffers;
using System.Text;
using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Encodings;

/// <summary>
/// Finds the encoding of a document. The bytes have the last word: what is valid UTF-8 is UTF-8 whatever header or prolog say,
/// and what is not valid in a stated encoding is not in it.
/// </summary>
internal static class FeedEncoding
{
    static FeedEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding of a document, or null when what follows its mark is valid UTF-8; the length of the mark; its lower-case IANA name.</summary>
    public static (Encoding? Encoding, int Skip, string Name) Recognise(ReadOnlySpan<byte> bytes, string? contentType, FeedProblems problems)
    {
        var (marked, skip) = FromMark(bytes);
        // Two marks in a row: templates glued together.
        while (marked is UTF8Encoding && bytes[skip..].StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            skip += 3;
        if (marked is not null && marked is not UTF8Encoding)
            return (marked, skip, NameOf(marked));
        bytes = bytes[skip..];
        var stated = CharsetOf(contentType);
        var declared = DeclaredIn(bytes);
        if (IsEscaped(stated) || IsEscaped(declared))
        {
            var escaped = Find(IsEscaped(declared) ? declared : stated)!;
            return (escaped, skip, NameOf(escaped));
        }

        if (Utf8Validity.IsValid(bytes))
        {
            var isPlain = (Find(stated) ?? Find(declared)) is { } other && other is not UTF8Encoding && Ascii.IsValid(bytes);
            return (null, skip, isPlain ? NameOf((Find(stated) ?? Find(declared))!) : "utf-8");
        }

        var found = marked ?? FirstThatFits(bytes, stated, declared, problems);
        return (found, skip, NameOf(found));
    }

    /// <summary>Decodes into rented memory, which the caller returns to the shared pool.</summary>
    public static (char[] Text, int Length, string Name) Decode(ReadOnlySpan<byte> bytes, string? contentType, FeedProblems problems)
    {
        var (encoding, skip, name) = Recognise(bytes, contentType, problems);
        encoding ??= Encoding.UTF8;
        bytes = bytes[skip..];
        var text = ArrayPool<char>.Shared.Rent(Math.Max(encoding is UTF8Encoding ? bytes.Length : encoding.GetMaxCharCount(bytes.Length), 1));
        return (text, encoding.GetChars(bytes, text), name);
    }

    private static Encoding FirstThatFits(ReadOnlySpan<byte> bytes, string? stated, string? declared, FeedProblems problems)
    {
        foreach (var name in (string?[])[stated, declared])
        {
            if (Find(name) is { } candidate && candidate is not UTF8Encoding && Fits(candidate, bytes))
                return candidate;
        }

        var (sequences, broken) = CountUtf8(bytes);
        if (sequences > 0 && sequences >= broken)
        {
            problems.Add("invalid-bytes", "Bytes that are not UTF-8 were replaced.");
            return Encoding.UTF8;
        }

        problems.Add("wrong-encoding", "The bytes are not in the stated encoding; it was guessed.");
        // A multi-byte encoding with a few bad bytes is still that encoding.
        if (Find(declared) is { } multi && multi is not UTF8Encoding && !multi.IsSingleByte)
            return multi;
        return LegacyGuess.Of(bytes);
    }

    private static bool Fits(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        if (encoding.IsSingleByte)
            return true;
        var strict = Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        try
        {
            _ = strict.GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static (int Sequences, int Broken) CountUtf8(ReadOnlySpan<byte> bytes)
    {
        var sequences = 0;
        var broken = 0;
        while (!bytes.IsEmpty)
        {
            var next = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (next < 0)
                break;
            bytes = bytes[next..];
            var status = Rune.DecodeFromUtf8(bytes, out _, out var consumed);
            if (status == OperationStatus.Done)
                sequences++;
            else
                broken++;
            bytes = bytes[Math.Max(consumed, 1)..];
        }

        return (sequences, broken);
    }

    private static string NameOf(Encoding encoding) => encoding is UTF8Encoding ? "utf-8" : encoding.WebName.ToLowerInvariant();

    private static (Encoding? Encoding, int Skip) FromMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(true, false), 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        [(byte)'<', 0, 0, 0, ..] => (Encoding.UTF32, 0),
        [0, 0, 0, (byte)'<', ..] => (new UTF32Encoding(true, false), 0),
        [(byte)'<', 0, _, 0, ..] => (Encoding.Unicode, 0),
        [0, (byte)'<', 0, _, ..] => (Encoding.BigEndianUnicode, 0),
        [(byte)'{', 0, _, 0, ..] => (Encoding.Unicode, 0),
        [0x4C, 0x6F, 0xA7, 0x94, ..] => (Find("ibm037"), 0),
        _ => (null, 0),
    };

    private static string? CharsetOf(string? contentType)
    {
        if (contentType is null)
            return null;
        var at = contentType.IndexOf("charset", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        var rest = contentType.AsSpan(at + 7).TrimStart();
        if (rest.IsEmpty || rest[0] != '=')
            return null;
        rest = rest[1..].Trim().Trim("\"'");
        var end = rest.IndexOfAny("; \"',");
        return (end < 0 ? rest : rest[..end]).ToString();
    }

    private static string? DeclaredIn(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, 1024)];
        var declaration = head.IndexOf("<?xml"u8);
        if (declaration < 0)
            return null;
        head = head[declaration..];
        var end = head.IndexOf((byte)'>');
        head = end < 0 ? head : head[..end];
        var at = head.IndexOf("encoding"u8);
        if (at < 0)
            return null;
        var rest = Encoding.Latin1.GetString(head[(at + 8)..]).AsSpan().TrimStart();
        if (rest.IsEmpty || rest[0] != '=')
            return null;
        rest = rest[1..].TrimStart();
        if (rest.IsEmpty)
            return null;
        var quote = rest[0] is '"' or '\'' ? rest[0] : ' ';
        rest = quote == ' ' ? rest : rest[1..];
        var close = rest.IndexOfAny(quote, '?');
        return (close < 0 ? rest : rest[..close]).Trim().ToString();
    }

    private static bool IsEscaped(string? name) =>
        name is not null && (name.StartsWith("iso-2022", StringComparison.OrdinalIgnoreCase) || name.StartsWith("hz-gb", StringComparison.OrdinalIgnoreCase)
            || name.Equals("utf-7", StringComparison.OrdinalIgnoreCase)) && Find(name) is not null;

    private static Encoding? Find(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return null;
        var key = name.Trim().ToLowerInvariant().Replace('_', '-');
        try
        {
            return key switch
            {
                "utf-8" or "utf8" or "u8" or "us-ascii" or "ascii" or "none" or "unicode-1-1-utf-8" => Encoding.UTF8,
                // Browsers read Latin-1 as windows-1252, and so does everyone who writes curly quotes in it.
                "iso-8859-1" or "latin1" or "latin-1" or "l1" or "iso8859-1" or "8859-1" or "cp1252" => Encoding.GetEncoding(1252),
                "gb2312" or "gbk" or "gb18030" or "x-gbk" or "cp936" => Encoding.GetEncoding("gb18030"),
                "ks-c-5601-1987" or "euc-kr" or "cp949" => Encoding.GetEncoding(949),
                "shift-jis" or "sjis" or "x-sjis" or "shiftjis" or "cp932" => Encoding.GetEncoding(932),
                "utf-16" or "u16" or "utf-32" or "u32" => null,
                "utf-7" => null,
                _ when key.StartsWith("cp", StringComparison.Ordinal) && int.TryParse(key.AsSpan(2), out var page) => Encoding.GetEncoding(page),
                _ when key.StartsWith("win-", StringComparison.Ordinal) => Encoding.GetEncoding("windows-" + key[4..]),
                _ => Encoding.GetEncoding(name.Trim()),
            };
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
