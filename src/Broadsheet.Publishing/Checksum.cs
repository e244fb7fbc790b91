using System.Buffers.Binary;
using System.Globalization;

namespace Broadsheet.Publishing;

/// <summary>
/// A sum of values (<see cref="Fingerprint"/>). A type of ours: methods that touch <see cref="UInt128"/> are never compiled ahead, and at each
/// start the runtime compiled eighty of them.
/// </summary>
/// <param name="High">Its first eight bytes.</param>
/// <param name="Low">The others.</param>
internal readonly record struct Checksum(ulong High, ulong Low)
{
    /// <summary>How many bytes it takes.</summary>
    public const int Size = 16;

    /// <summary>Reads one that was written.</summary>
    public static Checksum Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    /// <summary>Writes it down.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), Low);
        return bytes;
    }

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x16}{Low:x16}");
}
