using System.Net;

namespace Broadsheet.Polling.Recording;

/// <summary>Answers from a recording. What it does not hold is a 504, or for a robots.txt a 404: a recording without one has none.</summary>
internal sealed class ReplayHandler(WarcIndex index, DateTimeOffset at) : HttpMessageHandler
{
    /// <summary>The reason phrase of an answer for an address that the recording does not hold.</summary>
    public const string MissReason = "Not in the recording";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(Send(request, cancellationToken));

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        var record = index.Find(address.AbsoluteUri, at);
        if (record is { Type: "metadata" })
            throw RecordedFailure.Read(record.Block.Span);
        var response = record is null ? null : HttpMessageText.Parse(record.Block);
        if (response is null)
        {
            return address.AbsolutePath == "/robots.txt"
                ? new HttpResponseMessage(HttpStatusCode.NotFound) { ReasonPhrase = MissReason }
                : new HttpResponseMessage(HttpStatusCode.GatewayTimeout) { ReasonPhrase = MissReason };
        }

        if (IsUnchanged(request, response))
            return NotModified(response);
        if (record!.Truncated is "disconnect" or "time")
            CutShort(response, record.Truncated == "time");
        return response;
    }

    // The server would have answered 304 had it been asked with its own validators; a recording of a first run should serve a second.
    private static bool IsUnchanged(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.OK)
            return false;
        var asked = HeaderOf(request, "If-None-Match");
        return asked is not null
            ? asked == ResponseReader.HeaderOf(response, "ETag")
            : HeaderOf(request, "If-Modified-Since") is { } since && since == ResponseReader.HeaderOf(response, "Last-Modified");
    }

    private static string? HeaderOf(HttpRequestMessage request, string name) =>
        request.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    private static HttpResponseMessage NotModified(HttpResponseMessage response)
    {
        response.StatusCode = HttpStatusCode.NotModified;
        response.Content = new ByteArrayContent([]);
        return response;
    }

    private static void CutShort(HttpResponseMessage response, bool isTimeOut)
    {
        var cut = new StreamContent(new CutStream(response.Content.ReadAsStream(), isTimeOut));
        foreach (var (name, values) in response.Content.Headers.NonValidated)
            cut.Headers.TryAddWithoutValidation(name, values);
        response.Content = cut;
    }
}
