namespace Broadsheet;

/// <summary>What became of looking at a picture's own bytes.</summary>
/// <param name="Width">True width in pixels, 0 when refused.</param>
/// <param name="Height">True height in pixels, 0 when refused.</param>
public sealed record MeasuredPicture(int Width, int Height)
{
    /// <summary>Key of our copy, when one was kept.</summary>
    public string? StoreKey { get; init; }

    /// <summary>Absolute address of our copy, when one was kept.</summary>
    public string? Url { get; init; }

    /// <summary>Our narrower copies, the narrowest first.</summary>
    public IReadOnlyList<PictureCopy> Copies { get; init; } = [];

    /// <summary>Why it cannot be used, in a sentence; null when it can.</summary>
    public string? Refusal { get; init; }

    /// <summary>A picture that cannot be used.</summary>
    public static MeasuredPicture Refused(string reason) => new(0, 0) { Refusal = reason };
}
