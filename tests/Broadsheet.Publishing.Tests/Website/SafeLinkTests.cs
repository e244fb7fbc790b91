using CsCheck;

namespace Broadsheet.Publishing.Tests.Website;

public sealed class SafeLinkTests
{
    private static readonly string[] Pieces =
    [
        "a", "Z", "9", "0x7f", "127", "-", ".", ".", ":", "@", "%", "_", "[", "]", ":80", "example", "xn--p1ai", "org", "ü",
        new('a', 63), new('b', 64), string.Concat(Enumerable.Repeat("label.", 42)),
    ];

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

    /// <summary>Hosts put together from all that makes them names, numbers, ports, users or nothing at all.</summary>
    [Fact]
    public void WhatIsLetOutAtFirstSightIsWhatTheRuntimeReadsAsAnAddress() =>
        Gen.Select(OneOf("https://", "http://", "HTTPS://"), OneOf(Pieces).Array[0, 7], OneOf("", "/", "/a%2", "/a:b@c", "?q=@", "#", "/größe", "/]")).Sample((scheme, host, path) =>
        {
            var address = scheme + string.Concat(host) + path;

            var isRead = Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && uri.Host.Length > 0;

            Assert.Equal(isRead ? address : null, SafeLink.Of(address));
        }, iter: 20_000);

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(place => texts[place]);

    [Theory]
    [InlineData("https://www.youtube.com/embed/x", true)]
    [InlineData("http://www.youtube.com/embed/x", false)]
    [InlineData("https://www.youtube.com.evil.example/embed/x", false)]
    [InlineData("https://www.youtube.com:8443/embed/x", false)]
    public void PlayersComeFromAllowedHostsOnly(string address, bool allowed) =>
        Assert.Equal(allowed, SafeLink.OfHost(address, ["www.youtube.com"]) is not null);
}
