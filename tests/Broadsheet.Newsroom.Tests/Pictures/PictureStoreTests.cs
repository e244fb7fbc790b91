using Broadsheet.Pictures;
using SkiaSharp;

namespace Broadsheet.Tests.Pictures;

public sealed class PictureStoreTests : IDisposable
{
    private const string Address = "https://site.example/assets/images/news";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void KeepsCopiesInSeveralWidthsAndOneForEverybody(SKEncodedImageFormat format)
    {
        var store = Store();

        var kept = store.Keep(Drawn.Encoded(1600, 800, format));

        Assert.Null(kept.Refusal);
        Assert.Equal((1280, 640), (kept.Width, kept.Height));
        Assert.Equal([(320, 160), (640, 320)], kept.Copies.Select(copy => (copy.Width, copy.Height)));
        Assert.Equal($"{Address}/{kept.StoreKey![..2]}/{kept.StoreKey}-1280x640.jpg", kept.Url);
        using var jpeg = SKBitmap.Decode(Path.Combine(_folder.Path, kept.StoreKey[..2], $"{kept.StoreKey}-1280x640.jpg"));
        Assert.Equal((1280, 640), (jpeg.Width, jpeg.Height));
        var found = store.Find(kept.StoreKey)!;
        Assert.Equal((kept.Url, kept.Width, kept.Height), (found.Url, found.Width, found.Height));
        Assert.Equal(kept.Copies, found.Copies);
    }

    [Theory]
    [InlineData(200, 200, new int[0])]
    [InlineData(320, 200, new int[0])]
    [InlineData(700, 500, new[] { 320, 640 })]
    public void NeverBlowsUp(int width, int height, int[] expected)
    {
        var store = Store();

        var kept = store.Keep(Drawn.Encoded(width, height));

        Assert.Equal(expected, kept.Copies.Select(copy => copy.Width));
        Assert.Equal((width, height), (kept.Width, kept.Height));
    }

    [Fact]
    public void TheSameBytesGiveTheSameFiles()
    {
        using var other = new TemporaryFolder();
        var bytes = Drawn.Encoded(900, 600);

        Store().Keep(bytes);
        new PictureStore(other.Path, Address, new PictureOptions()).Keep(bytes);

        Assert.Equal(Files(_folder.Path), Files(other.Path));
        Assert.Equal(3, Files(_folder.Path).Count);
    }

    [Fact]
    public void TheSamePictureMayBeKeptByManyAtOnce()
    {
        var store = Store();
        var bytes = Drawn.Encoded(900, 600);

        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 16 }, _ => Assert.Null(store.Keep(bytes).Refusal));

        Assert.Equal(3, Files(_folder.Path).Count);
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(3, 1, 1)]
    [InlineData(6, 1, 0)]
    [InlineData(8, 0, 1)]
    public void StandsUprightHoweverTheCameraWasHeld(byte orientation, int redX, int redY)
    {
        var store = Store();

        var kept = store.Keep(Drawn.Turned(800, 400, orientation));

        Assert.Equal(orientation >= 5 ? (400, 800) : (800, 400), (kept.Width, kept.Height));
        using var copy = SKBitmap.Decode(FileOf(kept.Copies[0]));
        var pixel = copy.GetPixel((copy.Width / 4) + (redX * copy.Width / 2), (copy.Height / 4) + (redY * copy.Height / 2));
        Assert.True(pixel is { Red: > 200, Green: < 60, Blue: < 60 }, pixel.ToString());
    }

    [Theory]
    [InlineData(30_000, 30_000)]
    [InlineData(1_000_000, 1_000)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(0, 10)]
    public void ABombIsRefusedByItsHeader(int width, int height)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var kept = Store().Keep(Drawn.Bomb(width, height));

        Assert.NotNull(kept.Refusal);
        Assert.Null(kept.StoreKey);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
        Assert.Empty(Files(_folder.Path));
    }

    [Fact]
    public void TheReasonNamesTheSize() =>
        Assert.Equal("The picture has 30000×30000 pixels; 40 megapixels are allowed.", Store().Keep(Drawn.Bomb(30_000, 30_000)).Refusal);

    [Theory]
    [InlineData("")]
    [InlineData("<html>not found</html>")]
    [InlineData("GIF89a")]
    [InlineData("\u0089PNG\r\n\u001a\n")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='300' height='300'/>")]
    public void WhatIsNoPictureIsRefusedWhateverItsName(string bytes)
    {
        Assert.NotNull(Store().Keep(System.Text.Encoding.Latin1.GetBytes(bytes)).Refusal);
        Assert.Empty(Files(_folder.Path));
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void ATruncatedPictureGivesAReasonOrAPictureAndNeverThrows(SKEncodedImageFormat format)
    {
        var whole = Drawn.Encoded(64, 48, format);
        var store = Store();

        for (var length = 0; length < whole.Length - 40; length++)
            Assert.True(store.Keep(whole.AsSpan(0, length)) is { Refusal.Length: > 0 } or { Width: 64, Height: 48 });
        Assert.NotNull(store.Keep(whole.AsSpan(0, whole.Length / 2)).Refusal);
    }

    [Fact]
    public void DamagedBytesNeverThrow()
    {
        var store = Store();
        foreach (var format in new[] { SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp })
        {
            var bytes = Drawn.Encoded(64, 48, format);
            for (var at = 0; at < bytes.Length; at += 7)
            {
                var damaged = (byte[])bytes.Clone();
                damaged[at] ^= 0xFF;
                Assert.NotNull(store.Keep(damaged));
            }
        }
    }

    [Fact]
    public void AFileTooLargeIsRefused() =>
        Assert.StartsWith("The picture has 70000 bytes", new PictureStore(_folder.Path, Address, new PictureOptions { MostBytes = 65_536 }).Keep(new byte[70_000]).Refusal, StringComparison.Ordinal);

    [Fact]
    public void TransparencyTurnsWhiteInTheJpeg()
    {
        using var clear = new SKBitmap(new SKImageInfo(300, 300, SKColorType.Rgba8888, SKAlphaType.Premul));

        var kept = Store().Keep(clear.Encode(SKEncodedImageFormat.Png, 100).ToArray());

        using var jpeg = SKBitmap.Decode(Directory.GetFiles(_folder.Path, "*.jpg", SearchOption.AllDirectories).Single());
        Assert.Equal(SKColors.White, jpeg.GetPixel(150, 150));
        Assert.Equal(300, kept.Width);
    }

    [Fact]
    public void WhatAKilledRunLeftIsCompletedAndSwept()
    {
        var store = Store();
        var bytes = Drawn.Encoded(900, 600);
        var kept = store.Keep(bytes);
        var key = kept.StoreKey!;
        var expected = Files(_folder.Path);
        // Killed before the JPEG, which is written last, and in the middle of a WebP.
        File.Delete(Directory.GetFiles(_folder.Path, "*.jpg", SearchOption.AllDirectories).Single());
        var webp = FileOf(kept.Copies[0]);
        File.Move(webp, webp + ".part");
        File.WriteAllBytes(webp + ".part", [1, 2, 3]);

        Assert.Null(store.Find(key));
        store.Keep(bytes);
        store.Evict(new HashSet<string>());

        Assert.Equal(expected, Files(_folder.Path));
    }

    [Fact]
    public void EvictsTheOldestThatNothingRefersToUntilTheRestFits()
    {
        var store = new PictureStore(_folder.Path, Address, new PictureOptions { StoreBytes = 1_000_000 });
        var keys = Enumerable.Range(0, 3).Select(i => Grow(store.Keep(Drawn.Encoded(300 + i, 300)).StoreKey!, daysAgo: 9 - i)).ToArray();

        var removed = store.Evict(new HashSet<string> { keys[0] });

        Assert.Equal(2, removed);
        Assert.NotNull(store.Find(keys[0]));
        Assert.Null(store.Find(keys[1]));
        Assert.Null(store.Find(keys[2]));
    }

    [Fact]
    public void EvictsNothingThatFits()
    {
        var store = Store();
        store.Keep(Drawn.Encoded(300, 300));

        Assert.Equal(0, store.Evict(new HashSet<string>()));
        Assert.Equal(0, new PictureStore(Path.Combine(_folder.Path, "none"), Address, new PictureOptions()).Evict(new HashSet<string>()));
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("")]
    [InlineData("*")]
    public void AForeignKeyFindsNothing(string key)
    {
        Assert.Null(Store().Find(key));
        Assert.Null(Store().Find(key.PadRight(64, '*')));
    }

    private string FileOf(PictureCopy copy) => Path.Combine(_folder.Path, copy.Url[(Address.Length + 1)..]);

    private PictureStore Store() => new(_folder.Path, Address, new PictureOptions());

    /// <summary>Makes a picture heavy and old.</summary>
    private string Grow(string key, int daysAgo)
    {
        foreach (var path in Directory.GetFiles(_folder.Path, key + "*.jpg", SearchOption.AllDirectories))
        {
            File.WriteAllBytes(path, new byte[600_000]);
            File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddDays(-daysAgo));
        }
        return key;
    }

    private static List<string> Files(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => Path.GetFileName(path) + " " + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))))];
}
