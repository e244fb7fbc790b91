using System.Globalization;

namespace Broadsheet.Publishing;

/// <summary>What an edition shows in order of time, as the old system listed it: leads of published stories, the newest first, ties by path.</summary>
internal static class PublishedNews
{
    public static List<Story> Of(Edition edition) =>
    [
        .. edition.Stories
            .Where(story => story.IsPublished)
            .OrderByDescending(story => story.Lead.Published)
            .ThenBy(story => story.Lead.Path, StringComparer.Ordinal),
    ];

    /// <summary>The zone an old API wrote its dates in; null for UTC.</summary>
    /// <param name="news">What is listed, the newest first.</param>
    /// <param name="utcSince">From when dates were UTC; null for always.</param>
    /// <param name="masthead">Names the site's zone.</param>
    public static TimeZoneInfo? ZoneOf(List<Story> news, DateTimeOffset? utcSince, Masthead masthead) =>
        utcSince is { } since && (news.Count == 0 || news[0].Lead.Published < since) ? TimeZoneInfo.FindSystemTimeZoneById(masthead.TimeZone) : null;

    /// <summary>An instant to the second with the offset of the zone, such as <c>2021-05-25T08:00:00-07:00</c>.</summary>
    public static string WithOffset(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
