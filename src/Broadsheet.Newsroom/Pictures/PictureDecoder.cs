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
