namespace Broadsheet;

/// <summary>Rules of a topic: an article belongs when any <see cref="Include"/> holds and no <see cref="Exclude"/> does.</summary>
/// <param name="Include">Rules that bring an article in.</param>
/// <param name="Exclude">Rules that keep an article out, whatever brought it in.</param>
public sealed record TopicRules(IReadOnlyList<TopicRule> Include, IReadOnlyList<TopicRule> Exclude);

/// <summary>One rule; all of its stated parts must hold.</summary>
public sealed record TopicRule
{
    /// <summary>At least one of these terms must be found.</summary>
    public IReadOnlyList<TopicTerm> Any { get; init; } = [];

    /// <summary>Every one of these terms must be found.</summary>
    public IReadOnlyList<TopicTerm> All { get; init; } = [];

    /// <summary>None of these terms may be found.</summary>
    public IReadOnlyList<TopicTerm> None { get; init; } = [];

    /// <summary>The rule as the operator wrote it, for explanations.</summary>
    public string? Wording { get; init; }

    /// <summary>Line in the topic's file, from 1.</summary>
    public int Line { get; init; }
}

/// <summary>A term to be found in a field.</summary>
/// <param name="Text">A word or phrase.</param>
/// <param name="Fields">Where to look.</param>
/// <param name="Mode">How it must stand there.</param>
public sealed record TopicTerm(string Text, TopicFields Fields, TermMode Mode);

/// <summary>Where a term is looked for.</summary>
[Flags]
public enum TopicFields
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>The headline.</summary>
    Title = 1,

    /// <summary>The summary.</summary>
    Excerpt = 2,

    /// <summary>The main text.</summary>
    Body = 4,

    /// <summary>The address.</summary>
    Url = 8,

    /// <summary>The authors' names.</summary>
    Author = 16,

    /// <summary>The provider's name and domain.</summary>
    Provider = 32,

    /// <summary>The addresses of the feeds it came through.</summary>
    Feed = 64,

    /// <summary>The publisher's own tags.</summary>
    Tag = 128,
}

/// <summary>How a term must stand in a field.</summary>
public enum TermMode
{
    /// <summary>As whole words.</summary>
    Word,

    /// <summary>As whole words, their endings ignored.</summary>
    Stem,

    /// <summary>Anywhere, also inside a word.</summary>
    Substring,

    /// <summary>The whole field (domains, addresses).</summary>
    Exact,
}
