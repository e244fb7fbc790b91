using System.Buffers;
using System.Text;

namespace Broadsheet.Publishing;

/// <summary>
/// A text writer whose text is UTF-8 from the start, in memory that is used again. Pages were strings once, twice their size and copied three
/// times; clearing that memory took a third of a full build.
/// </summary>
internal sealed class Utf8Sheet : TextWriter, IBufferWriter<byte>
{
    private const int FirstSize = 16 * 1024;

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int length;
    private char half;

    public Utf8Sheet()
        : base(System.Globalization.CultureInfo.InvariantCulture) => CoreNewLine = ['\n'];

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>What was written; until the next writing, or until the sheet is given back.</summary>
    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    /// <summary>A copy of what was written.</summary>
    public byte[] ToBytes()
    {
        var copy = GC.AllocateUninitializedArray<byte>(length);
        Written.CopyTo(copy);
        return copy;
    }

    /// <summary>Adds what is UTF-8 already.</summary>
    public void Append(ReadOnlySpan<byte> utf8)
    {
        Reserve(utf8.Length);
        utf8.CopyTo(bytes.AsSpan(length));
        length += utf8.Length;
    }

    /// <inheritdoc/>
    public void Advance(int count) => length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return bytes.AsMemory(length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Write(char value) => Write([value]);

    public override void Write(long value)
    {
        const int longest = 20;
        Reserve(longest);
        value.TryFormat(bytes.AsSpan(length), out var digits, default, System.Globalization.CultureInfo.InvariantCulture);
        length += digits;
    }

    /// <summary>Adds a line feed and so many spaces.</summary>
    public void BreakLine(int indent)
    {
        Reserve(indent + 1);
        bytes[length++] = (byte)'\n';
        bytes.AsSpan(length, indent).Fill((byte)' ');
        length += indent;
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (buffer.IsEmpty)
            return;
        if (half != '\0')
        {
            // A character of two halves may come in two pieces.
            var isPair = char.IsLowSurrogate(buffer[0]);
            Encode(isPair ? [half, buffer[0]] : [half]);
            half = '\0';
            if (isPair)
                buffer = buffer[1..];
        }

        if (!buffer.IsEmpty && char.IsHighSurrogate(buffer[^1]))
        {
            half = buffer[^1];
            buffer = buffer[..^1];
        }

        Encode(buffer);
    }

    public override Task WriteAsync(char value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(string? value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(char[] buffer, int index, int count)
    {
        Write(buffer, index, count);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return Task.CompletedTask;
    }

    public override Task FlushAsync() => Task.CompletedTask;

    protected override void Dispose(bool disposing)
    {
        if (disposing && bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = [];
            length = 0;
        }

        base.Dispose(disposing);
    }

    private void Encode(ReadOnlySpan<char> text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        length += Encoding.UTF8.GetBytes(text, bytes.AsSpan(length));
    }

    private void Reserve(int more)
    {
        if (bytes.Length - length >= more)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, length + more));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
