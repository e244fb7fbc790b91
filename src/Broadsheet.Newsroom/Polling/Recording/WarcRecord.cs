namespace Broadsheet.Polling.Recording;

/// <summary>One record of a WARC file (ISO 28500, versions 1.0 and 1.1).</summary>
public sealed record WarcRecord
{
    /// <summary>WARC-Type: <c>response</c>, <c>request</c>, <c>warcinfo</c> …, lower case.</summary>
    public required string Type { get; init; }

    /// <summary>WARC-Target-URI as written, without the angle brackets some writers put around it.</summary>
    public string? TargetUri { get; init; }

    /// <summary>WARC-Date.</summary>
    public DateTimeOffset Date { get; init; }

    /// <summary>Content-Type of the block.</summary>
    public string? ContentType { get; init; }

    /// <summary>WARC-Truncated: why the recorder did not keep the whole (<c>length</c>, <c>time</c>, <c>disconnect</c>, <c>unspecified</c>).</summary>
    public string? Truncated { get; init; }

    /// <summary>The block, up to the reader's limit.</summary>
    public ReadOnlyMemory<byte> Block { get; init; }

    /// <summary>Length of the whole block in bytes, as the record states it.</summary>
    public long BlockLength { get; init; }
}
