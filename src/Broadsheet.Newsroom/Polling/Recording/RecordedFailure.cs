using System.Text;

namespace Broadsheet.Polling.Recording;

/// <summary>An exchange that never came to an answer, as a WARC metadata record, so that a replay fails where the network failed.</summary>
internal static class RecordedFailure
{
    /// <summary>Content-Type of the record's block.</summary>
    public const string ContentType = "application/warc-fields";

    private const string Refused = "AddressRefused";
    private const string TimeOut = "TimeOut";

    /// <summary>How a block of ours begins; other programs keep other things in metadata records.</summary>
    public static ReadOnlySpan<byte> Mark => "fetch-failure: "u8;

    /// <summary>The block for what was thrown.</summary>
    public static byte[] Describe(Exception trouble)
    {
        var (kind, reason) = trouble switch
        {
            OperationCanceledException => (TimeOut, ""),
            HttpRequestException { InnerException: AddressRefusedException refused } => (Refused, refused.Message),
            HttpRequestException request => (request.HttpRequestError.ToString(), ""),
            _ => (nameof(HttpRequestError.Unknown), ""),
        };
        return [.. Mark, .. Encoding.UTF8.GetBytes($"{kind}\r\nreason: {reason}\r\n")];
    }

    /// <summary>What was thrown, made anew.</summary>
    public static Exception Read(ReadOnlySpan<byte> block)
    {
        var lines = Encoding.UTF8.GetString(block[Mark.Length..]).Split("\r\n");
        return lines[0] switch
        {
            TimeOut => new OperationCanceledException("The recorded exchange was given up."),
            Refused => new HttpRequestException("The recorded address was refused.", new AddressRefusedException(lines[1]["reason: ".Length..])),
            var kind => new HttpRequestException(Enum.TryParse<HttpRequestError>(kind, out var error) ? error : HttpRequestError.Unknown),
        };
    }
}
