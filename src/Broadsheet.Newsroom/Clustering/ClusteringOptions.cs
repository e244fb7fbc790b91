using System.ComponentModel.DataAnnotations;

namespace Broadsheet.Clustering;

/// <summary>Settings of the step that groups articles into stories.</summary>
public sealed class ClusteringOptions
{
    /// <summary>How long an article can draw others to its story, 1 hour to 30 days; 72 hours by default.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(72);

    /// <summary>The time in which the pull of one article on another falls to 1/e, 1 hour to 60 days; 30 hours by default.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "60.00:00:00")]
    public TimeSpan PullFade { get; set; } = TimeSpan.FromHours(30);

    /// <summary>How like a story an article must be to join it, 0 (everything) to 1 (copies only); 0.04 by default.</summary>
    [Range(0.0, 1.0)]
    public double JoinAt { get; set; } = 0.040;

    /// <summary>How like each other two stories must have grown to become one, 0 to 1; 0.04 by default.</summary>
    [Range(0.0, 1.0)]
    public double MergeAt { get; set; } = 0.040;

    /// <summary>
    /// How much a story's size is held against it: the pull of its members is divided by size to this power.
    /// 0 to 1; 0.9 by default. At 0 big stories swallow everything, at 1 a broad story stops growing.
    /// </summary>
    [Range(0.0, 1.0)]
    public double SizePower { get; set; } = 0.9;

    /// <summary>The cosine below which two articles have nothing to do with each other, 0 to 1; 0.1 by default.</summary>
    [Range(0.0, 1.0)]
    public double LinkAt { get; set; } = 0.10;

    /// <summary>From which cosine on two articles are the same text, as when both print a wire's, 0.5 to 1; 0.9 by default.</summary>
    [Range(0.5, 1.0)]
    public double CopyAt { get; set; } = 0.9;

    /// <summary>
    /// How unlike each other two parts of a story must be for it to fall apart, 0 (never) to 1; 0.02 by default. Below
    /// <see cref="MergeAt"/>, so that stories do not part and meet again.
    /// </summary>
    [Range(0.0, 1.0)]
    public double SplitAt { get; set; } = 0.02;

    /// <summary>How much a word in the title counts beside a word in the excerpt (1), 1 to 10; 2 by default.</summary>
    [Range(1.0, 10.0)]
    public double TitleWeight { get; set; } = 2;

    /// <summary>How many characters of the excerpt are read, 0 to 10,000; 500 by default.</summary>
    [Range(0, 10_000)]
    public int BodyLength { get; set; } = 500;

    /// <summary>How many characters of the text are read, 0 to 10,000; 1,000 by default. What follows is background more than news.</summary>
    [Range(0, 10_000)]
    public int TextLength { get; set; } = 1_000;

    /// <summary>How much a word counts that stands only in the text, beside one in the excerpt (1), 0 to 1; 0.3 by default.</summary>
    [Range(0.0, 1.0)]
    public double TextWeight { get; set; } = 0.3;

    /// <summary>Stories a word is remembered for: counts are halved after so many, 1,000 to 10,000,000; 100,000 by default.</summary>
    [Range(1_000, 10_000_000)]
    public int Memory { get; set; } = 100_000;

    /// <summary>
    /// How many stories a language is taken to have seen before its first, 1 to 1,000,000; 3,000 by default. Without them the
    /// first hundred articles would find every word equally rare.
    /// </summary>
    [Range(1, 1_000_000)]
    public int AssumedStories { get; set; } = 3_000;

    /// <summary>Language of articles whose language is neither stated nor to be guessed, a primary language subtag; <c>en</c> by default.</summary>
    public string DefaultLanguage { get; set; } = "en";

    /// <summary>Whether articles in different languages may share a story; off by default.</summary>
    public bool MixLanguages { get; set; }

    /// <summary>Where to ask for a second opinion; nobody is asked by default.</summary>
    public EmbeddingOptions Embeddings { get; set; } = new();
}
