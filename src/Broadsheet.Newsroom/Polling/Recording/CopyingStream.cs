namespace Broadsheet.Polling.Recording;

/// <summary>Passes a body on and hands over a copy of what was read when it is closed, with the reason (as WARC-Truncated) when that is not all.</summary>
internal sealed class CopyingStream : Stream
{
    private readonly Stream body;
    private readonly Action<ReadOnlyMemory<byte>, string?> onClosed;
    private readonly MemoryStream copy = new();
    private string? truncated = "length";
    private bool isClosed;

    /// <summary>Copies <paramref name="body"/> after <paramref name="head"/>.</summary>
    public CopyingStream(Stream body, ReadOnlySpan<byte> head, Action<ReadOnlyMemory<byte>, string?> onClosed)
    {
        this.body = body;
        this.onClosed = onClosed;
        copy.Write(head);
    }

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
        try
        {
            return Keep(buffer.AsSpan(offset, count), body.Read(buffer, offset, count));
        }
        catch (IOException)
        {
            truncated = "disconnect";
            throw;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await body.ReadAsync(buffer, cancellationToken);
            return Keep(buffer.Span, read);
        }
        catch (IOException)
        {
            truncated = "disconnect";
            throw;
        }
        catch (OperationCanceledException)
        {
            truncated = "time";
            throw;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isClosed)
        {
            isClosed = true;
            body.Dispose();
            onClosed(copy.GetBuffer().AsMemory(0, (int)copy.Length), truncated);
            copy.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Keep(Span<byte> buffer, int read)
    {
        if (read == 0 && !buffer.IsEmpty)
            truncated = null;
        copy.Write(buffer[..read]);
        return read;
    }
}
