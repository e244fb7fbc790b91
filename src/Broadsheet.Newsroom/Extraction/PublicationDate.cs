using Broadsheet.Feeds;
using Broadsheet.Pages;

namespace Broadsheet.Extraction;

/// <summary>Decides when an article was published, from what its feed and its page say and when it was first seen.</summary>
internal static class PublicationDate
{
    /// <summary>No zone is further from another than this on paper (-12 to +14 is 26 hours, but the same site is never mistaken by more).</summary>
    private static readonly TimeSpan WidestZoneError = TimeSpan.FromHours(14);

    /// <summary>A date and how it was come by.</summary>
    public readonly record struct Dated(DateTimeOffset At, DateOrigin Origin, string From);

    /// <summary>Never later than the first sight and the slack, and never from a later poll: the moment of first sight is the anchor.</summary>
    public static Dated Decide(FeedDate? feed, Finding<PageDate>? page, DateTimeOffset firstSeen, TimeSpan slack)
    {
        var latest = firstSeen + slack;
        var fromFeed = feed is { } stated && IsPlausible(stated.Instant) ? stated : (FeedDate?)null;
        var fromPage = page is not null && IsPlausible(page.Value.Instant) ? page : null;

        var dated = (fromFeed, fromPage) switch
        {
            (null, null) => new Dated(firstSeen, DateOrigin.Estimated, "first seen"),
            ({ } item, null) => new Dated(item.Instant, OriginOf(item), "feed"),
            (null, { } found) => new Dated(found.Value.Instant, OriginOf(found.Value), found.From),
            ({ } item, { } found) => Between(item, found, latest),
        };
        if (dated.At > latest)
            dated = new Dated(firstSeen, DateOrigin.Estimated, dated.From + ", in the future");
        return dated with { At = ToSecond(dated.At) };
    }

    private static Dated Between(FeedDate feed, Finding<PageDate> page, DateTimeOffset latest)
    {
        var (said, shown) = (feed.Instant, page.Value.Instant);
        var fromFeed = new Dated(said, OriginOf(feed), "feed");
        var fromPage = new Dated(shown, OriginOf(page.Value), page.From);

        // A day alone is kept only when the other names a different one.
        if (!page.Value.HasTime)
            return (said - shown).Duration() < TimeSpan.FromHours(38) ? fromFeed : Earlier(fromFeed, fromPage);
        if (feed.Origin == FeedDateOrigin.Estimated && page.Value.HasZone)
            return (said - shown).Duration() < TimeSpan.FromHours(38) ? fromPage : Earlier(fromFeed, fromPage);

        var apart = said - shown;
        if (apart.Duration() < TimeSpan.FromMinutes(1))
            return page.Value.HasZone || feed.Origin != FeedDateOrigin.Stated ? fromPage : fromFeed;
        if (!IsZoneError(apart))
            return Earlier(fromFeed, fromPage);
        if (!page.Value.HasZone)
            return fromFeed with { From = "feed, the page states no zone" };
        return BetweenZones(fromFeed, fromPage, latest);
    }

    /// <summary>
    /// One of the two stamped its local time with somebody else's zone, as WordPress feeds did for years ("Z" on Pacific time).
    /// </summary>
    private static Dated BetweenZones(Dated feed, Dated page, DateTimeOffset latest)
    {
        const string Note = ", zone error of the other";
        // The same clock time with two offsets: the one that bothered to state an offset knows it.
        if (feed.At.DateTime == page.At.DateTime && (feed.At.Offset == TimeSpan.Zero) != (page.At.Offset == TimeSpan.Zero))
            return feed.At.Offset == TimeSpan.Zero ? page with { From = page.From + Note } : feed with { From = "feed" + Note };
        // What had not happened yet when we saw it is wrong.
        if (page.At > latest && feed.At <= latest)
            return feed with { From = "feed" + Note };
        return page with { From = page.From + Note };
    }

    /// <summary>Feeds stamp the last change, pages now and then a comment's date: the first publication is the earlier.</summary>
    private static Dated Earlier(Dated one, Dated other) => one.At <= other.At ? one : other;

    /// <summary>Whole half hours apart (India, Newfoundland), to the minute.</summary>
    private static bool IsZoneError(TimeSpan apart)
    {
        if (apart.Duration() > WidestZoneError + TimeSpan.FromMinutes(1))
            return false;
        var minutes = Math.Round(apart.TotalMinutes);
        return minutes % 30 == 0 && Math.Abs(apart.TotalMinutes - minutes) < 0.5;
    }

    /// <summary>Epoch zero and its kin are what software writes when it knows no date.</summary>
    private static bool IsPlausible(DateTimeOffset at) => at.UtcDateTime.Year is >= 1990 and < 9000;

    private static DateOrigin OriginOf(FeedDate date) => date.Origin switch
    {
        FeedDateOrigin.Stated => DateOrigin.Stated,
        _ => DateOrigin.Repaired,
    };

    private static DateOrigin OriginOf(PageDate date) => date is { HasZone: true, HasTime: true } ? DateOrigin.Stated : DateOrigin.Repaired;

    /// <summary>To the second, in UTC.</summary>
    public static DateTimeOffset ToSecond(DateTimeOffset at)
    {
        var utc = at.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerSecond));
    }
}
