using SkiaSharp;

namespace Broadsheet.Pictures;

/// <summary>Decodes pictures that strangers sent, within bounds. What is wrong with one is a sentence, never an exception.</summary>
/// <param name="mostBytes">Most bytes of the file.</param>
/// <param name="mostPixels">Most pixels that are decoded.</param>
internal sealed class PictureDecoder(int mostBytes, long mostPixels)
{
    private static readonly SKColorSpace Srgb = SKColorSpace.CreateSrgb();

    /// <summary>The pixels, upright and in sRGB; null with the reason when there are none to be had.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="width">Width that is going to be needed: JPEG is decoded no larger than that requires.</param>
    /// <param name="reason">What is wrong.</param>
    public SKBitmap? Decode(ReadOnlySpan<byte> bytes, int width, out string reason)
    {
        if (bytes.IsEmpty)
            return Refuse("The picture is empty.", out reason);
        if (bytes.Length > mostBytes)
            return Refuse($"The picture has {bytes.Length} bytes; {mostBytes} are allowed.", out reason);

        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        if (codec is null)
            return Refuse("The bytes are no picture in a format we read (PNG, JPEG, GIF, WebP, BMP, ICO).", out reason);
        var (wide, high) = (codec.Info.Width, codec.Info.Height);
        // The header decides before a pixel is decoded: a few kilobytes can promise gigabytes.
        if (wide <= 0 || high <= 0 || (long)wide * high > mostPixels)
            return Refuse($"The picture has {wide}×{high} pixels; {mostPixels / 1_000_000} megapixels are allowed.", out reason);

        if (PromisesTooMuch(bytes, (long)wide * high))
            return Refuse($"The picture promises {wide}×{high} pixels, which its {bytes.Length} bytes cannot hold.", out reason);

        var isTurned = codec.EncodedOrigin >= SKEncodedOrigin.LeftTop;
        var pixels = new SKBitmap(InfoFor(codec, isTurned ? high : wide, width));
        var result = pixels.GetPixels() == IntPtr.Zero ? SKCodecResult.InternalError : codec.GetPixels(pixels.Info, pixels.GetPixels());
        if (result != SKCodecResult.Success)
        {
            pixels.Dispose();
            return Refuse(result == SKCodecResult.IncompleteInput ? "The picture ends before it is complete." : $"The picture is damaged ({result}).", out reason);
        }
        reason = "";
        return Upright(pixels, codec.EncodedOrigin);
    }

    /// <summary>
    /// Memory for the pixels is taken, and filled, before the first of them is read: seconds for a header of 40 bytes. Deflate makes no more
    /// than 1,032 bytes of one (RFC 1951: 258 bytes in two bits), and no other format more than a few thousand pixels, unless all are alike.
    /// </summary>
    private static bool PromisesTooMuch(ReadOnlySpan<byte> bytes, long pixels)
    {
        if (bytes.Length > 25 && bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']))
        {
            // IHDR (ISO/IEC 15948, 11.2.2): bits a sample, and the colour type that tells how many samples a pixel has.
            var samples = bytes[25] switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
            return pixels * bytes[24] * samples / 8 > bytes.Length * 1032L;
        }

        return pixels > bytes.Length * 4096L;
    }

    /// <summary>JPEG can leave out detail while decoding, in eighths: no more memory than the largest copy needs.</summary>
    private static SKImageInfo InfoFor(SKCodec codec, int uprightWidth, int needed)
    {
        var size = new SKSizeI(codec.Info.Width, codec.Info.Height);
        // Rounded up, since what was left out cannot be put back.
        var eighths = Math.Clamp((int)Math.Ceiling(8.0 * needed / uprightWidth), 1, 8);
        if (eighths < 8 && codec.GetScaledDimensions(eighths / 8f) is { Width: > 0, Height: > 0 } scaled)
            size = scaled;
        return new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul, Srgb);
    }

    /// <summary>Cameras write how they were held (Exif 2.32, tag 0x0112) instead of turning the picture.</summary>
    private static SKBitmap Upright(SKBitmap pixels, SKEncodedOrigin origin)
    {
        if (origin is SKEncodedOrigin.TopLeft)
            return pixels;
        var (w, h) = (pixels.Width, pixels.Height);
        var (wide, high) = origin >= SKEncodedOrigin.LeftTop ? (h, w) : (w, h);
        var matrix = origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
            _ => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
        };
        using (pixels)
        {
            var upright = new SKBitmap(pixels.Info.WithSize(wide, high));
            using var canvas = new SKCanvas(upright);
            canvas.SetMatrix(matrix);
            canvas.DrawBitmap(pixels, 0, 0, SKSamplingOptions.Default);
            return upright;
        }
    }

    private static SKBitmap? Refuse(string why, out string reason)
    {
        reason = why;
        return null;
    }
}
