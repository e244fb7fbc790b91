namespace Broadsheet.Server.Search;

/// <summary>Where a term of a question stands in an article.</summary>
/// <param name="Term">Its place in the question.</param>
/// <param name="Column">The column of the index.</param>
/// <param name="Place">The word of the column that it begins with.</param>
/// <param name="Size">How many words it has.</param>
internal readonly record struct Occurrence(int Term, int Column, int Place, int Size);
