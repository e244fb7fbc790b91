using Broadsheet.Pages;
using Broadsheet.Pictures;
using SkiaSharp;

namespace Broadsheet.Tests.Pictures;

public sealed class LogoMakerTests : IDisposable
{
    private const string Address = "https://site.example/assets/images/organizations";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task MakesTwoSizesWhereRecordsExpectThem()
    {
        var made = await Make([("https://gazette.example/touch.png", Drawn.Encoded(180, 180, SKEncodedImageFormat.Png))]);

        Assert.Null(made.Reason);
        Assert.Equal([($"{Address}/gazette.example-50x50.jpg", 50), ($"{Address}/gazette.example-400x400.jpg", 400)], made.Logos.Select(logo => (logo.Url, logo.Width)));
        foreach (var edge in new[] { 50, 400 })
        {
            using var logo = SKBitmap.Decode(Path.Combine(_folder.Path, $"gazette.example-{edge}x{edge}.jpg"));
            Assert.Equal((edge, edge), (logo.Width, logo.Height));
        }
    }

    [Fact]
    public async Task TheSameIconGivesTheSameBytes()
    {
        (string, byte[]?)[] offered = [("https://gazette.example/touch.png", Drawn.Encoded(180, 180, SKEncodedImageFormat.Png))];

        await Make(offered);
        var first = File.ReadAllBytes(Path.Combine(_folder.Path, "gazette.example-400x400.jpg"));
        var stamp = File.GetLastWriteTimeUtc(Path.Combine(_folder.Path, "gazette.example-400x400.jpg"));
        await Make(offered);

        Assert.Equal(first, File.ReadAllBytes(Path.Combine(_folder.Path, "gazette.example-400x400.jpg")));
        Assert.Equal(stamp, File.GetLastWriteTimeUtc(Path.Combine(_folder.Path, "gazette.example-400x400.jpg")));
    }

    [Fact]
    public async Task AnIconFileOfWindowsIsReadToo()
    {
        var png = Drawn.Encoded(64, 64, SKEncodedImageFormat.Png);
        byte[] ico = [0, 0, 1, 0, 1, 0, 64, 64, 0, 0, 1, 0, 32, 0, .. BitConverter.GetBytes(png.Length), 22, 0, 0, 0, .. png];

        Assert.Null((await Make([("https://gazette.example/favicon.ico", ico)])).Reason);
    }

    [Fact]
    public async Task ASmallIconIsPaddedAndNotBlownUp()
    {
        await Make([("https://gazette.example/touch.png", Drawn.Encoded(64, 64, SKEncodedImageFormat.Png))]);

        using var logo = SKBitmap.Decode(Path.Combine(_folder.Path, "gazette.example-400x400.jpg"));
        // 128 pixels of icon in the middle of 400: red begins at 136.
        Assert.True(logo.GetPixel(125, 150) is { Red: > 240, Green: > 240 }, logo.GetPixel(125, 150).ToString());
        Assert.True(logo.GetPixel(150, 150) is { Red: > 200, Green: < 60 }, logo.GetPixel(150, 150).ToString());
    }

    [Fact]
    public async Task AWhiteLogoStandsOnADarkGround()
    {
        using var icon = new SKBitmap(new SKImageInfo(180, 180, SKColorType.Rgba8888, SKAlphaType.Premul));
        using (var canvas = new SKCanvas(icon))
        using (var paint = new SKPaint { Color = SKColors.White })
            canvas.DrawCircle(90, 90, 60, paint);

        await Make([("https://gazette.example/touch.png", icon.Encode(SKEncodedImageFormat.Png, 100).ToArray())]);

        using var logo = SKBitmap.Decode(Path.Combine(_folder.Path, "gazette.example-400x400.jpg"));
        Assert.True(logo.GetPixel(5, 5) is { Red: < 80, Green: < 80, Blue: < 80 });
        Assert.True(logo.GetPixel(200, 200) is { Red: > 240 });
    }

    [Fact]
    public async Task WhatIsBrokenLeavesItsPlaceToTheNext()
    {
        var made = await Make(
        [
            ("https://gazette.example/bomb.png", Drawn.Bomb(30_000, 30_000)),
            ("https://gazette.example/gone.png", null),
            ("https://gazette.example/touch.png", Drawn.Encoded(180, 180)),
        ]);

        Assert.Null(made.Reason);
    }

    [Theory]
    [InlineData(600, 60, "The icon is a strip of 600×60 pixels.")]
    [InlineData(8, 8, "The icon has only 8×8 pixels.")]
    public async Task AnIconOfNoUseGivesTheReason(int width, int height, string reason)
    {
        var made = await Make([("https://gazette.example/touch.png", Drawn.Encoded(width, height, SKEncodedImageFormat.Png))]);

        Assert.Equal(reason, made.Reason);
        Assert.Empty(made.Logos);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task AnIconOfOneColourIsNone()
    {
        using var icon = new SKBitmap(new SKImageInfo(64, 64, SKColorType.Rgba8888, SKAlphaType.Premul));

        Assert.Equal("The icon is empty.", (await Make([("https://gazette.example/a.png", icon.Encode(SKEncodedImageFormat.Png, 100).ToArray())])).Reason);
        icon.Erase(SKColors.Navy);
        Assert.Equal("The icon is of one colour.", (await Make([("https://gazette.example/a.png", icon.Encode(SKEncodedImageFormat.Png, 100).ToArray())])).Reason);
    }

    [Fact]
    public async Task ThePublishingSystemsIconIsLearntByItsRepetition()
    {
        var icons = new DefaultIcons();
        var bytes = Drawn.Encoded(180, 180);
        for (var i = 1; i <= 3; i++)
            Assert.Null((await Make([("https://a.example/i.png", bytes)], $"paper{i}.example", icons)).Reason);

        var made = await Make([("https://a.example/i.png", bytes)], "paper4.example", icons);

        Assert.Equal("The icon is the same on unrelated sites: the publishing system's own.", made.Reason);
        Assert.True(new DefaultIcons(icons.Learnt).IsDefault("paper5.example", bytes));
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData("Gazette.example")]
    public async Task NoFileIsNamedForWhatIsNoDomain(string domain)
    {
        var made = await Make([("https://gazette.example/a.png", Drawn.Encoded(180, 180))], domain);

        Assert.NotNull(made.Reason);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task DrawingsAreNotAskedFor() => Assert.Equal("The publisher offers no icon.", (await Make([("https://gazette.example/logo.svg", [1])])).Reason);

    private ValueTask<MadeLogos> Make((string Url, byte[]? Bytes)[] offered, string domain = "gazette.example", DefaultIcons? icons = null) =>
        new LogoMaker(_folder.Path, Address, Drawn.Answering(offered), icons ?? new DefaultIcons())
            .MakeAsync(domain, [.. offered.Select(icon => new PageIcon(icon.Url, null, "icon"))], TestContext.Current.CancellationToken);
}
