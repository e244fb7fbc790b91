namespace Broadsheet;

/// <summary>How good an article is: a sum of named signals.</summary>
/// <param name="Value">The sum, never below zero.</param>
/// <param name="Signals">The parts, in the order they are counted; they sum to <paramref name="Value"/> unless that was raised to zero.</param>
public sealed record QualityScore(int Value, IReadOnlyList<QualitySignal> Signals)
{
    /// <summary>Not scored yet.</summary>
    public static QualityScore None { get; } = new(0, []);
}

/// <summary>One part of a quality score.</summary>
/// <param name="Name">Name of the signal, in kebab-case.</param>
/// <param name="Points">What it gives or takes.</param>
/// <param name="Evidence">What it saw.</param>
public sealed record QualitySignal(string Name, int Points, string Evidence);
