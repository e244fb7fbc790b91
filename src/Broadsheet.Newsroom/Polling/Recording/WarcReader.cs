using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Broadsheet.Polling.Recording;

/// <summary>
/// Reads the records of a WARC file one after another, packed (gzip, in any number of members) or not, holding one record at a time.
/// A damaged record ends the reading; what was read before stands.
/// </summary>
public sealed class WarcReader : IDisposable
{
    /// <summary>Bytes of one block that are kept unless told otherwise: larger than anything the fetcher takes.</summary>
    public const int DefaultBlockLimit = 64 * 1024 * 1024;

    // A record's own header is a few hundred bytes; the longest lines are addresses.
    private const int LongestLine = 64 * 1024;
    private const int MostLines = 200;

    private readonly Stream stream;
    private readonly byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;

    /// <summary>Reads <paramref name="stream"/>, which it owns; gzip is recognised by its first bytes.</summary>
    public WarcReader(Stream stream)
    {
        this.stream = stream;
        Fill();
        if (buffer.AsSpan(start, end - start) is [0x1F, 0x8B, ..])
        {
            this.stream = new GZipStream(new PrefixedStream(buffer.AsSpan(start, end - start).ToArray(), stream), CompressionMode.Decompress);
            start = end = 0;
        }
    }

    /// <summary>Bytes of the unpacked stream that lie before the next record.</summary>
    public long Position { get; private set; }

    /// <summary>The next record, or null at the end or where the file is damaged.</summary>
    /// <param name="blockLimit">Bytes of the block that are kept; the rest is passed over.</param>
    public WarcRecord? Read(int blockLimit = DefaultBlockLimit)
    {
        try
        {
            return ReadRecord(blockLimit);
        }
        catch (Exception damage) when (damage is InvalidDataException or EndOfStreamException)
        {
            return null;
        }
    }

    /// <summary>Passes over <paramref name="count"/> bytes of the unpacked stream.</summary>
    /// <returns>False when the stream ends before.</returns>
    public bool Skip(long count)
    {
        while (count > 0)
        {
            if (start == end && !Fill())
                return false;
            var step = (int)Math.Min(count, end - start);
            Take(step);
            count -= step;
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private WarcRecord? ReadRecord(int blockLimit)
    {
        // Records are parted by two empty lines; some writers leave more or fewer.
        string? line;
        do
        {
            line = ReadLine();
        }
        while (line is "");
        if (line is null || !line.StartsWith("WARC/", StringComparison.Ordinal))
            return null;

        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var count = 0; ReadLine() is { Length: > 0 } field; count++)
        {
            if (count == MostLines)
                return null;
            var colon = field.IndexOf(':');
            if (colon > 0)
                fields[field[..colon].TrimEnd()] = field[(colon + 1)..].Trim();
        }

        if (!fields.TryGetValue("WARC-Type", out var type)
            || !long.TryParse(fields.GetValueOrDefault("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return null;
        }

        var block = ReadBlock((int)Math.Min(length, blockLimit));
        if (block is null || !Skip(length - block.Length))
            return null;
        return new WarcRecord
        {
            Type = type.ToLowerInvariant(),
            TargetUri = fields.GetValueOrDefault("WARC-Target-URI")?.TrimStart('<').TrimEnd('>'),
            Date = DateOf(fields.GetValueOrDefault("WARC-Date")),
            ContentType = fields.GetValueOrDefault("Content-Type"),
            Truncated = fields.GetValueOrDefault("WARC-Truncated"),
            Block = block,
            BlockLength = length,
        };
    }

    private byte[]? ReadBlock(int length)
    {
        // Grown as bytes arrive: a lying Content-Length must not make us set aside what never comes.
        var block = new byte[Math.Min(length, 1024 * 1024)];
        var done = 0;
        while (done < length)
        {
            if (start == end && !Fill())
                return null;
            if (done == block.Length)
                Array.Resize(ref block, (int)Math.Min(length, 2L * block.Length));
            var step = Math.Min(end - start, block.Length - done);
            buffer.AsSpan(start, step).CopyTo(block.AsSpan(done));
            Take(step);
            done += step;
        }

        return block;
    }

    private string? ReadLine()
    {
        var line = new List<byte>(128);
        while (start < end || Fill())
        {
            var rest = buffer.AsSpan(start, end - start);
            var at = rest.IndexOf((byte)'\n');
            line.AddRange(at < 0 ? rest : rest[..at]);
            Take(at < 0 ? rest.Length : at + 1);
            if (line.Count > LongestLine)
                throw new InvalidDataException("A line of a record's header is too long.");
            if (at < 0)
                continue;
            if (line is [.., (byte)'\r'])
                line.RemoveAt(line.Count - 1);
            return Encoding.UTF8.GetString(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(line));
        }

        return line.Count == 0 ? null : throw new EndOfStreamException();
    }

    private void Take(int count)
    {
        start += count;
        Position += count;
    }

    private bool Fill()
    {
        start = 0;
        end = stream.ReadAtLeast(buffer, 1, throwOnEndOfStream: false);
        return end > 0;
    }

    private static DateTimeOffset DateOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : DateTimeOffset.UnixEpoch;
}
