using System.ComponentModel.DataAnnotations;

namespace Broadsheet.Quality;

/// <summary>Settings of an article's quality: what each signal gives. Points are whole numbers; 70 make an article worth showing.</summary>
public sealed class QualityOptions
{
    /// <summary>
    /// Points for each curated source that delivered it, -1,000 to 1,000. Default: 70, which is enough to be shown: the operator chose the source.
    /// </summary>
    [Range(-1000, 1000)]
    public int CuratedSource { get; set; } = 70;

    /// <summary>Points when the site lists its provider, -1,000 to 1,000. Default: 50.</summary>
    [Range(-1000, 1000)]
    public int ListedProvider { get; set; } = 50;

    /// <summary>Points for a picture, -1,000 to 1,000. Default: 20.</summary>
    [Range(-1000, 1000)]
    public int Picture { get; set; } = 20;

    /// <summary>Points for an AMP twin, -1,000 to 1,000. Default: 20.</summary>
    [Range(-1000, 1000)]
    public int Amp { get; set; } = 20;

    /// <summary>Points for an embedded player, -1,000 to 1,000. Default: 50.</summary>
    [Range(-1000, 1000)]
    public int Player { get; set; } = 50;

    /// <summary>Points for each of its topics, -1,000 to 1,000. Default: 10.</summary>
    [Range(-1000, 1000)]
    public int Topic { get; set; } = 10;

    /// <summary>Points for each keyword of its topics that stands in the title, -1,000 to 1,000. Default: 15.</summary>
    [Range(-1000, 1000)]
    public int Keyword { get; set; } = 15;

    /// <summary>How a keyword must stand in the title: word, stem (taken as word), substring or exact. Default: word.</summary>
    public TermMode Keywords { get; set; } = TermMode.Word;

    /// <summary>
    /// Whether a keyword counts again for each time its file lists it, and beside a longer keyword that holds it: "canvas app" within "canvas
    /// apps". Default: false.
    /// </summary>
    public bool CountEveryKeyword { get; set; }

    /// <summary>Characters a title may have at no cost, 0 to 1,000. Default: 100.</summary>
    [Range(0, 1000)]
    public int TitleLength { get; set; } = 100;

    /// <summary>The most a long title costs, at one point for two characters, 0 to 1,000. Default: 20.</summary>
    [Range(0, 1000)]
    public int MostForTitleLength { get; set; } = 20;

    /// <summary>Whether a long title costs also what a curated source delivers. Default: false.</summary>
    public bool CuratedTitlesCost { get; set; }

    /// <summary>Points for an excerpt that says next to nothing or repeats the title, -1,000 to 1,000. Default: -10.</summary>
    [Range(-1000, 1000)]
    public int PoorExcerpt { get; set; } = -10;

    /// <summary>Characters below which an excerpt says next to nothing, 0 to 1,000. Default: 40.</summary>
    [Range(0, 1000)]
    public int ShortestExcerpt { get; set; } = 40;

    /// <summary>Pictures whose address holds one of these are placeholders and give nothing. Default: words that share cards and fallbacks are named by.</summary>
    public List<string> Placeholders { get; set; } =
    [
        "social-share", "social-default", "social-card", "social-image", "share-image", "sharing-image", "og-default", "default-og", "default-image", "default-share",
        "placeholder", "fallback", "no-image", "noimage", "image-missing",
    ];
}
