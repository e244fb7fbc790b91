using System.Globalization;
using System.Text.Json;
using Broadsheet.Testing;
using CsCheck;

namespace Broadsheet.Feeds.Tests;

public sealed class FeedDateReaderTests
{
    public static TheoryData<string, string, FeedDateOrigin> Readable => new()
    {
        { "Tue, 03 Mar 2026 09:39:21 GMT", "2026-03-03T09:39:21Z", FeedDateOrigin.Stated },
        { "Tue, 3 Mar 2026 09:39:21 +0130", "2026-03-03T08:09:21Z", FeedDateOrigin.Stated },
        { "3 Mar 26 09:39 EST", "2026-03-03T14:39:00Z", FeedDateOrigin.Stated },
        { "Tue,03 March 2026 09:39:21 PDT", "2026-03-03T16:39:21Z", FeedDateOrigin.Stated },
        { "03 Mar 98 09:39:21 GMT", "1998-03-03T09:39:21Z", FeedDateOrigin.Stated },
        { "2026-03-03T09:39:21Z", "2026-03-03T09:39:21Z", FeedDateOrigin.Stated },
        { "2026-03-03T09:39:21.123456-08:00", "2026-03-03T17:39:21Z", FeedDateOrigin.Stated },
        { "2026-03-03T09:39-05:00", "2026-03-03T14:39:00Z", FeedDateOrigin.Stated },
        { "2026-03-03 09:39:21+0300", "2026-03-03T06:39:21Z", FeedDateOrigin.Stated },
        { "2026-03-03 09:39:21", "2026-03-03T09:39:21Z", FeedDateOrigin.Estimated },
        { "2026-03-03", "2026-03-03T00:00:00Z", FeedDateOrigin.Estimated },
        { "2026-03", "2026-03-01T00:00:00Z", FeedDateOrigin.Estimated },
        { "2026/3/3 09:39:21 GMT", "2026-03-03T09:39:21Z", FeedDateOrigin.Repaired },
        { "03.03.2026 09:39:21", "2026-03-03T09:39:21Z", FeedDateOrigin.Estimated },
        { "Wed, 04/03/2026 - 15:21", "2026-03-04T15:21:00Z", FeedDateOrigin.Estimated },
        { "Fri, 04/03/2026 - 15:21", "2026-04-03T15:21:00Z", FeedDateOrigin.Estimated },
        { "26/03/2026 15:21 GMT", "2026-03-26T15:21:00Z", FeedDateOrigin.Repaired },
        { "Tue Mar 03 09:39:21 +0000 2026", "2026-03-03T09:39:21Z", FeedDateOrigin.Stated },
        { "Tue Mar 03 2026 09:39:21 GMT+0200 (CEST)", "2026-03-03T07:39:21Z", FeedDateOrigin.Stated },
        { "Tuesday, March 3, 2026 09:39 PM GMT", "2026-03-03T21:39:00Z", FeedDateOrigin.Stated },
        { "Mar. 3, 2026, 12:05 a.m.", "2026-03-03T00:05:00Z", FeedDateOrigin.Estimated },
        { "Tue, 3rd Mar 2026 09:39:21 GMT", "2026-03-03T09:39:21Z", FeedDateOrigin.Stated },
        { "Di, 03 Mär 2026 09:39:21 +0100", "2026-03-03T08:39:21Z", FeedDateOrigin.Stated },
        { "mar., 01 déc. 2026 16:11:02 +0000", "2026-12-01T16:11:02Z", FeedDateOrigin.Stated },
        { "Seg, 24 Set 2026 19:42:40 -0300", "2026-09-24T22:42:40Z", FeedDateOrigin.Stated },
        { "Tue 03 Mar 2026 14:28:41 -800", "2026-03-03T22:28:41Z", FeedDateOrigin.Repaired },
        { "Tue, 03 Mar 2026 09:39:21 America/New_York", "2026-03-03T14:39:21Z", FeedDateOrigin.Stated },
        { "Tue, 03 Mar 2026 24:00:00 GMT", "2026-03-04T00:00:00Z", FeedDateOrigin.Stated },
        { "Tue, 31 Mar 2026 23:59:60 GMT", "2026-03-31T23:59:59Z", FeedDateOrigin.Stated },
        { "1772530761", "2026-03-03T09:39:21Z", FeedDateOrigin.Repaired },
        { "1772530761000", "2026-03-03T09:39:21Z", FeedDateOrigin.Repaired },
        { "20260303", "2026-03-03T00:00:00Z", FeedDateOrigin.Estimated },
        { "2026-03-03 00:00:00-13:00", "2026-03-03T13:00:00Z", FeedDateOrigin.Stated },
        { "2026-03-03T09:39:21-05:00Z", "2026-03-03T14:39:21Z", FeedDateOrigin.Stated },
    };

    [Theory]
    [MemberData(nameof(Readable))]
    public void ReadsWhatFeedsWrite(string text, string utc, FeedDateOrigin origin)
    {
        var date = FeedDateReader.Read(text);

        Assert.NotNull(date);
        Assert.Equal(utc, Utc(date));
        Assert.Equal((origin, text), (date.Value.Origin, date.Value.Raw));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("yesterday")]
    [InlineData("Tue, 99 Mar 2026 09:39:21 GMT")]
    [InlineData("Tue, 31 Feb 2026 09:39:21 GMT")]
    [InlineData("Tue, 03 Xyz 2026 09:39:21 GMT")]
    [InlineData("Tue, 03 Mar zz 09:39:21 GMT")]
    [InlineData("Wed, 18 2026")]
    [InlineData("2026-03-03T25:14:55Z")]
    [InlineData("2026-03-03T10:61:55Z")]
    [InlineData("2026-xx-03")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("Mon, 01 Jan 0001 00:00:00 +1400")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 -1200")]
    [InlineData("99999999999999999999")]
    [InlineData("{date}")]
    [InlineData("+0400")]
    public void LeavesTheRestUnread(string text) => Assert.Null(FeedDateReader.Read(text));

    [Fact]
    public void ReadsBackEveryMomentInBothStandards() =>
        Gen.Select(Gen.Long[631_238_400, 4_102_272_000], Gen.Int[-12 * 60, 14 * 60]).Sample((seconds, offset) =>
        {
            var whole = DateTimeOffset.FromUnixTimeSeconds(seconds).ToOffset(TimeSpan.FromMinutes(offset));
            foreach (var format in (string[])["ddd, dd MMM yyyy HH:mm:ss zzz", "yyyy-MM-dd'T'HH:mm:sszzz"])
                Assert.Equal(whole, FeedDateReader.Read(whole.ToString(format, CultureInfo.InvariantCulture))?.Instant);
        }, iter: 2000);

    [Fact]
    public void NeverThrows() =>
        Gen.OneOf(Gen.String[Gen.Char["0123456789:-+/. ,TZ"], 0, 40], Gen.String).Sample(text => { FeedDateReader.Read(text); }, iter: 20_000);

    [Fact]
    public void ReadsTheDevelopmentData()
    {
        if (DevelopmentData.Find("feeds/dates.jsonl") is not { } file)
        {
            Assert.Skip(DevelopmentData.Absent);
            return;
        }

        var wrong = new List<string>();
        foreach (var line in File.ReadLines(file))
        {
            using var parsed = JsonDocument.Parse(line);
            var row = parsed.RootElement;
            if (row.GetProperty("tier").GetString() is not ("must" or "should" or "invalid"))
                continue;
            var read = FeedDateReader.Read(row.GetProperty("input").GetString());
            if (Utc(read) != row.GetProperty("utc").GetString())
                wrong.Add($"{row.GetProperty("input")} -> {Utc(read)}");
        }

        Assert.Empty(wrong);
    }

    private static string? Utc(FeedDate? date) => date?.Instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
