using CsCheck;

namespace Broadsheet.Pages.Tests.Images;

public sealed class ImageProbeTests
{
    public static TheoryData<string, byte[], ImageFormat, int, int> Pictures => new()
    {
        { "png", Picture.Png(1200, 630), ImageFormat.Png, 1200, 630 },
        { "gif", Picture.Gif(320, 240), ImageFormat.Gif, 320, 240 },
        { "jpeg", Picture.Jpeg(4000, 3000), ImageFormat.Jpeg, 4000, 3000 },
        { "jpeg, little endian", Picture.Jpeg(4000, 3000, 1, bigEndian: false), ImageFormat.Jpeg, 4000, 3000 },
        { "jpeg, long tables before the frame", Picture.Jpeg(640, 480, padding: 60_000), ImageFormat.Jpeg, 640, 480 },
        { "webp, lossy", Picture.WebPLossy(800, 600), ImageFormat.WebP, 800, 600 },
        { "webp, lossless", Picture.WebPLossless(801, 599), ImageFormat.WebP, 801, 599 },
        { "webp, extended", Picture.WebPExtended(16_000, 9_000), ImageFormat.WebP, 16_000, 9_000 },
        { "avif", Picture.Avif(1920, 1080), ImageFormat.Avif, 1920, 1080 },
        { "avif, turned", Picture.Avif(1920, 1080, turned: true), ImageFormat.Avif, 1080, 1920 },
        { "ico, the largest counts", Picture.Ico((16, 16), (0, 0), (32, 32)), ImageFormat.Ico, 256, 256 },
        { "bmp", Picture.Bmp(100, 50), ImageFormat.Bmp, 100, 50 },
        { "bmp, rows downward", Picture.Bmp(100, -50), ImageFormat.Bmp, 100, 50 },
        { "svg", Picture.Svg("<svg width=\"120\" height='80px' viewBox=\"0 0 12 8\">"), ImageFormat.Svg, 120, 80 },
        { "svg, view box alone", Picture.Svg("<svg viewBox=\"0,0,640,400\">"), ImageFormat.Svg, 640, 400 },
        { "svg, height from the view box", Picture.Svg("<svg width=\"64\" viewBox=\"0 0 32 16\">"), ImageFormat.Svg, 64, 32 },
        { "svg, percent says nothing", Picture.Svg("<svg width=\"100%\" height=\"100%\" viewBox=\"0 0 30 20\">"), ImageFormat.Svg, 30, 20 },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public void EveryFormatTellsItsSize(string name, byte[] bytes, ImageFormat format, int width, int height)
    {
        var header = ImageProbe.Read(bytes);

        Assert.Null(header.Problem);
        Assert.Equal((name, format, width, height), (name, header.Format, header.Width, header.Height));
    }

    [Theory]
    [InlineData(1, 400, 300)]
    [InlineData(3, 400, 300)]
    [InlineData(4, 400, 300)]
    [InlineData(5, 300, 400)]
    [InlineData(6, 300, 400)]
    [InlineData(8, 300, 400)]
    [InlineData(9, 400, 300)]
    public void APictureOnItsSideHasItsSidesExchanged(ushort orientation, int width, int height)
    {
        var header = ImageProbe.Read(Picture.Jpeg(400, 300, orientation));

        Assert.Equal((width, height), (header.Width, header.Height));
        Assert.Equal(orientation > 8 ? 1 : orientation, header.Orientation);
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void APictureCutAnywhereGivesItsSizeOrAReason(string name, byte[] bytes, ImageFormat format, int width, int height)
    {
        for (var length = 0; length < Math.Min(bytes.Length, 400); length++)
        {
            var header = ImageProbe.Read(bytes.AsSpan(0, length));

            if (header.IsKnown)
                Assert.True(header.Width > 0 && header.Height > 0, name);
            else
                Assert.Equal((0, 0), (header.Width, header.Height));
            Assert.True(header.Format == format || header.Format == ImageFormat.Unknown, name);
        }

        Assert.True(width > 0 && height > 0);
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void ABrokenPictureNeverThrows(string name, byte[] bytes, ImageFormat format, int width, int height)
    {
        Assert.NotEqual(ImageFormat.Unknown, format);
        Assert.True(width * height > 0, name);
        Gen.Select(Gen.Int[0, Math.Min(bytes.Length, 300) - 1], Gen.Byte, Gen.Int[0, Math.Min(bytes.Length, 300) - 1], Gen.Byte).Sample((at, value, at2, value2) =>
        {
            var broken = bytes.ToArray();
            broken[at] = value;
            broken[at2] = value2;
            var header = ImageProbe.Read(broken);
            Assert.True(header.IsKnown ? header.Width is > 0 and <= 65_535 : header.Width == 0);
        });
    }

    [Fact]
    public void AnyBytesAreAnswered() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        var header = ImageProbe.Read(bytes);
        Assert.Equal(header.IsKnown, header.Width > 0);
    });

    [Fact]
    public void ADecompressionBombIsNotBelieved()
    {
        var header = ImageProbe.Read(Picture.Png(2_000_000_000, 2_000_000_000));

        Assert.Equal("A side of 2000000000 pixels is not believed.", header.Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<!doctype html><html><body><svg width=1 height=1></svg>")]
    [InlineData("GIF8 is not a gif")]
    [InlineData("plain text")]
    public void WhatIsNoPictureGetsAReason(string text)
    {
        var header = ImageProbe.Read(System.Text.Encoding.UTF8.GetBytes(text));

        Assert.Equal(ImageFormat.Unknown, header.Format);
        Assert.NotNull(header.Problem);
    }
}
