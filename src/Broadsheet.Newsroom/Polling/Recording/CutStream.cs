namespace Broadsheet.Polling.Recording;

/// <summary>A recorded body that broke off, breaking off again at the same byte.</summary>
internal sealed class CutStream(Stream body, bool isTimeOut) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = body.Read(buffer, offset, count);
        if (read > 0 || count == 0)
            return read;
        throw isTimeOut
            ? new OperationCanceledException("The recorded answer was given up here.")
            : new HttpIOException(HttpRequestError.ResponseEnded, "The recorded answer ended here.");
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            body.Dispose();
        base.Dispose(disposing);
    }
}
