using System.ComponentModel.DataAnnotations;

namespace Broadsheet.Pictures;

/// <summary>How pictures are kept.</summary>
public sealed class PictureOptions
{
    /// <summary>Whether copies of lead pictures are kept and shown; true by default. Otherwise only their size is read, and the publisher's are linked.</summary>
    public bool Keep { get; set; } = true;

    /// <summary>Most bytes of one picture, 64 KiB to 64 MiB; 12 MiB by default.</summary>
    [Range(65_536, 67_108_864)]
    public int MostBytes { get; set; } = 12 * 1024 * 1024;

    /// <summary>Most megapixels that are decoded, 1 to 100; 40 by default. Every one costs 4 MB of memory for a moment, JPEG less.</summary>
    [Range(1, 100)]
    public int MostMegapixels { get; set; } = 40;

    /// <summary>
    /// Width of the widest copy in pixels, 320 to 4,096; 1280 by default. Two more have half and a quarter of it. No copy is wider than its picture.
    /// </summary>
    [Range(320, 4096)]
    public int WidestCopy { get; set; } = 1280;

    /// <summary>Quality of the copies, 1 to 100; 80 by default.</summary>
    [Range(1, 100)]
    public int EncodingQuality { get; set; } = 80;

    /// <summary>Bytes all copies together may take before the oldest that nothing refers to go, 1 MB to 1 TB; 2 GB by default.</summary>
    [Range(1_000_000L, 1_000_000_000_000L)]
    public long StoreBytes { get; set; } = 2_000_000_000;
}
