using System.Buffers.Binary;

namespace Broadsheet.Pages;

/// <summary>
/// Tells the format and size of a picture from its first bytes, without decoding it: a header of a few bytes may announce gigabytes.
/// It looks at 64 KiB at most and never throws.
/// </summary>
public static class ImageProbe
{
    /// <summary>How much of a file is looked at, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    // More pixels on a side than any camera has, and the most that JPEG and WebP of that size can hold.
    private const int LargestSide = 65_535;

    /// <summary>The header of a picture, or the reason why there is none.</summary>
    /// <param name="firstBytes">The beginning of the file.</param>
    public static ImageHeader Read(ReadOnlySpan<byte> firstBytes)
    {
        var bytes = firstBytes[..Math.Min(firstBytes.Length, MaxBytes)];
        return Checked(bytes switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png(bytes),
            [0xFF, 0xD8, 0xFF, ..] => JpegProbe.Read(bytes),
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => Gif(bytes),
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => WebP(bytes),
            [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => AvifProbe.Read(bytes),
            [0, 0, 1, 0, ..] => Ico(bytes),
            [(byte)'B', (byte)'M', ..] => Bmp(bytes),
            [] => new(ImageFormat.Unknown, 0, 0, 1, "The file is empty."),
            _ => SvgProbe.Read(bytes),
        });
    }

    internal static ImageHeader Short(ImageFormat format) => new(format, 0, 0, 1, "The file ends before its size is stated.");

    private static ImageHeader Checked(ImageHeader header)
    {
        if (header.Problem is not null)
            return header with { Width = 0, Height = 0 };
        if (header.Width <= 0 || header.Height <= 0)
            return header with { Width = 0, Height = 0, Problem = "A side of the picture is zero." };
        return header.Width > LargestSide || header.Height > LargestSide
            ? header with { Width = 0, Height = 0, Problem = $"A side of {Math.Max(header.Width, header.Height)} pixels is not believed." }
            : header;
    }

    // PNG (third edition), 11.2.1: IHDR is the first chunk.
    private static ImageHeader Png(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 24)
            return Short(ImageFormat.Png);
        if (!bytes[12..16].SequenceEqual("IHDR"u8))
            return new(ImageFormat.Png, 0, 0, 1, "The first chunk is not IHDR.");
        return new(ImageFormat.Png, Side(BinaryPrimitives.ReadUInt32BigEndian(bytes[16..])), Side(BinaryPrimitives.ReadUInt32BigEndian(bytes[20..])), 1, null);
    }

    // GIF89a, section 18: the logical screen.
    private static ImageHeader Gif(ReadOnlySpan<byte> bytes) => bytes.Length < 10
        ? Short(ImageFormat.Gif)
        : new(ImageFormat.Gif, BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]), 1, null);

    // RFC 9649, section 2: lossy (RFC 6386), lossless, or extended with the size of the canvas.
    private static ImageHeader WebP(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 30)
            return bytes.Length >= 25 && bytes[12..16].SequenceEqual("VP8L"u8) ? WebPLossless(bytes) : Short(ImageFormat.WebP);
        var chunk = bytes[12..16];
        if (chunk.SequenceEqual("VP8X"u8))
            return new(ImageFormat.WebP, 1 + UInt24(bytes[24..]), 1 + UInt24(bytes[27..]), 1, null);
        if (chunk.SequenceEqual("VP8L"u8))
            return WebPLossless(bytes);
        if (!chunk.SequenceEqual("VP8 "u8))
            return new(ImageFormat.WebP, 0, 0, 1, "The first chunk is no picture.");
        if (bytes[23] != 0x9D || bytes[24] != 0x01 || bytes[25] != 0x2A)
            return new(ImageFormat.WebP, 0, 0, 1, "The start code of the frame is missing.");
        return new(
            ImageFormat.WebP,
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) & 0x3FFF,
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) & 0x3FFF,
            1,
            null);
    }

    private static ImageHeader WebPLossless(ReadOnlySpan<byte> bytes)
    {
        if (bytes[20] != 0x2F)
            return new(ImageFormat.WebP, 0, 0, 1, "The signature of the lossless picture is missing.");
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..]);
        return new(ImageFormat.WebP, 1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF), 1, null);
    }

    // The largest picture of the directory; zero stands for 256.
    private static ImageHeader Ico(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 22)
            return Short(ImageFormat.Ico);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]);
        var (width, height) = (0, 0);
        for (var i = 0; i < count && 6 + (16 * (i + 1)) <= bytes.Length; i++)
        {
            var entry = bytes[(6 + (16 * i))..];
            var w = entry[0] == 0 ? 256 : entry[0];
            if (w > width)
                (width, height) = (w, entry[1] == 0 ? 256 : entry[1]);
        }

        return count == 0
            ? new(ImageFormat.Ico, 0, 0, 1, "The icon holds no picture.")
            : new(ImageFormat.Ico, width, height, 1, null);
    }

    // BITMAPCOREHEADER has two bytes a side; all later headers four, and a negative height when the rows go down.
    private static ImageHeader Bmp(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 26)
            return Short(ImageFormat.Bmp);
        var header = BinaryPrimitives.ReadUInt32LittleEndian(bytes[14..]);
        if (header == 12)
            return new(ImageFormat.Bmp, BinaryPrimitives.ReadUInt16LittleEndian(bytes[18..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[20..]), 1, null);
        if (header is < 16 or > 1_000)
            return new(ImageFormat.Unknown, 0, 0, 1, "The bytes are no picture that we know.");
        var height = BinaryPrimitives.ReadInt32LittleEndian(bytes[22..]);
        return new(
            ImageFormat.Bmp,
            BinaryPrimitives.ReadInt32LittleEndian(bytes[18..]),
            height == int.MinValue ? 0 : Math.Abs(height),
            1,
            null);
    }

    private static int Side(uint value) => value > int.MaxValue ? int.MaxValue : (int)value;

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
