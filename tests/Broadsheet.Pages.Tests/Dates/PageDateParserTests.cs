using System.Globalization;
using Broadsheet.Pages.Dates;
using CsCheck;

namespace Broadsheet.Pages.Tests.Dates;

public sealed class PageDateParserTests
{
    [Theory]
    [InlineData("2021-03-04T05:06:07+02:00", "2021-03-04T05:06:07+02:00")]
    [InlineData("2021-03-04T05:06:07.1234567Z", "2021-03-04T05:06:07+00:00")]
    [InlineData("2021-03-04T05:06:07+0530", "2021-03-04T05:06:07+05:30")]
    [InlineData("2021-03-04T05:06:07-0800", "2021-03-04T05:06:07-08:00")]
    [InlineData("2021-03-04T05:06:07+01", "2021-03-04T05:06:07+01:00")]
    [InlineData("2021-03-04T05:06:07+01:00Z", "2021-03-04T05:06:07+01:00")]
    [InlineData("2021-03-04 05:06", "2021-03-04T05:06:00")]
    [InlineData("2021-3-4T5:06:07Z", "2021-03-04T05:06:07+00:00")]
    [InlineData("2021-03-04", "2021-03-04")]
    [InlineData("2021/03/04", "2021-03-04")]
    [InlineData("20210304T050607Z", "2021-03-04T05:06:07+00:00")]
    [InlineData("20210304", "2021-03-04")]
    [InlineData("20210304050607", "2021-03-04T05:06:07")]
    [InlineData("1614834367", "2021-03-04T05:06:07+00:00")]
    [InlineData("1614834367000", "2021-03-04T05:06:07+00:00")]
    [InlineData("Thu, 04 Mar 2021 05:06:07 GMT", "2021-03-04T05:06:07+00:00")]
    [InlineData("Thu, 4 Mar 2021 05:06:07 EST", "2021-03-04T05:06:07-05:00")]
    [InlineData("Thu Mar 04 05:06:07 UTC 2021", "2021-03-04T05:06:07+00:00")]
    [InlineData("Thu Mar 04 2021 05:06:07 GMT+0100 (CET)", "2021-03-04T05:06:07+01:00")]
    [InlineData("March 4, 2021 5:06 p.m.", "2021-03-04T17:06:00")]
    [InlineData("March 4th, 2021 at 12:06am", "2021-03-04T00:06:00")]
    [InlineData("4 March 2021", "2021-03-04")]
    [InlineData("4. März 2021, 17:06 Uhr", "2021-03-04T17:06:00")]
    [InlineData("4 de marzo de 2021", "2021-03-04")]
    [InlineData("4 février 2021 à 14h30", "2021-02-04T14:30:00")]
    [InlineData("04.03.2021, 05:06:07", "2021-03-04T05:06:07")]
    [InlineData("4.3.2021", "2021-03-04")]
    [InlineData("4 марта 2021", "2021-03-04")]
    [InlineData("4 مارس 2021", "2021-03-04")]
    [InlineData("٤ مارس ٢٠٢١", "2021-03-04")]
    [InlineData("2021年3月4日 5:06", "2021-03-04T05:06:00")]
    [InlineData("2021년 3월 4일", "2021-03-04")]
    [InlineData("23/03/2021", "2021-03-23")]
    [InlineData("03/23/2021", "2021-03-23")]
    [InlineData("2021-23-03", "2021-03-23")]
    public void EveryWrittenFormIsRead(string text, string expected) => Assert.Equal(expected, Text(PageDateParser.Parse(text)));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2021-13-45")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("1.2.3")]
    [InlineData("99999999999")]
    [InlineData("Article 12345 of 2021")]
    public void WhatIsNoDateIsNone(string text) => Assert.Null(PageDateParser.Parse(text));

    [Theory]
    [InlineData(false, "2021-04-03")]
    [InlineData(true, "2021-03-04")]
    public void WhichOfTwoSmallNumbersIsTheMonthIsForTheCallerToSay(bool monthFirst, string expected) =>
        Assert.Equal(expected, Text(PageDateParser.Parse("03/04/2021", monthFirst)));

    [Theory]
    [InlineData("https://example.com/2021/03/04/ferry", "2021-03-04")]
    [InlineData("https://example.com/ferry-20210304", "2021-03-04")]
    [InlineData("https://example.com/2021/mar/04/ferry", "2021-03-04")]
    [InlineData("https://example.com/news/2021-3-4/", "2021-03-04")]
    [InlineData("https://example.com/story/20219999", "")]
    [InlineData("https://example.com/2021/ferry", "")]
    public void ADayInTheAddressIsRead(string url, string expected) => Assert.Equal(expected, Text(PageDateParser.InAddress(url)));

    [Fact]
    public void AnyTextIsAnswered() => Gen.String.Sample(text =>
    {
        PageDateParser.Parse(text);
        PageDateParser.Find(text);
        PageDateParser.InAddress(text);
    });

    [Fact]
    public void AWrittenInstantIsReadBack() =>
        Gen.Select(Gen.DateTime[new(1995, 1, 1), new(2090, 1, 1)], Gen.Int[-14 * 4, 14 * 4]).Sample((moment, quarters) =>
        {
            var instant = new DateTimeOffset(DateTime.SpecifyKind(new(moment.Ticks / 10_000_000 * 10_000_000), DateTimeKind.Unspecified), TimeSpan.FromMinutes(15 * quarters));

            var read = PageDateParser.Parse(instant.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));

            Assert.Equal(new PageDate(instant, true, true), read);
        });

    private static string Text(PageDate? date) => date is { } stated
        ? stated.Instant.ToString(stated.HasZone ? "yyyy-MM-dd'T'HH:mm:sszzz" : stated.HasTime ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd", CultureInfo.InvariantCulture)
        : "";
}
