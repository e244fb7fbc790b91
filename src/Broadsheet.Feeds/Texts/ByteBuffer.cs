using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Broadsheet.Feeds.Texts;

/// <summary>UTF-8 under construction in rented memory. Dispose it; what was written is gone then.</summary>
internal ref struct ByteBuffer
{
    private byte[] rented;
    private int length;

    /// <summary>Nothing is rented before the first byte when the capacity is 0.</summary>
    public ByteBuffer(int capacity) => rented = capacity == 0 ? [] : ArrayPool<byte>.Shared.Rent(capacity);

    public readonly int Length => length;

    public readonly ReadOnlySpan<byte> Written => rented.AsSpan(0, length);

    /// <summary>The last byte written; zero when there is none.</summary>
    public readonly byte Last => length == 0 ? (byte)0 : rented[length - 1];

    /// <summary>Characters as UTF-8; halves of a surrogate pair become U+FFFD.</summary>
    public static ByteBuffer Of(scoped ReadOnlySpan<char> text)
    {
        var buffer = new ByteBuffer(text.Length);
        buffer.Append(text);
        return buffer;
    }

    public void Append(byte one)
    {
        if (length == rented.Length)
            Grow(1);
        rented[length++] = one;
    }

    public void Append(scoped ReadOnlySpan<byte> text)
    {
        if (text.Length > rented.Length - length)
            Grow(text.Length);
        text.CopyTo(rented.AsSpan(length));
        length += text.Length;
    }

    public void Append(scoped ReadOnlySpan<char> text)
    {
        // A character is never more than three bytes; most texts are about as many bytes as characters.
        if (text.Length > rented.Length - length)
            Grow(text.Length);
        if (Utf8.FromUtf16(text, rented.AsSpan(length), out var read, out var written) == OperationStatus.DestinationTooSmall)
        {
            length += written;
            text = text[read..];
            Grow(text.Length * 3);
            Utf8.FromUtf16(text, rented.AsSpan(length), out _, out written);
        }

        length += written;
    }

    /// <summary>Appends a character; half of a surrogate pair becomes U+FFFD.</summary>
    public void AppendCodePoint(int code)
    {
        if (code < 0x80)
        {
            Append((byte)code);
            return;
        }

        if (rented.Length - length < 4)
            Grow(4);
        length += (Rune.TryCreate(code, out var rune) ? rune : Rune.ReplacementChar).EncodeToUtf8(rented.AsSpan(length));
    }

    /// <summary>The bytes without white space at the ends, in memory of their own.</summary>
    public readonly byte[] ToTrimmedArray()
    {
        var trimmed = Utf8Text.Trim(Written);
        var array = GC.AllocateUninitializedArray<byte>(trimmed.Length);
        trimmed.CopyTo(array);
        return array;
    }

    public void Dispose()
    {
        if (rented is { Length: > 0 })
            ArrayPool<byte>.Shared.Return(rented);
        rented = [];
        length = 0;
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(rented.Length * 2, length + more));
        Written.CopyTo(larger);
        if (rented.Length > 0)
            ArrayPool<byte>.Shared.Return(rented);
        rented = larger;
    }
}
