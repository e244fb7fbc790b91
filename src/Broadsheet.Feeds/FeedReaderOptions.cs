using System.ComponentModel.DataAnnotations;

namespace Broadsheet.Feeds;

/// <summary>How much of a document is read at most. Everything beyond a limit is left out and named in <see cref="Feed.Problems"/>.</summary>
public sealed class FeedReaderOptions
{
    /// <summary>Bytes of a document after decompression; larger ones are refused as <c>too-large</c>. 1 KiB to 256 MiB; default 16 MiB.</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int MaxBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Elements inside one another; deeper ones are read as text of their ancestor. 16 to 4096; default 256.</summary>
    [Range(16, 4096)]
    public int MaxDepth { get; set; } = 256;

    /// <summary>Attributes of one element; later ones are ignored. 8 to 4096; default 128.</summary>
    [Range(8, 4096)]
    public int MaxAttributes { get; set; } = 128;

    /// <summary>Items of one document; later ones are left out. 1 to 1,000,000; default 50,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxItems { get; set; } = 50_000;

    /// <summary>Problems that are listed. 1 to 1,000; default 50.</summary>
    [Range(1, 1000)]
    public int MaxProblems { get; set; } = 50;

    /// <summary>Length of an excerpt in characters. 20 to 10,000; default 600.</summary>
    [Range(20, 10_000)]
    public int ExcerptLength { get; set; } = 600;
}
