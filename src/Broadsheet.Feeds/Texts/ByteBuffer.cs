using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;

namespace Broadsheet.Feeds.Texts;

/// <summary>UTF-8 under construction in rented memory. Dispose it; what was written is gone then.</summary>
internal ref struct ByteBuffer
{
    /// <summary>What room beyond its length <see cref="AppendUntil"/> needs for a text.</summary>
    public const int Slack = 32;

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

    public void Append(in ShortText text)
    {
        if (rented.Length - length < Vector128<byte>.Count)
            Grow(Vector128<byte>.Count);
        text.Bytes.StoreUnsafe(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(rented), length));
        length += text.Length;
    }

    /// <summary>
    /// Appends a text up to the first of two bytes, or all of it: what is looked at is written in the same step, since the runs of a text are short
    /// and going over each twice took most of the time.
    /// </summary>
    /// <returns>How many bytes that was.</returns>
    public int AppendUntil(scoped ReadOnlySpan<byte> text, byte one, byte other)
    {
        // A step writes a whole vector, and what is too much is written over.
        if (text.Length + Slack > rented.Length - length)
            Grow(text.Length + Slack);
        ref var from = ref MemoryMarshal.GetReference(text);
        ref var to = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(rented), length);
        var count = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var ones = Vector256.Create(one);
            var others = Vector256.Create(other);
            for (; count <= text.Length - Vector256<byte>.Count; count += Vector256<byte>.Count)
            {
                var bytes = Vector256.LoadUnsafe(ref from, (nuint)count);
                bytes.StoreUnsafe(ref to, (nuint)count);
                var found = (Vector256.Equals(bytes, ones) | Vector256.Equals(bytes, others)).ExtractMostSignificantBits();
                if (found == 0)
                    continue;
                count += BitOperations.TrailingZeroCount(found);
                length += count;
                return count;
            }
        }

        var rest = text[count..];
        var end = rest.IndexOfAny(one, other);
        rest = end < 0 ? rest : rest[..end];
        rest.CopyTo(rented.AsSpan(length + count));
        count += rest.Length;
        length += count;
        return count;
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
