using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Broadsheet.Eval.Verbs;

/// <summary>A response of a recording: where and when it was fetched, and what came.</summary>
internal sealed record WarcResponse(string Uri, DateTimeOffset Date, string? ContentType, byte[] Body);

/// <summary>The responses of a WARC file (ISO 28500), compressed or not, one after the other.</summary>
internal static class WarcResponses
{
    private const int LongestLine = 64 * 1024;

    public static IEnumerable<WarcResponse> Read(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal)
            ? new BufferedStream(new GZipStream(file, CompressionMode.Decompress), 1 << 16)
            : new BufferedStream(file, 1 << 16);
        while (ReadLine(stream) is { } line)
        {
            if (!line.StartsWith("WARC/", StringComparison.Ordinal))
                continue;
            var headers = ReadHeaders(stream);
            var block = new byte[int.Parse(headers["content-length"], CultureInfo.InvariantCulture)];
            stream.ReadExactly(block);
            if (headers.GetValueOrDefault("warc-type") == "response")
                yield return Response(headers, block);
        }
    }

    private static WarcResponse Response(Dictionary<string, string> headers, byte[] block)
    {
        using var http = new MemoryStream(block);
        ReadLine(http);
        var httpHeaders = ReadHeaders(http);
        return new(
            headers["warc-target-uri"].Trim('<', '>'),
            DateTimeOffset.Parse(headers["warc-date"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            httpHeaders.GetValueOrDefault("content-type"),
            block[(int)http.Position..]);
    }

    private static Dictionary<string, string> ReadHeaders(Stream stream)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        while (ReadLine(stream) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                headers[line[..colon].ToLowerInvariant()] = line[(colon + 1)..].Trim();
        }

        return headers;
    }

    private static string? ReadLine(Stream stream)
    {
        var line = new List<byte>();
        int next;
        while ((next = stream.ReadByte()) >= 0 && next != '\n' && line.Count < LongestLine)
            line.Add((byte)next);
        return next < 0 && line.Count == 0 ? null : Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
    }
}
