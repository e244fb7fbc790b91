using System.IO.Compression;

namespace Broadsheet.Polling;

/// <summary>Reads a body into memory, unpacking it, and never past a limit: a few KiB of gzip can hold gigabytes.</summary>
internal static class BodyReader
{
    /// <summary>The bytes of <paramref name="content"/> after its Content-Encoding, at most <paramref name="limit"/>, and whether there are more.</summary>
    /// <exception cref="InvalidDataException">The body is not packed the way it says.</exception>
    public static async Task<(ReadOnlyMemory<byte> Body, bool IsMore)> ReadAsync(Stream content, string? encoding, int limit, CancellationToken cancellation)
    {
        var unpacked = await UnpackAsync(content, encoding, cancellation);
        await using (unpacked)
        {
            var buffer = new byte[Math.Min(limit, 16 * 1024)];
            var length = 0;
            while (true)
            {
                var read = await unpacked.ReadAsync(buffer.AsMemory(length), cancellation);
                if (read == 0)
                    return (buffer.AsMemory(0, length), false);
                length += read;
                if (length == limit)
                    return (buffer.AsMemory(0, length), true);
                if (length == buffer.Length)
                    Array.Resize(ref buffer, (int)Math.Min(limit, 2L * buffer.Length));
            }
        }
    }

    private static async Task<Stream> UnpackAsync(Stream content, string? encoding, CancellationToken cancellation)
    {
        // Several encodings in a row ("gzip, gzip") are legal and used only by those who mean harm; the last is undone, the rest is seen as garbage.
        var name = encoding?.Split(',')[^1].Trim().ToLowerInvariant();
        if (name is null or "" or "identity")
            return content;
        if (name is "br")
            return new BrotliStream(content, CompressionMode.Decompress);

        var (head, whole) = await PeekAsync(content, cancellation);
        return name switch
        {
            // Some servers, and most crawlers' recordings, keep the header though the body is unpacked already.
            "gzip" or "x-gzip" when head is [0x1F, 0x8B] => new GZipStream(whole, CompressionMode.Decompress),
            "gzip" or "x-gzip" => whole,
            // "deflate" means zlib (RFC 9110 §8.4.1.2), yet some send the bare stream.
            "deflate" when head is [var first, var second] && (first & 0x0F) == 8 && ((first << 8) + second) % 31 == 0 =>
                new ZLibStream(whole, CompressionMode.Decompress),
            "deflate" => new DeflateStream(whole, CompressionMode.Decompress),
            _ => throw new InvalidDataException($"The body is packed as \"{name}\", which we did not offer."),
        };
    }

    private static async Task<(byte[] Head, Stream Whole)> PeekAsync(Stream content, CancellationToken cancellation)
    {
        var head = new byte[2];
        var length = await content.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, cancellation);
        return (head[..length], new PrefixedStream(head.AsMemory(0, length), content));
    }
}
