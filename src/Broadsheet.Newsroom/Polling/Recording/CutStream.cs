namespace Broadsheet.Polling.Recording;

/// <summary>A recorded body that broke off, breaking off again at the same byte.</summary>
internal sealed class CutStream(Stream body, bool isTimeOut) : ForwardStream(body)
{
    private readonly Stream body = body;

    public override int Read(Span<byte> buffer) => Checked(body.Read(buffer), buffer.Length);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Checked(await body.ReadAsync(buffer, cancellationToken), buffer.Length);

    private int Checked(int read, int asked)
    {
        if (read > 0 || asked == 0)
            return read;
        throw isTimeOut
            ? new OperationCanceledException("The recorded answer was given up here.")
            : new HttpIOException(HttpRequestError.ResponseEnded, "The recorded answer ended here.");
    }
}
