using SkiaSharp;

namespace Broadsheet.Pictures;

/// <summary>Looks at the pictures that may lead an article until one will do, and keeps it.</summary>
/// <param name="fetch">Asks for the bytes at an address.</param>
/// <param name="store">Where copies are kept; null when none are.</param>
/// <param name="smallest">Smallest width and height that will do, in pixels.</param>
public sealed class PictureTaker(Func<string, CancellationToken, ValueTask<FetchedPicture>> fetch, PictureStore? store, int smallest)
{
    /// <summary>What became of each picture that was looked at, by address. Those behind the first that will do are not asked for.</summary>
    /// <param name="candidates">Addresses, the best first.</param>
    /// <param name="cancellation">Stops the asking.</param>
    public async ValueTask<IReadOnlyDictionary<string, MeasuredPicture>> TakeAsync(IReadOnlyList<string> candidates, CancellationToken cancellation)
    {
        Dictionary<string, MeasuredPicture> taken = new(StringComparer.Ordinal);
        foreach (var url in candidates)
        {
            var answer = await fetch(url, cancellation).ConfigureAwait(false);
            if (answer.Bytes is not { } bytes)
            {
                // Left out, it stands with the size its page states.
                if (!answer.IsTransient)
                    taken[url] = MeasuredPicture.Refused(answer.Reason ?? "The picture could not be fetched.");
                continue;
            }
            var measured = Measure(bytes.Span);
            taken[url] = measured.Refusal is null && Suffices(measured) && store is not null ? store.Keep(bytes.Span) : measured;
            if (taken[url].Refusal is null && Suffices(measured))
                break;
        }
        return taken;
    }

    private bool Suffices(MeasuredPicture picture) => picture.Width >= smallest && picture.Height >= smallest;

    /// <summary>The true size, by the header alone.</summary>
    private static MeasuredPicture Measure(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return MeasuredPicture.Refused("The picture is empty.");
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        if (codec is null)
            return MeasuredPicture.Refused("The bytes are no picture in a format we read.");
        return codec.EncodedOrigin >= SKEncodedOrigin.LeftTop ? new(codec.Info.Height, codec.Info.Width) : new(codec.Info.Width, codec.Info.Height);
    }
}
