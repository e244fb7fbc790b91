namespace Broadsheet.Pages;

/// <summary>The format of a picture.</summary>
public enum ImageFormat
{
    /// <summary>None that we know.</summary>
    Unknown,

    /// <summary>Portable Network Graphics.</summary>
    Png,

    /// <summary>JPEG, in a JFIF or EXIF file.</summary>
    Jpeg,

    /// <summary>GIF.</summary>
    Gif,

    /// <summary>WebP: lossy, lossless or extended.</summary>
    WebP,

    /// <summary>AVIF: AV1 in a HEIF file.</summary>
    Avif,

    /// <summary>Scalable Vector Graphics.</summary>
    Svg,

    /// <summary>An icon of Windows, with one or several pictures.</summary>
    Ico,

    /// <summary>Windows bitmap.</summary>
    Bmp,
}

/// <summary>What the first bytes of a picture say about it.</summary>
/// <param name="Format">Its format, by its bytes; the name of the file does not count.</param>
/// <param name="Width">Width as shown, in pixels; zero when it is not known.</param>
/// <param name="Height">Height as shown, in pixels; zero when it is not known.</param>
/// <param name="Orientation">
/// The EXIF orientation, 1 to 8. From 5 on the picture is stored on its side: <paramref name="Width"/> and <paramref name="Height"/>
/// are already exchanged.
/// </param>
/// <param name="Problem">Why the size is not known; null when it is.</param>
public readonly record struct ImageHeader(ImageFormat Format, int Width, int Height, int Orientation, string? Problem)
{
    /// <summary>Whether the size is known.</summary>
    public bool IsKnown => Problem is null;
}
