using System.Net;
using Broadsheet.Server.Api;

namespace Broadsheet.Server.Tests.Api;

/// <summary>Who counts as one reader.</summary>
public sealed class ReaderLimitTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("::ffff:192.0.2.1", "::ffff:192.0.2.2", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void AHouseholdIsOneReader(string one, string other, bool isSame) =>
        Assert.Equal(isSame, ReaderLimit.KeyOf(IPAddress.Parse(one)) == ReaderLimit.KeyOf(IPAddress.Parse(other)));
}
