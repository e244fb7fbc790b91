namespace Broadsheet.Publishing.Tests.Website;

public sealed class SafeLinkTests
{
    [Theory]
    [InlineData("https://example.org/a?b=c&d=%20#e")]
    [InlineData("http://example.org:8080/")]
    [InlineData("HTTPS://EXAMPLE.ORG/Größe")]
    [InlineData("https://[::1]/a")]
    public void WebAddressesPassAsTheyWereWritten(string address) => Assert.Equal(address, SafeLink.Of(address));

    [Theory]
    [InlineData(null)]
    [InlineData("https://")]
    [InlineData("https:///path")]
    [InlineData("https://user:secret@example.org/")]
    [InlineData("https://example.org/a b")]
    [InlineData("https://example.org/\ta")]
    [InlineData("https:\\\\example.org")]
    [InlineData("mailto:a@example.org")]
    public void OthersDoNot(string? address) => Assert.Null(SafeLink.Of(address));

    [Theory]
    [InlineData("https://www.youtube.com/embed/x", true)]
    [InlineData("http://www.youtube.com/embed/x", false)]
    [InlineData("https://www.youtube.com.evil.example/embed/x", false)]
    [InlineData("https://www.youtube.com:8443/embed/x", false)]
    public void PlayersComeFromAllowedHostsOnly(string address, bool allowed) =>
        Assert.Equal(allowed, SafeLink.OfHost(address, ["www.youtube.com"]) is not null);
}
