using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Broadsheet.Publishing;

/// <summary>Sums up the values a file shows, so that an unchanged file is known without rendering it.</summary>
internal sealed class Fingerprint
{
    private readonly ArrayBufferWriter<byte> written = new(256);

    /// <summary>Begins anew.</summary>
    public Fingerprint Clear()
    {
        written.ResetWrittenCount();
        return this;
    }

    /// <summary>Adds a text; null differs from the empty text.</summary>
    public Fingerprint Add(string? text)
    {
        // The length in front keeps ("ab", "c") apart from ("a", "bc").
        Add(text is null ? -1L : text.Length);
        if (text is not null)
            written.Write(MemoryMarshal.AsBytes(text.AsSpan()));
        return this;
    }

    /// <summary>Adds a number.</summary>
    public Fingerprint Add(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(written.GetSpan(8), number);
        written.Advance(8);
        return this;
    }

    /// <summary>Adds an instant, with the offset it is written in.</summary>
    public Fingerprint Add(DateTimeOffset instant) => Add(instant.UtcTicks).Add(instant.Offset.Ticks);

    /// <summary>Adds the sum of something else.</summary>
    public Fingerprint Add(Checksum sum) => Add((long)sum.High).Add((long)sum.Low);

    /// <summary>Adds raw bytes.</summary>
    public Fingerprint Add(ReadOnlySpan<byte> bytes)
    {
        Add(bytes.Length);
        written.Write(bytes);
        return this;
    }

    /// <summary>The sum so far. SHA-256, because a publisher chooses the text and must not be able to hide a change.</summary>
    public Checksum Sum()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(written.WrittenSpan, hash);
        return Checksum.Read(hash);
    }

    /// <summary>The sum as 32 hexadecimal digits.</summary>
    public override string ToString() => Sum().ToString();
}
