using System.Globalization;
using System.Security.Cryptography;
using SkiaSharp;

namespace Broadsheet.Pictures;

/// <summary>
/// Keeps our copies of articles' pictures in a folder of the site, <c>assets/images/news</c>, named for the SHA-256 of the bytes the publisher
/// sent: narrow ones as <c>ab/abcd…-640x427.webp</c>, the widest as <c>.jpg</c>, which everybody can read. The JPEG is written last, so a
/// picture is kept if and only if it is there. The same bytes give the same files.
/// </summary>
/// <param name="folder">The folder, absolute; it is made when the first picture is kept.</param>
/// <param name="address">Absolute address the folder is published at, without a slash at the end.</param>
/// <param name="options">The settings.</param>
public sealed class PictureStore(string folder, string address, PictureOptions options)
{
    private const int KeyLength = 64;

    private readonly PictureDecoder _decoder = new(options.MostBytes, options.MostMegapixels * 1_000_000L);

    private readonly int[] _widths = [options.WidestCopy / 4, options.WidestCopy / 2, options.WidestCopy];

    /// <summary>Keeps a picture, or says why it cannot be kept. Width and height are those of the copy that is named.</summary>
    public MeasuredPicture Keep(ReadOnlySpan<byte> bytes)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (Find(key) is { } kept)
            return kept;
        using var pixels = _decoder.Decode(bytes, _widths[^1], out var reason);
        if (pixels is null)
            return MeasuredPicture.Refused(reason);

        // The widest is a JPEG only: as WebP it would take ten times as long to make and save a fifth.
        foreach (var width in _widths[..^1].Where(width => width < pixels.Width))
        {
            using var copy = Resized(pixels, width);
            Write(key, copy, "webp", SKEncodedImageFormat.Webp);
        }
        using var widest = OnWhite(Resized(pixels, Math.Min(pixels.Width, _widths[^1])));
        return Kept(key, new(Write(key, widest, "jpg", SKEncodedImageFormat.Jpeg), widest.Width, widest.Height));
    }

    /// <summary>What is kept under a key; null when nothing is.</summary>
    public MeasuredPicture? Find(string key)
    {
        var jpeg = Files(key, "jpg").FirstOrDefault();
        return jpeg is null ? null : Kept(key, jpeg);
    }

    /// <summary>
    /// Removes what a killed run left unfinished, and, while the copies take more than allowed, those that nothing refers to, the oldest first.
    /// </summary>
    /// <param name="referenced">Keys of the pictures that stay, whatever they take.</param>
    /// <returns>How many pictures were removed.</returns>
    public int Evict(IReadOnlySet<string> referenced)
    {
        if (!Directory.Exists(folder))
            return 0;
        var files = new DirectoryInfo(folder).GetFiles("*", SearchOption.AllDirectories);
        foreach (var unfinished in files.Where(file => file.Extension == AtomicFile.Unfinished))
            unfinished.Delete();

        var pictures = files.Where(file => file.Extension != AtomicFile.Unfinished && file.Name.Length > KeyLength)
            .GroupBy(file => file.Name[..KeyLength], StringComparer.Ordinal)
            .Select(group => (Key: group.Key, Files: group.ToArray(), Bytes: group.Sum(file => file.Length), Since: group.Min(file => file.LastWriteTimeUtc)))
            .ToList();
        var total = pictures.Sum(picture => picture.Bytes);
        var removed = 0;
        foreach (var picture in pictures.Where(picture => !referenced.Contains(picture.Key)).OrderBy(picture => picture.Since).ThenBy(picture => picture.Key, StringComparer.Ordinal))
        {
            if (total <= options.StoreBytes)
                break;
            // The JPEG goes first: from then on the picture counts as not kept, even if we are killed here.
            foreach (var file in picture.Files.OrderByDescending(file => file.Extension == ".jpg"))
                file.Delete();
            total -= picture.Bytes;
            removed++;
        }
        return removed;
    }

    private MeasuredPicture Kept(string key, KeptFile jpeg) => new(jpeg.Width, jpeg.Height)
    {
        StoreKey = key,
        Url = AddressOf(jpeg.Path),
        Copies = [.. Files(key, "webp").OrderBy(copy => copy.Width).Select(copy => new PictureCopy(AddressOf(copy.Path), copy.Width, copy.Height))],
    };

    private IEnumerable<KeptFile> Files(string key, string ending)
    {
        // Keys come from articles, and articles from records that anybody may have written.
        if (key.Length != KeyLength || !key.All(char.IsAsciiHexDigitLower))
            yield break;
        var shelf = Path.Combine(folder, key[..2]);
        if (!Directory.Exists(shelf))
            yield break;
        foreach (var path in Directory.EnumerateFiles(shelf, $"{key}-*.{ending}"))
        {
            var size = Path.GetFileNameWithoutExtension(path)[(KeyLength + 1)..].Split('x');
            if (size.Length == 2 && int.TryParse(size[0], CultureInfo.InvariantCulture, out var width) && int.TryParse(size[1], CultureInfo.InvariantCulture, out var height))
                yield return new(path, width, height);
        }
    }

    private string Write(string key, SKBitmap copy, string ending, SKEncodedImageFormat format)
    {
        var path = Path.Combine(folder, key[..2], string.Create(CultureInfo.InvariantCulture, $"{key}-{copy.Width}x{copy.Height}.{ending}"));
        using var encoded = copy.Encode(format, options.EncodingQuality);
        AtomicFile.Write(path, encoded.AsSpan());
        return path;
    }

    private string AddressOf(string path) => address + "/" + Path.GetRelativePath(folder, path).Replace('\\', '/');

    private static SKBitmap Resized(SKBitmap pixels, int width)
    {
        if (width >= pixels.Width)
            return pixels.Copy();
        var height = Math.Max(1, (int)Math.Round((double)pixels.Height * width / pixels.Width));
        return pixels.Resize(pixels.Info.WithSize(width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
    }

    /// <summary>JPEG knows no transparency, and would show it black.</summary>
    private static SKBitmap OnWhite(SKBitmap copy)
    {
        using (copy)
        {
            var opaque = new SKBitmap(copy.Info.WithAlphaType(SKAlphaType.Opaque));
            using var canvas = new SKCanvas(opaque);
            canvas.Clear(SKColors.White);
            canvas.DrawBitmap(copy, 0, 0, SKSamplingOptions.Default);
            return opaque;
        }
    }

    private sealed record KeptFile(string Path, int Width, int Height);
}
