using System.ComponentModel.DataAnnotations;

namespace Broadsheet.Publishing.Records;

/// <summary>Settings of the records in <c>_news</c>.</summary>
public sealed class RecordsOptions
{
    /// <summary>
    /// How many other articles of its story a record lists, 0 to 1,000, the best first. The old system listed all of them in each: 350 members
    /// in 350 files, 121 MB for one story. The API has them all. Default: 20.
    /// </summary>
    [Range(0, 1000)]
    public int Related { get; set; } = 20;

    /// <summary>How many pictures a record lists, 0 to 20. Default: 1, as in the old system.</summary>
    [Range(0, 20)]
    public int Images { get; set; } = 1;

    /// <summary>
    /// Age at which records move from <c>_news</c> to <c>_archive/news</c>, 1 day to 100 years, counted from when their story reached us and rounded
    /// up to whole months, so that records move once a month. Pages, names and places in lists stay. Default: none, they stay in <c>_news</c>.
    /// </summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00")]
    public TimeSpan? ArchiveAfter { get; set; }
}
