using System.Buffers.Binary;

namespace Broadsheet.Pages;

/// <summary>Walks the segments of a JPEG file (ITU T.81, annex B) to its frame header; reads the orientation on the way.</summary>
internal static class JpegProbe
{
    private const int OrientationTag = 0x0112;

    public static ImageHeader Read(ReadOnlySpan<byte> bytes)
    {
        var orientation = 1;
        var at = 2;
        while (at + 4 <= bytes.Length)
        {
            if (bytes[at] != 0xFF)
                return new(ImageFormat.Jpeg, 0, 0, orientation, "A segment does not begin with a marker.");
            var marker = bytes[at + 1];
            // Fill bytes, and markers that stand alone.
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
            {
                at += 2;
                continue;
            }

            if (marker is 0xD9 or 0xDA)
                return new(ImageFormat.Jpeg, 0, 0, orientation, "The picture begins before its size is stated.");
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 2)
                return new(ImageFormat.Jpeg, 0, 0, orientation, "A segment is shorter than its own length.");
            // All frame headers, but not the tables that have numbers between them.
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return Frame(bytes[(at + 2)..], orientation);
            if (marker == 0xE1)
                orientation = Orientation(bytes[(at + 4)..Math.Min(bytes.Length, at + 2 + length)]) ?? orientation;
            at += 2 + length;
        }

        return ImageProbe.Short(ImageFormat.Jpeg);
    }

    private static ImageHeader Frame(ReadOnlySpan<byte> segment, int orientation)
    {
        if (segment.Length < 7)
            return ImageProbe.Short(ImageFormat.Jpeg);
        int height = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        int width = BinaryPrimitives.ReadUInt16BigEndian(segment[5..]);
        return orientation >= 5
            ? new(ImageFormat.Jpeg, height, width, orientation, null)
            : new(ImageFormat.Jpeg, width, height, orientation, null);
    }

    /// <summary>The orientation in the first directory of an EXIF segment (TIFF 6.0).</summary>
    private static int? Orientation(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 14 || !segment.StartsWith("Exif\0\0"u8))
            return null;
        var tiff = segment[6..];
        var little = tiff[0] == 'I';
        if (tiff[0] != tiff[1] || (!little && tiff[0] != 'M'))
            return null;
        var directory = UInt32(tiff[4..], little);
        if (directory > tiff.Length - 2)
            return null;
        var entries = tiff[(int)directory..];
        var count = UInt16(entries, little);
        for (var i = 0; i < count && 2 + (12 * (i + 1)) <= entries.Length; i++)
        {
            var entry = entries[(2 + (12 * i))..];
            if (UInt16(entry, little) == OrientationTag)
                return UInt16(entry[8..], little) is >= 1 and <= 8 and var orientation ? orientation : null;
        }

        return null;
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint UInt32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
