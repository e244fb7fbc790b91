namespace Broadsheet.Polling.Recording;

/// <summary>Passes a body on and hands over a copy of what was read when it is closed, with the reason (as WARC-Truncated) when that is not all.</summary>
internal sealed class CopyingStream : ForwardStream
{
    private readonly Stream body;
    private readonly Action<ReadOnlyMemory<byte>, string?> onClosed;
    private readonly MemoryStream copy = new();
    private string? truncated = "length";
    private bool isClosed;

    /// <summary>Copies <paramref name="body"/> after <paramref name="head"/>.</summary>
    public CopyingStream(Stream body, ReadOnlySpan<byte> head, Action<ReadOnlyMemory<byte>, string?> onClosed)
        : base(body)
    {
        this.body = body;
        this.onClosed = onClosed;
        copy.Write(head);
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Keep(buffer, body.Read(buffer));
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

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing || isClosed)
            return;
        isClosed = true;
        onClosed(copy.GetBuffer().AsMemory(0, (int)copy.Length), truncated);
        copy.Dispose();
    }

    private int Keep(Span<byte> buffer, int read)
    {
        if (read == 0 && !buffer.IsEmpty)
            truncated = null;
        copy.Write(buffer[..read]);
        return read;
    }
}
