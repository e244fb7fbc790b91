using Broadsheet.Polling;
using Broadsheet.Testing;

namespace Broadsheet.Tests.Polling;

public sealed class RetryAfterTests
{
    // Some.Moment is Wed, 04 Mar 2026 12:00:00 GMT.
    [Theory]
    [InlineData("120", 120.0)]
    [InlineData(" 0 ", 0.0)]
    [InlineData("1.5", 1.5)]
    [InlineData("99999999999999999999", 366.0 * 24 * 3600)]
    [InlineData("Wed, 04 Mar 2026 13:00:00 GMT", 3600.0)]
    [InlineData("Wednesday, 04-Mar-26 13:00:00 GMT", 3600.0)]
    [InlineData("Wed Mar  4 13:00:00 2026", 3600.0)]
    [InlineData("Wed, 04 Mar 2026 11:00:00 GMT", 0.0)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void IsReadAsSecondsOrDate(string? value, double? seconds) => Assert.Equal(seconds, RetryAfter.Parse(value, Some.Moment)?.TotalSeconds);
}
