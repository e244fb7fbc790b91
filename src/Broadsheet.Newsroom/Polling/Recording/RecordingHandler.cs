namespace Broadsheet.Polling.Recording;

/// <summary>Lets every exchange pass and keeps it. A response is written when its reader is done with it, as far as it was read.</summary>
internal sealed class RecordingHandler(HttpMessageHandler inner, WarcWriter writer) : DelegatingHandler(inner)
{
    private const string RequestType = "application/http; msgtype=request";
    private const string ResponseType = "application/http; msgtype=response";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!.AbsoluteUri;
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
        }
        catch (Exception trouble) when (trouble is HttpRequestException or IOException or OperationCanceledException)
        {
            writer.Write("metadata", address, RecordedFailure.ContentType, RecordedFailure.Describe(trouble));
            throw;
        }

        var asked = HttpMessageText.HeadOf(request);
        var answered = HttpMessageText.HeadOf(response);
        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var copy = new CopyingStream(body, answered, (block, truncated) =>
        {
            // The time can be up between two reads, while what was read is unpacked.
            var reason = truncated is not null && cancellationToken.IsCancellationRequested ? "time" : truncated;
            var id = writer.Write("response", address, ResponseType, block.Span, concurrentTo: null, reason);
            writer.Write("request", address, RequestType, asked, concurrentTo: id);
        });
        var content = new StreamContent(copy);
        foreach (var (name, values) in response.Content.Headers.NonValidated)
            content.Headers.TryAddWithoutValidation(name, values);
        response.Content = content;
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            writer.Dispose();
        base.Dispose(disposing);
    }
}
