using System.ComponentModel.DataAnnotations;

namespace Broadsheet.Publishing;

/// <summary>Settings of the writing of files.</summary>
public sealed class SiteWriterOptions
{
    /// <summary>
    /// How much of what we wrote one run may remove, as a share from 0 to 1. A run that would remove more writes nothing at all, because it
    /// has most likely lost its sources. Default: 0.3.
    /// </summary>
    [Range(0.0, 1.0)]
    public double MaxRemovedShare { get; set; } = 0.3;

    /// <summary>How many files one run may remove whatever their share, so that a small site can still change its shape. 0 to 1,000,000. Default: 25.</summary>
    [Range(0, 1_000_000)]
    public int AlwaysRemovable { get; set; } = 25;

    /// <summary>How many files are made at a time, 0 to 64; 0: one for each processor. Default: 0.</summary>
    [Range(0, 64)]
    public int Parallelism { get; set; }
}
