using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Broadsheet.Polling;

/// <summary>What one response says, in our words.</summary>
internal static class ResponseReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Where a redirect leads; null when the response is none.</summary>
    public static string? RedirectOf(HttpResponseMessage response) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 ? Utf8(HeaderOf(response, "Location") ?? "") : null;

    /// <summary>Whether a redirect is meant to stay (301, 308).</summary>
    public static bool IsPermanent(HttpStatusCode status) => (int)status is 301 or 308;

    /// <summary>A header's value verbatim, wherever it stands.</summary>
    public static string? HeaderOf(HttpResponseMessage response, string name)
    {
        if (response.Headers.NonValidated.TryGetValues(name, out var values) || response.Content.Headers.NonValidated.TryGetValues(name, out values))
        {
            var value = values.ToString().Trim();
            return value.Length == 0 ? null : value;
        }

        return null;
    }

    /// <summary>The headers that say something about the document itself.</summary>
    public static SortedDictionary<string, string> DocumentHeadersOf(HttpResponseMessage response)
    {
        var headers = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in (ReadOnlySpan<string>)["Content-Language", "Content-Location"])
        {
            if (HeaderOf(response, name) is { } value)
                headers[name] = value;
        }

        return headers;
    }

    /// <summary>How long the answer stays fresh (RFC 9111 §4.2.1): max-age, else Expires less Date; null when unstated.</summary>
    public static TimeSpan? FreshnessOf(HttpResponseMessage response, DateTimeOffset at)
    {
        if (HeaderOf(response, "Cache-Control") is { } stated && CacheControlHeaderValue.TryParse(stated, out var control))
        {
            if (control.NoStore || control.NoCache)
                return TimeSpan.Zero;
            if (control.MaxAge is { } age)
                return age;
        }

        if (RetryAfter.ParseDate(HeaderOf(response, "Expires")) is not { } expires)
            return null;
        var from = RetryAfter.ParseDate(HeaderOf(response, "Date")) ?? at;
        return expires > from ? expires - from : TimeSpan.Zero;
    }

    // Servers write addresses with letters beyond ASCII as UTF-8; headers are read as Latin-1.
    private static string Utf8(string header)
    {
        if (Ascii.IsValid(header))
            return header;
        try
        {
            return StrictUtf8.GetString(Encoding.Latin1.GetBytes(header));
        }
        catch (DecoderFallbackException)
        {
            return header;
        }
    }

    /// <summary>What an answer without a usable body means.</summary>
    public static FetchResult.Failed FailureOf(HttpResponseMessage response, PollingOptions options, DateTimeOffset at)
    {
        var status = (int)response.StatusCode;
        var wait = RetryAfter.Parse(HeaderOf(response, "Retry-After"), at);
        if (wait is null && status == 429)
            wait = options.UnstatedRetryAfter;
        if (wait > options.LongestRetryAfter)
            wait = options.LongestRetryAfter;
        var words = status switch
        {
            401 or 403 => "The server refuses us",
            404 => "There is nothing at this address",
            429 => "The server says that we ask too often",
            504 when response.ReasonPhrase == Recording.ReplayHandler.MissReason => "The recording does not hold this address",
            >= 500 => "The server is in trouble",
            _ => "The server gave an answer of no use",
        };
        return new FetchResult.Failed(
            string.Create(CultureInfo.InvariantCulture, $"{words} (HTTP {status})."),
            string.Create(CultureInfo.InvariantCulture, $"http-{status}"),
            wait);
    }

    /// <summary>What went wrong on the way, as an answer.</summary>
    public static FetchResult.Failed FailureOf(Exception trouble)
    {
        for (var cause = trouble; cause is not null; cause = cause.InnerException)
        {
            if (cause is AddressRefusedException refused)
                return new FetchResult.Failed(refused.Message, "refused-address");
        }

        if (trouble is InvalidDataException)
            return new FetchResult.Failed("The body is not packed the way its Content-Encoding says.", "bad-encoding");
        var error = trouble switch
        {
            HttpRequestException request => request.HttpRequestError,
            // Any other trouble of the stream comes after the head of the answer: reset, or closed too soon.
            IOException => HttpRequestError.ResponseEnded,
            _ => HttpRequestError.Unknown,
        };
        return error switch
        {
            HttpRequestError.NameResolutionError => new("The host's name leads nowhere.", "no-such-host"),
            HttpRequestError.SecureConnectionError => new("No secure connection could be made.", "tls"),
            HttpRequestError.ResponseEnded => new("The server closed the connection before its answer was complete.", "half-body"),
            HttpRequestError.ConfigurationLimitExceeded => new("The answer's headers are larger than 64 KiB.", "too-large"),
            HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError => new("The answer is not HTTP.", "not-http"),
            _ => new("The connection failed.", "no-connection"),
        };
    }

    /// <summary>Whether a page can be behind this Content-Type; a film or an archive is not worth its bytes.</summary>
    public static bool MayBePage(string? contentType)
    {
        var type = contentType.AsSpan().Trim();
        foreach (var other in (ReadOnlySpan<string>)["image/", "video/", "audio/", "font/", "application/pdf", "application/zip", "application/octet-stream"])
        {
            if (type.StartsWith(other, StringComparison.OrdinalIgnoreCase))
                return false;
        }

        return true;
    }
}
