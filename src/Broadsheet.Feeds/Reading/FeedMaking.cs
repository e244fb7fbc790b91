using System.Globalization;
using Broadsheet.Feeds.Html;
using Broadsheet.Feeds.Links;

namespace Broadsheet.Feeds.Reading;

/// <summary>Makes a <see cref="Feed"/> and its items of the facts.</summary>
internal static class FeedMaking
{
    public static Feed Make(FeedFormat format, string version, FeedFacts facts, List<FeedFacts> items, FeedContext context, FeedReaderOptions options)
    {
        var feed = new Feed
        {
            Format = format,
            Version = version,
            Title = PlainTitle(facts.Title, format),
            SiteUrl = facts.Link is { } link && WebLink.IsHttp(link) ? link : null,
            SelfUrl = LinkOf(facts, "self"),
            Hubs = facts.Links.Count == 0 ? [] : [.. facts.Links.Where(candidate => candidate.Rel == "hub").Select(hub => hub.Href).OfType<string>().Distinct(StringComparer.Ordinal)],
            Language = facts.Language ??= LanguageOf(context),
            TimeToLive = TimeToLiveOf(facts.Extras),
            SkipHours = [.. facts.Extras.SkipHours.Select(HourOf).Where(hour => hour >= 0).Distinct()],
            SkipDays = [.. facts.Extras.SkipDays.Select(DayOf).OfType<DayOfWeek>().Distinct()],
            Facts = facts,
        };
        var identities = new ItemIdentities(items.Count);
        var made = new FeedItem[items.Count];
        for (var i = 0; i < made.Length; i++)
            made[i] = MakeItem(items[i], format, feed.Language, identities, context, options);
        return feed with { Items = made };
    }

    private static FeedItem MakeItem(FeedFacts facts, FeedFormat format, string? feedLanguage, ItemIdentities identities, FeedContext context, FeedReaderOptions options)
    {
        FeedText? summary = null, content = null;
        foreach (var body in facts.BodyList ?? [])
        {
            if (body.IsContent)
                content = content is null || body.Text.Raw.Length > content.Raw.Length ? body.Text : content;
            else if (summary is null)
                summary = body.Text;
            else
                content ??= body.Text;
        }

        var title = PlainTitle(facts.Title, format);
        var link = LinkOf(facts);
        var canonical = facts.OriginalLink is { } original && WebLink.IsHttp(original) ? original : link;
        canonical = canonical is null ? null : TrackingParameters.Remove(canonical);
        var publishedStated = facts.Published ?? facts.Created ?? facts.Updated;
        var published = DateOf(publishedStated, context.Moment);
        return new FeedItem
        {
            Identity = identities.Next(facts.Id, canonical, title, summary ?? content),
            Id = facts.Id,
            Title = title,
            Link = link,
            CanonicalLink = canonical,
            Published = published,
            Updated = facts.Updated == publishedStated ? published : DateOf(facts.Updated, context.Moment),
            Source = SourceOf(facts),
            Language = facts.Language == feedLanguage ? null : facts.Language,
            YouTubeId = (facts.HasExtras ? facts.Extras.YouTubeId : null) ?? YouTubeVideo.IdOf(link),
            Facts = facts,
            Bodies = new ItemBodies(summary, content, facts, options.ExcerptLength),
        };
    }

    private static string? LanguageOf(FeedContext context) =>
        context.Header("content-language") is { Length: > 0 and < 40 } language && !language.Contains(',', StringComparison.Ordinal) ? language.Trim() : null;

    // A title of JSON is plain text, and yet some publishers' programs put a "&#8217;" there: nobody means that by it.
    private static string? PlainTitle(FeedText? title, FeedFormat format) =>
        title?.Plain(2000) is { Length: > 0 } plain ? format == FeedFormat.Json && plain.Contains('&', StringComparison.Ordinal) ? HtmlEntities.Decode(plain) : plain : null;

    private static string? LinkOf(FeedFacts facts, string rel)
    {
        foreach (var link in facts.LinkList ?? [])
        {
            if (link.Href is not null && link.Rel.Equals(rel, StringComparison.OrdinalIgnoreCase))
                return link.Href;
        }

        return null;
    }

    // The alternate; else an alternate of whatever type; else an id that is an address; else what it relates to.
    private static string? LinkOf(FeedFacts facts)
    {
        if (facts.Link is { } stated)
            return WebLink.IsHttp(stated) ? stated : null;
        var link = LinkOf(facts, "alternate") ?? (WebLink.IsHttp(facts.Id) && facts.PermaLinkStated is null ? facts.Id : null) ?? LinkOf(facts, "related");
        return WebLink.IsHttp(link) ? link : null;
    }

    // A date that lies more than a year ahead is a mistake of the publisher, or a way to stay on top.
    private static FeedDate? DateOf(string? stated, DateTimeOffset? moment)
    {
        if (stated is null || FeedDateReader.Read(stated) is not { } date)
            return null;
        return moment is { } now && date.Instant > now.AddYears(1) ? null : date;
    }

    private static FeedSource? SourceOf(FeedFacts facts)
    {
        if (facts.Source is not { } source)
            return facts.HasExtras && facts.Extras.PublicationName is { Length: > 0 } name ? new FeedSource(name, null) : null;
        var url = source.Link ?? (source.Links.Count > 0 ? source.Links[0].Href : null);
        var title = PlainTitle(source.Title, FeedFormat.Unknown);
        return title is null && url is null ? null : new FeedSource(title, url);
    }

    private static TimeSpan? TimeToLiveOf(FeedExtras extras)
    {
        if (int.TryParse(extras.Ttl, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= 60 * 24 * 365)
            return TimeSpan.FromMinutes(minutes);
        double? hours = extras.UpdatePeriod?.ToLowerInvariant() switch
        {
            "hourly" => 1,
            "daily" => 24,
            "weekly" => 24 * 7,
            "monthly" => 24 * 30,
            "yearly" => 24 * 365,
            _ => null,
        };
        var times = int.TryParse(extras.UpdateFrequency, NumberStyles.None, CultureInfo.InvariantCulture, out var frequency) && frequency is > 0 and < 10_000 ? frequency : 1;
        return hours is { } period ? TimeSpan.FromHours(period / times) : null;
    }

    private static int HourOf(string stated) =>
        int.TryParse(stated, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour is >= 0 and <= 24 ? hour % 24 : -1;

    private static DayOfWeek? DayOf(string stated) => Enum.TryParse<DayOfWeek>(stated, true, out var day) && Enum.IsDefined(day) ? day : null;
}
