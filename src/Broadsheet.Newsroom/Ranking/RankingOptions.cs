using System.ComponentModel.DataAnnotations;

namespace Broadsheet.Ranking;

/// <summary>Settings of the step that chooses leads, ranks stories and decides what is published.</summary>
public sealed class RankingOptions
{
    /// <summary>The quality a lead must reach to be published, 0 to 1,000 points; 70 by default, as the record format has it.</summary>
    [Range(0, 1000)]
    public int PublishAt { get; set; } = 70;

    /// <summary>Heat for each article besides the lead, 0 to 1,000 points; 20 by default, as the record format has it.</summary>
    [Range(0, 1000)]
    public int HeatPerArticle { get; set; } = 20;

    /// <summary>By how many points of quality another article must beat the present lead to replace it, 0 to 1,000; 10 by default.</summary>
    [Range(0, 1000)]
    public int LeadMargin { get; set; } = 10;

    /// <summary>Domains whose articles lead among equals, the most preferred first; none by default.</summary>
    public List<string> PrimarySources { get; set; } = [];

    /// <summary>Rank for each doubling of heat over 100, 0 to 1,000; 10 by default.</summary>
    [Range(0.0, 1000.0)]
    public double HeatWeight { get; set; } = 10;

    /// <summary>The most doublings of heat that count, 0 to 20; 4 by default (heat of 1,500).</summary>
    [Range(0.0, 20.0)]
    public double MostHeat { get; set; } = 4;

    /// <summary>Rank for each doubling of the number of sources, 0 to 1,000; 3 by default.</summary>
    [Range(0.0, 1000.0)]
    public double SourcesWeight { get; set; } = 3;

    /// <summary>The most doublings of sources that count, 0 to 20; 4 by default (16 sources).</summary>
    [Range(0.0, 20.0)]
    public double MostSources { get; set; } = 4;

    /// <summary>Rank for each doubling of the sources heard within <see cref="NoveltyWindow"/>, 0 to 1,000; 3 by default.</summary>
    [Range(0.0, 1000.0)]
    public double NoveltyWeight { get; set; } = 3;

    /// <summary>What counts as new, 10 minutes to 7 days; 3 hours by default.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "7.00:00:00")]
    public TimeSpan NoveltyWindow { get; set; } = TimeSpan.FromHours(3);

    /// <summary>The time without a new article that costs 10 of rank, 10 minutes to 90 days; 8 hours by default.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "90.00:00:00")]
    public TimeSpan Staleness { get; set; } = TimeSpan.FromHours(8);

    /// <summary>The age since its first article that costs a story 10 of rank, 10 minutes to 90 days; 12 hours by default.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "90.00:00:00")]
    public TimeSpan Fatigue { get; set; } = TimeSpan.FromHours(12);

    /// <summary>What counts as lately for the rising list, 1 hour to 7 days; 1 day by default.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "7.00:00:00")]
    public TimeSpan RisingWindow { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How many sources a story needs in <see cref="RisingWindow"/> to be called rising, 2 to 1,000; 2 by default.</summary>
    [Range(2, 1000)]
    public int RisingAt { get; set; } = 2;
}
