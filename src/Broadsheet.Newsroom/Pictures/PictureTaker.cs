using Broadsheet.Pages;

namespace Broadsheet.Pictures;

/// <summary>Looks at the pictures that may lead an article until one will do, and keeps it.</summary>
/// <param name="fetch">Asks for the bytes at an address.</param>
/// <param name="store">Where copies are kept; null when none are.</param>
/// <param name="smallest">Smallest width and height that will do, in pixels.</param>
public sealed class PictureTaker(Func<string, CancellationToken, ValueTask<FetchedPicture>> fetch, PictureStore? store, int smallest)
{
    /// <summary>A linked picture is decoded by the reader's browser, on a telephone too.</summary>
    private const long MostPixels = 100_000_000;

    /// <summary>What became of each picture that was looked at, by address. Those behind the first that will do are not asked for.</summary>
    /// <param name="candidates">Addresses, the best first.</param>
    /// <param name="cancellation">Stops the asking.</param>
    public async ValueTask<IReadOnlyDictionary<string, MeasuredPicture>> TakeAsync(IReadOnlyList<string> candidates, CancellationToken cancellation)
    {
        Dictionary<string, MeasuredPicture> taken = new(StringComparer.Ordinal);
        foreach (var url in candidates)
        {
            var answer = await fetch(url, cancellation);
            if (answer.Bytes is not { } bytes)
            {
                // Left out, it stands with the size its page states.
                if (!answer.IsTransient)
                    taken[url] = MeasuredPicture.Refused(answer.Reason ?? "The picture could not be fetched.");
                continue;
            }
            taken[url] = Take(bytes.Span);
            if (taken[url] is { Refusal: null } picture && Suffices(picture))
                break;
        }
        return taken;
    }

    private bool Suffices(MeasuredPicture picture) => picture.Width >= smallest && picture.Height >= smallest;

    private MeasuredPicture Take(ReadOnlySpan<byte> bytes)
    {
        var header = ImageProbe.Read(bytes);
        if (header.Problem is { } problem)
            return MeasuredPicture.Refused(problem);
        if (header.Format is ImageFormat.Svg or ImageFormat.Ico)
            return MeasuredPicture.Refused("It is a drawing or an icon, not a photograph.");
        if ((long)header.Width * header.Height > MostPixels)
            return MeasuredPicture.Refused($"The picture has {header.Width}×{header.Height} pixels, too many for any reader.");

        var measured = new MeasuredPicture(header.Width, header.Height);
        // AVIF we can measure but not decode: the publisher's is shown.
        return store is null || !Suffices(measured) || header.Format == ImageFormat.Avif ? measured : store.Keep(bytes);
    }
}
