using System.IO.Compression;

namespace Broadsheet.Polling.Recording;

/// <summary>
/// Finds where the gzip members of a WARC file begin that start a record. A gzip file does not tell; but a member's first bytes are rare in packed
/// data, and whether a record begins there is seen by unpacking a few bytes. So a large file is searched without unpacking it.
/// </summary>
internal static class GzipMembers
{
    private static ReadOnlySpan<byte> Signature => [0x1F, 0x8B, 0x08];

    /// <summary>The offsets in ascending order; 0 alone for a file that is not packed.</summary>
    public static IReadOnlyList<long> StartsIn(FileStream file)
    {
        var starts = new List<long> { 0 };
        var buffer = new byte[1024 * 1024];
        if (RandomAccess.Read(file.SafeFileHandle, buffer.AsSpan(0, Signature.Length), 0) < Signature.Length || !buffer.AsSpan().StartsWith(Signature))
            return starts;
        long offset = 0;
        var kept = 0;
        while (RandomAccess.Read(file.SafeFileHandle, buffer.AsSpan(kept), offset + kept) is var read && read > 0)
        {
            var length = kept + read;
            for (var from = 0; buffer.AsSpan(from, length - from).IndexOf(Signature) is var at && at >= 0;)
            {
                from += at;
                if (offset + from > 0 && BeginsRecord(file, offset + from))
                    starts.Add(offset + from);
                from += Signature.Length;
            }

            // A signature may lie across two pieces.
            kept = Math.Min(Signature.Length - 1, length);
            buffer.AsSpan(length - kept, kept).CopyTo(buffer);
            offset += length - kept;
        }

        return starts;
    }

    private static bool BeginsRecord(FileStream file, long offset)
    {
        var head = new byte[4096];
        var length = RandomAccess.Read(file.SafeFileHandle, head, offset);
        try
        {
            using var member = new GZipStream(new MemoryStream(head, 0, length), CompressionMode.Decompress);
            Span<byte> text = stackalloc byte[5];
            return member.ReadAtLeast(text, text.Length, throwOnEndOfStream: false) == text.Length && text.SequenceEqual("WARC/"u8);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
