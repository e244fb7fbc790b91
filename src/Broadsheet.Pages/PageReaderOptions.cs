using System.ComponentModel.DataAnnotations;

namespace Broadsheet.Pages;

/// <summary>How pages are read.</summary>
public sealed class PageReaderOptions
{
    /// <summary>How much of a page is read, in bytes; 16 KiB to 64 MiB, by default 6 MiB. The rest is not looked at.</summary>
    [Range(16 * 1024, 64 * 1024 * 1024)]
    public int MaxBytes { get; set; } = 6 * 1024 * 1024;

    /// <summary>The longest excerpt, in characters; 50 to 2,000, by default 300.</summary>
    [Range(50, 2_000)]
    public int ExcerptLength { get; set; } = 300;

    /// <summary>The longest main text kept, in characters; 0 to 1,000,000, by default 100,000. With 0 no text is kept.</summary>
    [Range(0, 1_000_000)]
    public int TextLength { get; set; } = 100_000;

    /// <summary>Whether <see cref="PageMetadata.Candidates"/> is filled, for explaining; by default not.</summary>
    public bool Explain { get; set; }
}
