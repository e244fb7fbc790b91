using System.ComponentModel.DataAnnotations;

namespace Broadsheet.Extraction;

/// <summary>How articles are made from items and their pages.</summary>
public sealed class ExtractionOptions
{
    /// <summary>Longest excerpt in characters, 60 to 2,000; 300 by default.</summary>
    [Range(60, 2000)]
    public int ExcerptLength { get; set; } = 300;

    /// <summary>Shortest excerpt worth showing in characters, 0 to 200; 25 by default.</summary>
    [Range(0, 200)]
    public int ShortestExcerpt { get; set; } = 25;

    /// <summary>Longest headline in characters, 60 to 1,000; 250 by default. Longer ones end at a word with an ellipsis.</summary>
    [Range(60, 1000)]
    public int TitleLength { get; set; } = 250;

    /// <summary>Characters of main text kept for clustering and search, 0 to 1,000,000; 20,000 by default.</summary>
    [Range(0, 1_000_000)]
    public int TextLength { get; set; } = 20_000;

    /// <summary>Smallest width and height of a picture in pixels, 0 to 2,000; 200 by default.</summary>
    [Range(0, 2000)]
    public int SmallestPicture { get; set; } = 200;

    /// <summary>How far a stated date may lie after the first sight, as clocks differ: 0 to 1 day; 10 minutes by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan FutureSlack { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether the AMP twins of pages are named; false by default, true in the compatibility profile.</summary>
    public bool AmpPages { get; set; }

    /// <summary>Articles of one site that must show the same picture before it is taken for the site's default card, 2 to 100; 3 by default.</summary>
    [Range(2, 100)]
    public int DefaultCardRepetition { get; set; } = 3;

    /// <summary>Most tags kept per article, 0 to 100; 20 by default.</summary>
    [Range(0, 100)]
    public int MostTags { get; set; } = 20;
}
