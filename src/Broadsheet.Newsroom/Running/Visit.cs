using System.Text.Json.Serialization;
using Broadsheet.Extraction;
using Broadsheet.Feeds;
using Broadsheet.Pictures;
using Broadsheet.Ranking;
using Broadsheet.Storage;

namespace Broadsheet.Running;

/// <summary>What came of going where an item points: its page, and the pictures that were looked at.</summary>
/// <param name="Page">The page; null when nobody asked for it.</param>
/// <param name="IsMeasured">Whether its pictures were looked at.</param>
internal sealed record Visit(VisitedPage? Page, bool IsMeasured)
{
    /// <summary>Nobody asked, because the item is not wanted or names no page.</summary>
    public static Visit Unasked { get; } = new(null, IsMeasured: true);

    /// <summary>What became of looking at pictures, by address.</summary>
    public IReadOnlyDictionary<string, MeasuredPicture> Pictures { get; init; } = new SortedDictionary<string, MeasuredPicture>(StringComparer.Ordinal);
}

/// <summary>How visits are kept with waiting items.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Visit))]
[JsonSerializable(typeof(List<CardCount>))]
[JsonSerializable(typeof(List<IconSighting>))]
[JsonSerializable(typeof(List<LearntProvider>))]
[JsonSerializable(typeof(Dictionary<string, DateTimeOffset>))]
[JsonSerializable(typeof(IReadOnlyList<Topic>))]
[JsonSerializable(typeof(RankingOptions))]
[JsonSerializable(typeof(IReadOnlyList<StoryConstraint>))]
internal sealed partial class RunningJson : JsonSerializerContext;

/// <summary>Brings an arrived item and its visit together.</summary>
internal static class Materials
{
    /// <summary>All that is known when an article is to be made of an item.</summary>
    public static ArticleMaterial Material(this ArrivedItem item, Visit visit) => new()
    {
        Source = item.Source,
        Feed = new Feed { Title = item.FeedTitle, Language = item.FeedLanguage, SiteUrl = item.SiteUrl },
        Item = item.Item,
        Page = visit.Page,
        Pictures = visit.Pictures,
        FirstSeen = item.Arrived,
    };
}
