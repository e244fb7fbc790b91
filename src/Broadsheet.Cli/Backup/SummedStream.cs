using System.Security.Cryptography;

namespace Broadsheet.Cli.Backup;

/// <summary>The first bytes of a stream, summed up while they are read: what a file grows by meanwhile is left out, and an archive's header is right.</summary>
/// <param name="inner">The stream.</param>
/// <param name="length">How many bytes.</param>
/// <param name="leaveOpen">Whether it stays open when this one is closed.</param>
internal sealed class SummedStream(Stream inner, long length, bool leaveOpen = false) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long position;

    /// <summary>SHA-256 of what was read, in hexadecimal.</summary>
    public string Sum => Convert.ToHexStringLower(hash.GetCurrentHash());

    public override bool CanRead => true;

    // The archive asks the length of whatever can seek, and then reads it from the start to the end.
    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException("It is read once.");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var wanted = (int)Math.Min(buffer.Length, length - position);
        var read = wanted == 0 ? 0 : inner.Read(buffer[..wanted]);
        if (read == 0 && wanted > 0)
            throw new EndOfStreamException("A file became shorter while it was read. Try again.");
        hash.AppendData(buffer[..read]);
        position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("It is read once.");

    public override void SetLength(long value) => throw new NotSupportedException("It is only read.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is only read.");

    public override void Flush()
    {
        // Nothing is written.
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
            if (!leaveOpen)
                inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
