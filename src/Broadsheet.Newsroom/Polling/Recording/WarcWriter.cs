using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Broadsheet.Polling.Recording;

/// <summary>
/// Writes a WARC/1.1 file, each record its own gzip member, so that any of them can be read without the others.
/// The same records at the same moment give the same bytes: ids come from content. Safe to be used by several at once.
/// </summary>
public sealed class WarcWriter : IDisposable
{
    private readonly Stream stream;
    private readonly string date;
    private readonly Lock writing = new();

    /// <summary>Writes to <paramref name="stream"/>, which it owns, beginning with a record about the file. All records are dated <paramref name="at"/>.</summary>
    public WarcWriter(Stream stream, DateTimeOffset at)
    {
        this.stream = stream;
        date = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        Write("warcinfo", null, "application/warc-fields", "software: Broadsheet/0.1\r\nformat: WARC File Format 1.1\r\n"u8);
    }

    /// <summary>Begins a file, replacing an older one.</summary>
    public static WarcWriter Create(string path, DateTimeOffset at) => new(File.Create(path), at);

    /// <summary>Adds a record and answers its id, <c>&lt;urn:uuid:…&gt;</c>.</summary>
    /// <param name="type">WARC-Type.</param>
    /// <param name="targetUri">What was asked, if the record is about an address.</param>
    /// <param name="contentType">Content-Type of the block.</param>
    /// <param name="block">The block.</param>
    /// <param name="concurrentTo">Id of the other half of the exchange.</param>
    /// <param name="truncated">Why the block is not whole, if it is not.</param>
    public string Write(
        string type, string? targetUri, string contentType, ReadOnlySpan<byte> block, string? concurrentTo = null, string? truncated = null)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(block));
        var id = IdOf($"{type}\n{targetUri}\n{date}\n{digest}");
        var header = new StringBuilder(400)
            .Append("WARC/1.1\r\nWARC-Type: ").Append(type)
            .Append("\r\nWARC-Record-ID: ").Append(id)
            .Append("\r\nWARC-Date: ").Append(date);
        Add(header, "WARC-Target-URI", targetUri);
        Add(header, "WARC-Concurrent-To", concurrentTo);
        Add(header, "WARC-Truncated", truncated);
        header
            .Append("\r\nWARC-Block-Digest: sha256:").Append(digest)
            .Append("\r\nContent-Type: ").Append(contentType)
            .Append("\r\nContent-Length: ").Append(CultureInfo.InvariantCulture, $"{block.Length}\r\n\r\n");
        lock (writing)
        {
            using var member = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
            member.Write(Encoding.UTF8.GetBytes(header.ToString()));
            member.Write(block);
            member.Write("\r\n\r\n"u8);
        }

        return id;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (writing)
            stream.Dispose();
    }

    private static void Add(StringBuilder header, string name, string? value)
    {
        if (value is not null)
            header.Append("\r\n").Append(name).Append(": ").Append(value.AsSpan().TrimEnd().ToString().ReplaceLineEndings(""));
    }

    // A UUID of version 8 (RFC 9562 §5.8): 122 bits of a hash.
    private static string IdOf(string content)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(content), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return $"<urn:uuid:{new Guid(hash[..16], bigEndian: true):D}>";
    }
}
