using System.Buffers;
using System.Text.Unicode;

namespace Broadsheet.Feeds.Texts;

/// <summary>Characters under construction in rented memory. Dispose it, or take the text with <see cref="TakeString"/>.</summary>
internal ref struct CharBuffer
{
    private char[] rented;
    private int length;

    public CharBuffer(int capacity) => rented = ArrayPool<char>.Shared.Rent(Math.Max(capacity, 64));

    public readonly int Length => length;

    public readonly ReadOnlySpan<char> Written => rented.AsSpan(0, length);

    /// <summary>What is written, to be changed in place.</summary>
    public readonly Span<char> Editable => rented.AsSpan(0, length);

    public void Append(char c)
    {
        if (length == rented.Length)
            Grow(1);
        rented[length++] = c;
    }

    public void Append(scoped ReadOnlySpan<char> text)
    {
        if (text.Length > rented.Length - length)
            Grow(text.Length);
        text.CopyTo(rented.AsSpan(length));
        length += text.Length;
    }

    /// <summary>Appends valid UTF-8.</summary>
    public void AppendUtf8(scoped ReadOnlySpan<byte> text)
    {
        // A byte is never more than one character.
        if (text.Length > rented.Length - length)
            Grow(text.Length);
        Utf8.ToUtf16(text, rented.AsSpan(length), out _, out var written);
        length += written;
    }

    public void AppendCodePoint(int code)
    {
        if (code < 0x10000)
        {
            Append((char)code);
            return;
        }

        code -= 0x10000;
        Append((char)(0xD800 + (code >> 10)));
        Append((char)(0xDC00 + (code & 0x3FF)));
    }

    public void Truncate(int newLength) => length = newLength;

    public string TakeString()
    {
        var text = new string(Written);
        Dispose();
        return text;
    }

    public void Dispose()
    {
        if (rented is { Length: > 0 })
            ArrayPool<char>.Shared.Return(rented);
        rented = [];
        length = 0;
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(rented.Length * 2, length + more));
        Written.CopyTo(larger);
        ArrayPool<char>.Shared.Return(rented);
        rented = larger;
    }
}
