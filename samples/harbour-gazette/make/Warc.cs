using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Broadsheet.Polling.Recording;

namespace HarbourGazette.Make;

/// <summary>Records what the servers of the invented web answer. The same responses give the same bytes.</summary>
internal static class Warc
{
    // The moment the demonstration is set at: everything was "recorded" then.
    private static readonly DateTimeOffset RecordedAt = new(2026, 3, 7, 18, 0, 0, TimeSpan.Zero);

    public static void Write(string path, IEnumerable<HttpResponse> responses)
    {
        using var file = WarcWriter.Create(path, RecordedAt);
        foreach (var response in responses)
            file.Write("response", response.Url, "application/http; msgtype=response", MessageOf(response));
    }

    private static byte[] MessageOf(HttpResponse response)
    {
        var head = new StringBuilder();
        head.Append(response.Location is null ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 301 Moved Permanently\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Date: {RecordedAt:R}\r\n");
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
        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. response.Body];
    }
}
