namespace Broadsheet;

/// <summary>
/// Turns texts into vectors, so that texts of like meaning point the same way. A second opinion on stories is asked of one, if the
/// operator names its files. The same texts give the same vectors.
/// </summary>
public interface ISentenceModel : IDisposable
{
    /// <summary>Names the model by its content: vectors of models with different names are not to be compared.</summary>
    string Fingerprint { get; }

    /// <summary>A vector of length 1 for each text, in their order.</summary>
    /// <exception cref="SentenceModelException">The model cannot do it.</exception>
    IReadOnlyList<float[]> Embed(IReadOnlyList<string> texts);
}

/// <summary>Where a sentence model is, and how it reads.</summary>
/// <param name="Model">Absolute path of the model.</param>
/// <param name="Vocabulary">Absolute path of its vocabulary.</param>
/// <param name="LowerCase">Whether it knows small letters only.</param>
/// <param name="MostTokens">How many tokens of a text it is given.</param>
public sealed record SentenceModelFiles(string Model, string Vocabulary, bool LowerCase, int MostTokens);

/// <summary>A sentence model cannot be used; the message says why.</summary>
public sealed class SentenceModelException : Exception
{
    /// <summary>Makes one.</summary>
    public SentenceModelException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one.</summary>
    public SentenceModelException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
