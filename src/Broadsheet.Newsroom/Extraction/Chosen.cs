namespace Broadsheet.Extraction;

/// <summary>A fact that was chosen, and the signal it comes from.</summary>
internal readonly record struct Chosen<T>(T Value, string From);
