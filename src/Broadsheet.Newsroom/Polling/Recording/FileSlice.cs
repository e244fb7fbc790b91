namespace Broadsheet.Polling.Recording;

/// <summary>A part of a file, read from its beginning to its end.</summary>
internal sealed class FileSlice(FileStream file, long start, long end) : ForwardStream(file)
{
    private readonly FileStream file = file;
    private long position = start;

    public override int Read(Span<byte> buffer)
    {
        var length = (int)Math.Min(buffer.Length, end - position);
        if (length <= 0)
            return 0;
        var read = RandomAccess.Read(file.SafeFileHandle, buffer[..length], position);
        position += read;
        return read;
    }

    // A file on this machine: waiting for it is shorter than the way through the thread pool.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));
}
