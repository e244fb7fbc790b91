using System.Globalization;
using System.Net;
using System.Text;

namespace Broadsheet.Polling.Recording;

/// <summary>HTTP/1.1 messages as a WARC file keeps them.</summary>
internal static class HttpMessageText
{
    private static ReadOnlySpan<byte> HeaderEnd => "\r\n\r\n"u8;

    /// <summary>The head of a request, empty line included.</summary>
    public static byte[] HeadOf(HttpRequestMessage request)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{request.Method} {request.RequestUri!.PathAndQuery} HTTP/1.1\r\nHost: {request.RequestUri.Authority}\r\n");
        AddHeaders(text, request.Headers.NonValidated);
        return Encoding.Latin1.GetBytes(text.Append("\r\n").ToString());
    }

    /// <summary>The head of a response, empty line included. The body is kept unchunked, so the header that says otherwise is left out.</summary>
    public static byte[] HeadOf(HttpResponseMessage response)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {(int)response.StatusCode} {response.ReasonPhrase}\r\n");
        AddHeaders(text, response.Headers.NonValidated);
        AddHeaders(text, response.Content.Headers.NonValidated);
        return Encoding.Latin1.GetBytes(text.Append("\r\n").ToString());
    }

    /// <summary>A recorded response brought back; null when the block holds none.</summary>
    public static HttpResponseMessage? Parse(ReadOnlyMemory<byte> block)
    {
        var (headLength, bodyStart) = Split(block.Span);
        var lines = Encoding.Latin1.GetString(block.Span[..headLength]).Split('\n');
        if (!lines[0].StartsWith("HTTP/", StringComparison.Ordinal) || lines[0].Split(' ', 3) is not [_, var code, ..] status
            || !int.TryParse(code.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 100 or > 999)
        {
            return null;
        }

        var body = block[bodyStart..];
        var headers = HeadersIn(lines);
        if (headers.Exists(header => header.Name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)))
            body = Unchunk(body) ?? body;
        var response = new HttpResponseMessage((HttpStatusCode)number)
        {
            ReasonPhrase = status.Length > 2 ? status[2].Trim() : null,
            Content = new ReadOnlyMemoryContent(body),
        };
        foreach (var (name, value) in headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
                response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private static void AddHeaders(StringBuilder text, System.Net.Http.Headers.HttpHeadersNonValidated headers)
    {
        foreach (var (name, values) in headers)
        {
            if (name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
                continue;
            foreach (var value in values)
                text.Append(name).Append(": ").Append(value.ReplaceLineEndings(" ")).Append("\r\n");
        }
    }

    private static (int HeadLength, int BodyStart) Split(ReadOnlySpan<byte> block)
    {
        var end = block.IndexOf(HeaderEnd);
        if (end >= 0)
            return (end, end + HeaderEnd.Length);
        end = block.IndexOf("\n\n"u8);
        return end >= 0 ? (end, end + 2) : (block.Length, block.Length);
    }

    private static List<(string Name, string Value)> HeadersIn(string[] lines)
    {
        var headers = new List<(string Name, string Value)>(lines.Length);
        foreach (var line in lines.AsSpan(1))
        {
            var colon = line.IndexOf(':');
            if (colon > 0)
                headers.Add((line[..colon].Trim(), line[(colon + 1)..].Trim()));
        }

        return headers;
    }

    // Recorders differ in whether the body they keep is still chunked; only a body that is chunked from end to end is taken apart.
    private static ReadOnlyMemory<byte>? Unchunk(ReadOnlyMemory<byte> body)
    {
        var whole = new MemoryStream();
        var rest = body.Span;
        while (true)
        {
            var line = rest.IndexOf("\r\n"u8);
            if (line is < 1 or > 256)
                return null;
            var size = rest[..line];
            var extension = size.IndexOf((byte)';');
            if (extension >= 0)
                size = size[..extension];
            if (!int.TryParse(Encoding.ASCII.GetString(size).Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length)
                || length < 0 || length > rest.Length - line - 2)
            {
                return null;
            }

            rest = rest[(line + 2)..];
            if (length == 0)
                return whole.ToArray();
            whole.Write(rest[..length]);
            rest = rest[length..];
            if (!rest.StartsWith("\r\n"u8))
                return null;
            rest = rest[2..];
        }
    }
}
