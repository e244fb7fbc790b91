namespace Broadsheet.Pictures;

/// <summary>What came of asking for a picture's bytes.</summary>
/// <param name="Bytes">The bytes, or their beginning when no more was asked for; null when there are none.</param>
/// <param name="Reason">Why there are none, in a sentence.</param>
/// <param name="IsTransient">Whether asking again later may succeed: then the picture's stated size is believed meanwhile.</param>
public sealed record FetchedPicture(ReadOnlyMemory<byte>? Bytes, string? Reason = null, bool IsTransient = false);
