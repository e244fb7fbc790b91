using System.Buffers.Binary;
using System.Text;

namespace Broadsheet.Pages.Tests.Images;

/// <summary>The beginnings of picture files, written byte by byte.</summary>
internal static class Picture
{
    public static byte[] Png(uint width, uint height) =>
        [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, .. Big(width), .. Big(height), 8, 6, 0, 0, 0, 1, 2, 3, 4];

    public static byte[] Gif(ushort width, ushort height) => [.. "GIF89a"u8, .. Little(width), .. Little(height), 0x80, 0, 0, 0, 0, 0];

    public static byte[] Jpeg(ushort width, ushort height, ushort orientation = 1, bool bigEndian = true, int padding = 0)
    {
        byte[] Short(ushort value) => bigEndian ? Big(value) : Little(value);
        byte[] Long(uint value) => bigEndian ? Big(value) : Little(value);
        byte[] tiff =
        [
            .. bigEndian ? "MM"u8 : "II"u8, .. Short(42), .. Long(8),
            .. Short(1), .. Short(0x0112), .. Short(3), .. Long(1), .. Short(orientation), 0, 0, .. Long(0),
        ];
        return
        [
            0xFF, 0xD8,
            0xFF, 0xE1, .. Big((ushort)(8 + tiff.Length)), .. "Exif\0\0"u8, .. tiff,
            0xFF, 0xDB, .. Big((ushort)(2 + padding)), .. new byte[padding],
            0xFF, 0xFF, 0xC2, .. Big((ushort)17), 8, .. Big(height), .. Big(width), 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1,
        ];
    }

    public static byte[] WebPLossy(ushort width, ushort height) =>
        [.. "RIFF"u8, 100, 0, 0, 0, .. "WEBPVP8 "u8, 80, 0, 0, 0, 0x30, 0x01, 0x00, 0x9D, 0x01, 0x2A, .. Little(width), .. Little(height), 0, 0];

    public static byte[] WebPLossless(uint width, uint height) =>
        [.. "RIFF"u8, 100, 0, 0, 0, .. "WEBPVP8L"u8, 80, 0, 0, 0, 0x2F, .. Little((width - 1) | ((height - 1) << 14)), 0, 0, 0, 0, 0, 0];

    public static byte[] WebPExtended(uint width, uint height) =>
        [.. "RIFF"u8, 100, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 0x10, 0, 0, 0, .. Little(width - 1)[..3], .. Little(height - 1)[..3], 0, 0];

    public static byte[] Avif(uint width, uint height, bool turned = false)
    {
        byte[] tile = Box("ispe", [0, 0, 0, 0, .. Big(64u), .. Big(64u)]);
        byte[] whole = Box("ispe", [0, 0, 0, 0, .. Big(width), .. Big(height)]);
        byte[] properties = Box("iprp", Box("ipco", [.. tile, .. whole, .. turned ? Box("irot", [1]) : []]));
        return [.. Box("ftyp", [.. "avif"u8, 0, 0, 0, 0, .. "mif1avif"u8]), .. Box("meta", [0, 0, 0, 0, .. Box("hdlr", new byte[20]), .. properties])];
    }

    public static byte[] Ico(params (byte Width, byte Height)[] pictures) =>
    [
        0, 0, 1, 0, .. Little((ushort)pictures.Length),
        .. pictures.SelectMany(picture => (byte[])[picture.Width, picture.Height, 0, 0, 1, 0, 32, 0, 0, 0, 0, 0, 22, 0, 0, 0]),
    ];

    public static byte[] Bmp(int width, int height) =>
        [.. "BM"u8, .. new byte[12], .. Little(40u), .. Little((uint)width), .. Little((uint)height), 1, 0, 24, 0];

    public static byte[] Svg(string root) => Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?>\n<!-- drawn by hand -->\n{root}<path d=\"M0 0\"/></svg>");

    private static byte[] Box(string type, byte[] content) => [.. Big((uint)(content.Length + 8)), .. Encoding.ASCII.GetBytes(type), .. content];

    private static byte[] Big(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Big(ushort value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Little(uint value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];

    private static byte[] Little(ushort value) => [(byte)value, (byte)(value >> 8)];
}
