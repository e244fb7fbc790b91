using System.Buffers.Binary;
using Broadsheet.Pictures;
using SkiaSharp;

namespace Broadsheet.Tests.Pictures;

/// <summary>Pictures drawn for tests, sound and hostile.</summary>
internal static class Drawn
{
    /// <summary>A picture whose four quarters differ, so that turning shows.</summary>
    public static SKBitmap Picture(int width, int height)
    {
        var picture = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        using var canvas = new SKCanvas(picture);
        canvas.Clear(SKColors.White);
        foreach (var (x, y, color) in new[] { (0, 0, SKColors.Red), (1, 0, SKColors.Lime), (0, 1, SKColors.Blue) })
        {
            using var paint = new SKPaint { Color = color };
            canvas.DrawRect(x * width / 2f, y * height / 2f, width / 2f, height / 2f, paint);
        }
        return picture;
    }

    public static byte[] Encoded(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg)
    {
        using var picture = Picture(width, height);
        return picture.Encode(format, 90).ToArray();
    }

    /// <summary>A JPEG with the Exif orientation tag (0x0112) set.</summary>
    public static byte[] Turned(int width, int height, byte orientation)
    {
        byte[] exif =
        [
            0xFF, 0xE1, 0x00, 0x22, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        var jpeg = Encoded(width, height);
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    /// <summary>A PNG header of a few bytes that promises any size.</summary>
    public static byte[] Bomb(int width, int height)
    {
        var header = new byte[17];
        "IHDR"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), height);
        header[12] = 8;
        header[13] = 6;
        var crc = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(crc, Crc(header));
        return [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 13, .. header, .. crc, 0, 0, 0, 0, .. "IDAT"u8, 0x35, 0xAF, 0x06, 0x1E];
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var octet in bytes)
        {
            crc ^= octet;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
        }
        return ~crc;
    }

    public static Func<string, CancellationToken, ValueTask<FetchedPicture>> Answering(params (string Url, byte[]? Bytes)[] answers) => (url, _) =>
        ValueTask.FromResult(answers.FirstOrDefault(answer => answer.Url == url) is { Bytes: { } bytes } ? new FetchedPicture(bytes) : new FetchedPicture(null, "The server answered 404."));
}

/// <summary>A folder that goes when the test does.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("broadsheet-pictures-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
