using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace Broadsheet.Server.Api;

/// <summary>What a reader asks a list for, as it stands in the address.</summary>
internal sealed record NewsFilter
{
    /// <summary>More on one page would make it slow for all.</summary>
    public const int LargestPage = 100;

    private const int UsualPage = 25;

    [FromQuery(Name = "topic"), Description("Id or name of a topic.")]
    public string? Topic { get; init; }

    [FromQuery(Name = "provider"), Description("Domain of a publisher.")]
    public string? Provider { get; init; }

    [FromQuery(Name = "language"), Description("Language tag; en also finds en-gb.")]
    public string? Language { get; init; }

    [FromQuery(Name = "since"), Description("Published at or after this instant, such as 2026-03-07T12:00:00Z.")]
    public string? Since { get; init; }

    [FromQuery(Name = "until"), Description("Published before this instant.")]
    public string? Until { get; init; }

    [FromQuery(Name = "minHeat"), Description("At least this heat.")]
    public string? MinHeat { get; init; }

    [FromQuery(Name = "minQuality"), Description("At least this quality.")]
    public string? MinQuality { get; init; }

    [FromQuery(Name = "published"), Description("true (when left out), false, or any.")]
    public string? Published { get; init; }

    [FromQuery(Name = "limit"), Description("How many, 1 to 100; 25 when left out.")]
    public string? Limit { get; init; }

    [FromQuery(Name = "cursor"), Description("The value of next in the page before.")]
    public string? Cursor { get; init; }

    /// <summary>Makes sense of it; null with a reason when there is none in it.</summary>
    public NewsChoice? Read(NewsSnapshot news, out string reason)
    {
        reason = "";
        Topic? topic = null;
        if (Topic is not null && (topic = news.FindTopic(Topic)) is null)
            reason = $"topic: there is no topic of this id or name. See /api/v2/topics.";
        var since = Instant("since", Since, ref reason);
        var until = Instant("until", Until, ref reason);
        var heat = Number("minHeat", MinHeat, int.MinValue, int.MaxValue, ref reason);
        var quality = Number("minQuality", MinQuality, int.MinValue, int.MaxValue, ref reason);
        var limit = Number("limit", Limit, 1, LargestPage, ref reason) ?? UsualPage;
        bool? published = Published switch { null or "true" => true, "false" => false, "any" => null, _ => Fail(ref reason, "published: write true, false or any.") };
        return reason.Length > 0 ? null : new NewsChoice(topic?.Name, Provider, Language, since, until, heat, quality, published, limit);
    }

    private static bool? Fail(ref string reason, string what)
    {
        reason = what;
        return null;
    }

    private static DateTimeOffset? Instant(string name, string? text, ref string reason)
    {
        if (text is null)
            return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            return instant;
        reason = $"{name}: this is not an instant. Write it like 2026-03-07T12:00:00Z.";
        return null;
    }

    private static int? Number(string name, string? text, int least, int most, ref string reason)
    {
        if (text is null)
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        reason = least == int.MinValue
            ? $"{name}: this is not a whole number."
            : string.Create(CultureInfo.InvariantCulture, $"{name}: write a whole number from {least} to {most}.");
        return null;
    }
}

/// <summary>What a list is to hold.</summary>
internal sealed record NewsChoice(
    string? Topic, string? Provider, string? Language, DateTimeOffset? Since, DateTimeOffset? Until, int? MinHeat, int? MinQuality, bool? IsPublished, int Limit)
{
    /// <summary>Whether an article belongs on it.</summary>
    public bool Takes(PlacedArticle placed) =>
        (IsPublished is not { } published || placed.Story.IsPublished == published)
        && (MinHeat is not { } heat || placed.Heat >= heat)
        && Takes(placed.Article);

    private bool Takes(Article article) =>
        (MinQuality is not { } quality || article.Quality.Value >= quality)
        && (Since is not { } since || article.Published >= since)
        && (Until is not { } until || article.Published < until)
        && (Provider is null || article.Provider.Domain.Equals(Provider, StringComparison.OrdinalIgnoreCase))
        && (Topic is null || article.Topics.Any(match => match.Topic == Topic))
        && (Language is null || Speaks(article.Language, Language));

    private static bool Speaks(string? tag, string wanted) =>
        tag is not null
        && tag.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)
        && (tag.Length == wanted.Length || tag[wanted.Length] == '-');
}
