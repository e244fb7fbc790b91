namespace Broadsheet.Clustering;

/// <summary>
/// What an article is about: its words with their weights, of length one. Weights are whole numbers (32,767 is one), so that
/// sums are the same in whatever order they are made, on every machine.
/// </summary>
/// <param name="terms">Ids in the <see cref="Lexicon"/>, each once.</param>
/// <param name="weights">The weight of each.</param>
internal readonly ref struct TermVector(ReadOnlySpan<int> terms, ReadOnlySpan<short> weights)
{
    /// <summary>The weight that stands for one.</summary>
    public const int One = short.MaxValue;

    /// <summary>The product of two vectors of length one that are the same.</summary>
    public const double Square = (double)One * One;

    /// <summary>Ids in the <see cref="Lexicon"/>, each once.</summary>
    public ReadOnlySpan<int> Terms { get; } = terms;

    /// <summary>The weight of each.</summary>
    public ReadOnlySpan<short> Weights { get; } = weights;
}
