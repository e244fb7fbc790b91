using System.Text;
using Broadsheet.Server.Accounts;

namespace Broadsheet.Server.Tests.Accounts;

/// <summary>The codes of RFC 6238, by its own table.</summary>
public sealed class OneTimeCodeTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void TheTableOfTheStandardHolds(long seconds, string code) =>
        Assert.Equal(code, OneTimeCode.At(Secret, OneTimeCode.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds)), digits: 8));

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    [InlineData("12345678901234567890", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")]
    public void ASecretIsWrittenInBase32(string secret, string written) => Assert.Equal(written, OneTimeCode.Written(Encoding.ASCII.GetBytes(secret)));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void AClockMayBeHalfAMinuteOff(int steps, bool isTaken)
    {
        var code = OneTimeCode.At(Secret, OneTimeCode.StepOf(SampleSite.Evening) + steps);

        Assert.Equal(isTaken ? OneTimeCode.StepOf(SampleSite.Evening) + steps : null, OneTimeCode.Find(Secret, code, SampleSite.Evening));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    [InlineData("１２３４５６")]
    public void WhatIsNoCodeIsNone(string code) => Assert.Null(OneTimeCode.Find(Secret, code, SampleSite.Evening));

    [Fact]
    public void ALinkNamesTheSiteAndTheAccount() =>
        Assert.Equal("otpauth://totp/The%20Gazette%20%26%20more:ruth%40x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=The%20Gazette%20%26%20more", OneTimeCode.Link("The Gazette & more", "ruth@x", Secret));
}
