using System.Globalization;
using Broadsheet.Extraction;
using Broadsheet.Feeds;
using Broadsheet.Pages;

namespace Broadsheet.Tests.Extraction;

public sealed class PublicationDateTests
{
    private const string FirstSeen = "2026-03-04T20:00:00Z";

    [Theory]
    // Both agree; the page's word is kept, in UTC and to the second.
    [InlineData("2026-03-04T10:00:00Z", "2026-03-04T11:00:00.7+01:00", "2026-03-04T10:00:00Z")]
    // WordPress: Pacific wall clock stamped Z in the feed, the truth on the page.
    [InlineData("2026-03-04T08:00:00Z", "2026-03-04T08:00:00-08:00", "2026-03-04T16:00:00Z")]
    [InlineData("2026-03-04T08:00:00Z", "2026-03-04T16:00:00Z", "2026-03-04T16:00:00Z")]
    // A page in Europe that stamps its local time Z, the truth in the feed.
    [InlineData("2026-03-04T14:00:00+02:00", "2026-03-04T14:00:00Z", "2026-03-04T12:00:00Z")]
    // The same, and only the future gives it away.
    [InlineData("2026-03-04T19:00:00Z", "2026-03-04T21:00:00Z", "2026-03-04T19:00:00Z")]
    // India is half an hour off the hour.
    [InlineData("2026-03-04T10:30:00Z", "2026-03-04T10:30:00+05:30", "2026-03-04T05:00:00Z")]
    // Not a zone error: the feed stamps the last change, the first publication counts.
    [InlineData("2026-03-04T10:17:00Z", "2026-03-04T08:05:00Z", "2026-03-04T08:05:00Z")]
    [InlineData("2026-03-01T10:00:00Z", "2026-03-04T08:05:00Z", "2026-03-01T10:00:00Z")]
    public void FeedAndPageAreReconciled(string feed, string page, string expected) =>
        Assert.Equal(At(expected), Decide(Feed(feed), Page(page)).At);

    [Fact]
    public void APageWithoutAZoneYieldsToTheFeed() =>
        Assert.Equal(At("2026-03-04T12:00:00Z"), Decide(Feed("2026-03-04T14:00:00+02:00"), Page("2026-03-04T14:00:00Z", hasZone: false)).At);

    [Fact]
    public void ADayAloneYieldsToATimeOnIt() =>
        Assert.Equal(At("2026-03-04T14:05:00Z"), Decide(Feed("2026-03-04T14:05:00Z"), Page("2026-03-04T00:00:00Z", hasZone: false, hasTime: false)).At);

    [Fact]
    public void ADayAloneInTheFeedYieldsToATimeOnThePage() =>
        Assert.Equal(At("2026-03-04T14:05:00Z"), Decide(Feed("2026-03-04T00:00:00Z", FeedDateOrigin.Estimated), Page("2026-03-04T14:05:00Z")).At);

    [Theory]
    [InlineData(null)]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void WithoutADateTheFirstSightCountsAndIsFlagged(string? feed)
    {
        var dated = Decide(feed is null ? null : Feed(feed), null);

        Assert.Equal((At(FirstSeen), DateOrigin.Estimated), (dated.At, dated.Origin));
    }

    [Theory]
    [InlineData("2026-03-04T20:09:00Z", "2026-03-04T20:09:00Z", DateOrigin.Stated)]
    [InlineData("2026-03-04T21:00:00Z", FirstSeen, DateOrigin.Estimated)]
    [InlineData("2031-01-01T00:00:00Z", FirstSeen, DateOrigin.Estimated)]
    public void TheFutureHasNotBeenPublished(string feed, string expected, DateOrigin origin)
    {
        var dated = Decide(Feed(feed), null);

        Assert.Equal((At(expected), origin), (dated.At, dated.Origin));
    }

    [Fact]
    public void TheOriginIsStatedOnlyWhenNothingHadToBeSupplied()
    {
        Assert.Equal(DateOrigin.Stated, Decide(Feed("2026-03-04T10:00:00Z"), null).Origin);
        Assert.Equal(DateOrigin.Repaired, Decide(Feed("2026-03-04T10:00:00Z", FeedDateOrigin.Repaired), null).Origin);
        Assert.Equal(DateOrigin.Repaired, Decide(null, Page("2026-03-04T10:00:00Z", hasZone: false)).Origin);
    }

    private static PublicationDate.Dated Decide(FeedDate? feed, Finding<PageDate>? page) => PublicationDate.Decide(feed, page, At(FirstSeen), TimeSpan.FromMinutes(10));

    private static FeedDate Feed(string at, FeedDateOrigin origin = FeedDateOrigin.Stated) => new(At(at), origin, at);

    private static Finding<PageDate> Page(string at, bool hasZone = true, bool hasTime = true) => Given.Found(new PageDate(At(at), hasZone, hasTime));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
