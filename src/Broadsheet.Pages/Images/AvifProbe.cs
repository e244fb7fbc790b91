using System.Buffers.Binary;

namespace Broadsheet.Pages;

/// <summary>
/// Finds the size of an AVIF picture among the item properties of its HEIF file (ISO/IEC 23008-12): the largest <c>ispe</c>, because a
/// grid states the size of its tiles too; turned when <c>irot</c> says so.
/// </summary>
internal static class AvifProbe
{
    private const int DeepestBox = 8;

    public static ImageHeader Read(ReadOnlySpan<byte> bytes)
    {
        var length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(bytes), (uint)bytes.Length);
        var brands = bytes[8..Math.Max(8, length)];
        if (brands.IndexOf("avif"u8) < 0 && brands.IndexOf("avis"u8) < 0)
            return new(ImageFormat.Unknown, 0, 0, 1, "The bytes are no picture that we know.");
        var (width, height, turned) = (0, 0, false);
        Walk(bytes, 0, ref width, ref height, ref turned);
        if (width == 0)
            return ImageProbe.Short(ImageFormat.Avif);
        return turned ? new(ImageFormat.Avif, height, width, 6, null) : new(ImageFormat.Avif, width, height, 1, null);
    }

    private static void Walk(ReadOnlySpan<byte> boxes, int depth, ref int width, ref int height, ref bool turned)
    {
        while (boxes.Length >= 8 && depth < DeepestBox)
        {
            ulong size = BinaryPrimitives.ReadUInt32BigEndian(boxes);
            var header = 8;
            if (size == 1 && boxes.Length >= 16)
            {
                size = BinaryPrimitives.ReadUInt64BigEndian(boxes[8..]);
                header = 16;
            }

            // Zero: to the end of the file.
            if (size == 0 || size > (ulong)boxes.Length)
                size = (ulong)boxes.Length;
            if (size < (ulong)header)
                return;
            Box(boxes[4..8], boxes[header..(int)size], depth, ref width, ref height, ref turned);
            boxes = boxes[(int)size..];
        }
    }

    private static void Box(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content, int depth, ref int width, ref int height, ref bool turned)
    {
        if (type.SequenceEqual("meta"u8))
        {
            // A full box: version and flags come first.
            if (content.Length > 4)
                Walk(content[4..], depth + 1, ref width, ref height, ref turned);
        }
        else if (type.SequenceEqual("iprp"u8) || type.SequenceEqual("ipco"u8))
        {
            Walk(content, depth + 1, ref width, ref height, ref turned);
        }
        else if (type.SequenceEqual("ispe"u8) && content.Length >= 12)
        {
            var w = BinaryPrimitives.ReadUInt32BigEndian(content[4..]);
            var h = BinaryPrimitives.ReadUInt32BigEndian(content[8..]);
            if (w <= int.MaxValue && h <= int.MaxValue && (ulong)w * h > (ulong)width * (ulong)height)
                (width, height) = ((int)w, (int)h);
        }
        else if (type.SequenceEqual("irot"u8) && content.Length >= 1)
        {
            turned = (content[0] & 1) == 1;
        }
    }
}
