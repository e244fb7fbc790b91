using Broadsheet.Pages;
using SkiaSharp;

namespace Broadsheet.Pictures;

/// <summary>
/// Makes a provider's logos, 50×50 and 400×400 pixels, of the best icon it offers, and keeps them under
/// <c>assets/images/organizations</c>, where records expect them: <c>{domain}-50x50.jpg</c> and <c>{domain}-400x400.jpg</c>.
/// The same icon gives the same bytes. Icons are padded on a quiet ground rather than blown up.
/// </summary>
/// <param name="folder">The folder, absolute; it is made when the first logo is kept.</param>
/// <param name="address">Absolute address the folder is published at, without a slash at the end.</param>
/// <param name="fetch">Asks for the bytes at an address.</param>
/// <param name="icons">The icons that say nothing about a publisher, as far as they are known.</param>
public sealed class LogoMaker(string folder, string address, Func<string, CancellationToken, ValueTask<FetchedPicture>> fetch, DefaultIcons icons)
{
    private const int Small = 50;

    private const int Large = 400;

    /// <summary>An icon of this edge looks well at 400 pixels; what is larger is no better.</summary>
    private const int Enough = 180;

    /// <summary>Twice is soft; more is mush.</summary>
    private const float MostEnlargement = 2;

    /// <summary>Asking a publisher for more icons than this is no longer polite.</summary>
    private const int MostAsked = 4;

    private const int Quality = 88;

    private readonly PictureDecoder _decoder = new(mostBytes: 2 * 1024 * 1024, mostPixels: 16_000_000);

    /// <summary>The logos that are kept for a domain, smallest first; none when there are none yet.</summary>
    public IReadOnlyList<Picture> Find(string domain) =>
        File.Exists(PathOf(domain, Small)) && File.Exists(PathOf(domain, Large)) ? PicturesOf(domain) : [];

    /// <summary>Makes the logos, and says in a sentence why it could not.</summary>
    /// <param name="domain">The provider's domain.</param>
    /// <param name="offered">The icons its pages offer, best first.</param>
    /// <param name="cancellation">Stops the asking.</param>
    public async ValueTask<MadeLogos> MakeAsync(string domain, IReadOnlyList<PageIcon> offered, CancellationToken cancellation)
    {
        // The domain becomes a file's name.
        if (!WebAddress.TryParse("https://" + domain, out var host) || host.Host != domain || domain.Contains(':', StringComparison.Ordinal))
            return new([], $"\"{domain}\" is no domain a file could be named for.");

        SKBitmap? best = null;
        var reason = "The publisher offers no icon.";
        try
        {
            foreach (var icon in InOrder(offered).Take(MostAsked))
            {
                var answer = await fetch(icon.Url, cancellation);
                if (answer.Bytes is not { } bytes)
                {
                    reason = answer.Reason ?? "The icon could not be fetched.";
                    continue;
                }
                if (icons.IsDefault(domain, bytes.Span))
                {
                    reason = "The icon is the same on unrelated sites: the publishing system's own.";
                    continue;
                }
                var pixels = _decoder.Decode(bytes.Span, Large, out var wrong);
                if (pixels is null || WhatIsWrong(pixels) is { } flaw && (wrong = flaw).Length > 0)
                {
                    reason = wrong;
                    pixels?.Dispose();
                    continue;
                }
                if (best is null || Edge(pixels) > Edge(best))
                    (best, pixels) = (pixels, best!);
                pixels?.Dispose();
                if (Edge(best) >= Enough)
                    break;
            }
            if (best is null)
                return new([], reason);
            foreach (var edge in new[] { Large, Small })
                Write(domain, best, edge);
            return new(PicturesOf(domain), null);
        }
        finally
        {
            best?.Dispose();
        }
    }

    /// <summary>Made for home screens first, then the large ones; drawings (SVG) we do not read.</summary>
    private static IEnumerable<PageIcon> InOrder(IReadOnlyList<PageIcon> offered) => offered
        .Where(icon => WebAddress.TryParse(icon.Url, out var address) && !address.Path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
        .DistinctBy(icon => icon.Url, StringComparer.Ordinal)
        .OrderByDescending(icon => icon.Size is >= Enough and <= 1024 || icon.Kind.StartsWith("apple-touch-icon", StringComparison.Ordinal));

    private static int Edge(SKBitmap pixels) => Math.Min(pixels.Width, pixels.Height);

    private static string? WhatIsWrong(SKBitmap pixels)
    {
        if (Edge(pixels) < 16)
            return $"The icon has only {pixels.Width}×{pixels.Height} pixels.";
        // A masthead 600 wide and 60 high is a line at 50×50.
        if (Math.Max(pixels.Width, pixels.Height) > Edge(pixels) * 3)
            return $"The icon is a strip of {pixels.Width}×{pixels.Height} pixels.";
        var first = pixels.GetPixel(0, 0);
        var span = pixels.GetPixelSpan();
        for (var i = 4; i < span.Length; i += 4)
        {
            if (!span.Slice(i, 4).SequenceEqual(span[..4]))
                return null;
        }
        return first.Alpha == 0 ? "The icon is empty." : "The icon is of one colour.";
    }

    private void Write(string domain, SKBitmap icon, int edge)
    {
        var scale = Math.Min(MostEnlargement, Math.Min((float)edge / icon.Width, (float)edge / icon.Height));
        var (width, height) = (Math.Max(1, (int)MathF.Round(icon.Width * scale)), Math.Max(1, (int)MathF.Round(icon.Height * scale)));
        using var fitted = icon.Resize(icon.Info.WithSize(width, height), scale < 1 ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear) : new SKSamplingOptions(SKCubicResampler.Mitchell));
        using var canvasPixels = new SKBitmap(icon.Info.WithSize(edge, edge).WithAlphaType(SKAlphaType.Opaque));
        using var canvas = new SKCanvas(canvasPixels);
        canvas.Clear(GroundFor(icon));
        canvas.DrawBitmap(fitted, (edge - width) / 2, (edge - height) / 2, SKSamplingOptions.Default);
        canvas.Flush();
        using var encoded = canvasPixels.Encode(SKEncodedImageFormat.Jpeg, Quality);
        AtomicFile.Write(PathOf(domain, edge), encoded.AsSpan());
    }

    /// <summary>White, unless the logo is a white one on transparency, which would vanish; an opaque icon continues its own edge.</summary>
    private static SKColor GroundFor(SKBitmap icon)
    {
        long alpha = 0, light = 0;
        foreach (var pixel in icon.Pixels)
        {
            alpha += pixel.Alpha;
            light += pixel.Alpha * (long)((pixel.Red * 299) + (pixel.Green * 587) + (pixel.Blue * 114)) / 1000;
        }
        if (alpha == 255L * icon.Width * icon.Height)
            return Corner(icon);
        return alpha > 0 && light / alpha > 225 ? new SKColor(0x2B, 0x2F, 0x36) : SKColors.White;
    }

    private static SKColor Corner(SKBitmap icon)
    {
        var (first, last) = (icon.GetPixel(0, 0), icon.GetPixel(icon.Width - 1, icon.Height - 1));
        return first == last ? first : SKColors.White;
    }

    private IReadOnlyList<Picture> PicturesOf(string domain) =>
        [.. new[] { Small, Large }.Select(edge => new Picture($"{address}/{NameOf(domain, edge)}", edge, edge, IsCached: true))];

    private string PathOf(string domain, int edge) => Path.Combine(folder, NameOf(domain, edge));

    private static string NameOf(string domain, int edge) => $"{domain}-{edge}x{edge}.jpg";
}

/// <summary>What came of making logos.</summary>
/// <param name="Logos">The logos, smallest first; none when there is a reason.</param>
/// <param name="Reason">Why there are none, in a sentence.</param>
public sealed record MadeLogos(IReadOnlyList<Picture> Logos, string? Reason);
