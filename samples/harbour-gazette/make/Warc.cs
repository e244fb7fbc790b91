using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace HarbourGazette.Make;

/// <summary>Writes the responses as WARC/1.1 (ISO 28500:2017), a gzip member per record. The same responses give the same bytes.</summary>
internal static class Warc
{
    // The moment the demonstration is set at: everything was "recorded" then.
    private const string RecordedAt = "2026-03-07T18:00:00Z";

    public static void Write(string path, IEnumerable<HttpResponse> responses)
    {
        using var file = File.Create(path);
        WriteRecord(file, "warcinfo", null, "application/warc-fields", Encoding.ASCII.GetBytes("software: The Harbour Gazette's make\r\nformat: WARC file version 1.1\r\n"), null);
        foreach (var response in responses)
            WriteRecord(file, "response", response.Url, "application/http; msgtype=response", HttpMessage(response), response.Body);
    }

    private static byte[] HttpMessage(HttpResponse response)
    {
        var head = new StringBuilder();
        head.Append(response.Location is null ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 301 Moved Permanently\r\n");
        head.Append("Date: Sat, 07 Mar 2026 18:00:00 GMT\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Type: {response.ContentType}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {response.Body.Length}\r\n");
        if (response.Location is not null)
        {
            head.Append(CultureInfo.InvariantCulture, $"Location: {response.Location}\r\n");
        }
        else
        {
            head.Append(CultureInfo.InvariantCulture, $"Last-Modified: {response.LastModified:R}\r\n");
            head.Append(CultureInfo.InvariantCulture, $"ETag: \"{Convert.ToHexStringLower(SHA256.HashData(response.Body))[..16]}\"\r\n");
            head.Append(response.ContentType.StartsWith("image/", StringComparison.Ordinal) ? "Cache-Control: public, max-age=604800\r\n" : "Cache-Control: max-age=300\r\n");
        }
        head.Append("Connection: close\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head.ToString()), .. response.Body];
    }

    private static void WriteRecord(Stream file, string type, string? url, string contentType, byte[] block, byte[]? payload)
    {
        var identity = SHA256.HashData([.. Encoding.UTF8.GetBytes(url ?? type), 0, .. block]);
        var head = new StringBuilder("WARC/1.1\r\n");
        head.Append(CultureInfo.InvariantCulture, $"WARC-Type: {type}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"WARC-Record-ID: <urn:uuid:{new Guid(identity.AsSpan(0, 16), bigEndian: true)}>\r\n");
        head.Append(CultureInfo.InvariantCulture, $"WARC-Date: {RecordedAt}\r\n");
        if (url is not null)
            head.Append(CultureInfo.InvariantCulture, $"WARC-Target-URI: {url}\r\n");
        if (payload is not null)
            head.Append(CultureInfo.InvariantCulture, $"WARC-Payload-Digest: sha256:{Convert.ToHexStringLower(SHA256.HashData(payload))}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"WARC-Block-Digest: sha256:{Convert.ToHexStringLower(SHA256.HashData(block))}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Type: {contentType}\r\nContent-Length: {block.Length}\r\n\r\n");

        using var member = new GZipStream(file, CompressionLevel.SmallestSize, leaveOpen: true);
        member.Write(Encoding.ASCII.GetBytes(head.ToString()));
        member.Write(block);
        member.Write("\r\n\r\n"u8);
    }
}
