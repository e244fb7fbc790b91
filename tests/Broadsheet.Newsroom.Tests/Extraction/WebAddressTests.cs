using CsCheck;

namespace Broadsheet.Tests.Extraction;

public sealed class WebAddressTests
{
    [Theory]
    [InlineData("HTTPS://Gazette.Example/Harbour", "https://gazette.example/Harbour")]
    [InlineData("  http://gazette.example\n", "http://gazette.example/")]
    [InlineData("https://gazette.example:443/a", "https://gazette.example/a")]
    [InlineData("http://gazette.example:8080/a", "http://gazette.example:8080/a")]
    [InlineData("https://gazette.example./a/../b/./c", "https://gazette.example/b/c")]
    [InlineData("https://gazette.example/a#comments", "https://gazette.example/a")]
    [InlineData("https://gazette.example/#!/a", "https://gazette.example/#!/a")]
    [InlineData("https://gazette.example/a b", "https://gazette.example/a%20b")]
    [InlineData("https://gazette.example/%7euser/%c3%a9", "https://gazette.example/~user/%C3%A9")]
    [InlineData("https://gazette.example/é", "https://gazette.example/%C3%A9")]
    [InlineData("https://gazette.example/100%", "https://gazette.example/100%25")]
    [InlineData("https://bücher.example/", "https://xn--bcher-kva.example/")]
    [InlineData("https:\\\\gazette.example\\a", "https://gazette.example/a")]
    [InlineData("https://under_score.gazette.example/a", "https://under_score.gazette.example/a")]
    [InlineData("https://gazette.example/a?utm_source=rss&id=5&fbclid=x", "https://gazette.example/a?id=5")]
    [InlineData("https://gazette.example/a\"onclick=\"x", "https://gazette.example/a%22onclick=%22x")]
    public void WritesAnAddressInOneWay(string written, string expected) =>
        Assert.Equal(expected, WebAddress.From(written)?.WithoutTracking().ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/relative")]
    [InlineData("javascript:alert(1)")]
    [InlineData("java\nscript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://gazette.example/")]
    [InlineData("https://bank.example@evil.example/")]
    [InlineData("https://user:secret@gazette.example/")]
    [InlineData("https://")]
    [InlineData("https:///")]
    [InlineData("https://gazette.example:99999/")]
    [InlineData("https://gaz ette.example/")]
    [InlineData("https://a..b/")]
    [InlineData("https://<script>/")]
    public void RefusesWhatAReaderMustNotBeSentTo(string? written) => Assert.Null(WebAddress.From(written));

    [Theory]
    [InlineData("http://www.gazette.example/harbour/", "https://gazette.example/harbour")]
    [InlineData("https://m.gazette.example/harbour", "https://gazette.example/harbour")]
    [InlineData("https://amp.gazette.example/harbour", "https://gazette.example/harbour")]
    [InlineData("https://gazette.example/2026/harbour/amp/", "https://gazette.example/2026/harbour")]
    [InlineData("https://gazette.example/harbour/index.html", "https://gazette.example/harbour")]
    [InlineData("https://gazette.example/a?b=1&a=2", "https://gazette.example/a?a=2&b=1")]
    [InlineData("https://gazette.example/a?utm_campaign=x", "https://gazette.example/a")]
    [InlineData("https://gazette.example/a#top", "https://gazette.example/a")]
    [InlineData("https://gazette.example/%61", "https://gazette.example/a")]
    [InlineData("https://BÜCHER.example/a", "https://xn--bcher-kva.example/a")]
    public void KnowsTwoWaysToWriteOnePage(string one, string other) => Assert.True(WebAddress.AreSame(one, other));

    [Theory]
    [InlineData("https://gazette.example/a", "https://gazette.example/A")]
    [InlineData("https://gazette.example/?p=1", "https://gazette.example/?p=2")]
    [InlineData("https://m.co/a", "https://co/a")]
    [InlineData("https://m.co.uk/a", "https://co.uk/a")]
    [InlineData("https://gazette.example/topics/amp", "https://gazette.example/topics/amp/2")]
    [InlineData("https://gazette.example/topics", "https://gazette.example/amp")]
    [InlineData("https://gazette.example:8080/a", "https://gazette.example/a")]
    [InlineData("https://gazette.example/#!/a", "https://gazette.example/#!/b")]
    [InlineData("https://news.gazette.example/a", "https://gazette.example/a")]
    public void KeepsTwoPagesApart(string one, string other) => Assert.False(WebAddress.AreSame(one, other));

    [Theory]
    [InlineData("https://gazette.example", true)]
    [InlineData("https://www.gazette.example/index.php", true)]
    [InlineData("https://gazette.example/?utm_source=x", true)]
    [InlineData("https://gazette.example/?p=12", false)]
    [InlineData("https://gazette.example/harbour", false)]
    public void KnowsAFrontPage(string written, bool expected) => Assert.Equal(expected, WebAddress.From(written)!.IsHomePage);

    [Fact]
    public void ReadingWhatItWroteChangesNothing() => AnyAddress.Sample(written =>
    {
        if (WebAddress.From(written) is not { } address)
            return true;
        var again = WebAddress.From(address.ToString());
        return again is not null && again.ToString() == address.ToString() && again.Key == address.Key
            && address.WithoutTracking().Key == address.Key && again.WithoutTracking() == again.WithoutTracking().WithoutTracking();
    });

    [Fact]
    public void NeverThrows() => Gen.String.Sample(text =>
    {
        _ = WebAddress.From(text);
        _ = WebAddress.From("https://" + text)?.Key;
        _ = WebAddress.From("http://a.example/" + text)?.Key;
    });

    [Fact]
    public void SurvivesHalfACharacterInHostAndPath()
    {
        Assert.Null(WebAddress.From("https://\uD800.example/"));
        Assert.Equal("https://a.example/%EF%BF%BD", WebAddress.From("https://a.example/\uD800")!.ToString());
    }

    private static readonly Gen<string> AnyAddress =
        from scheme in OneOf("http://", "https://", "HTTP://", "https:\\\\")
        from host in OneOf("gazette.example", "www.Gazette.example", "m.gazette.co.uk", "bücher.example", "a_b.example", "[2001:db8::1]", "192.0.2.1", "straße.example", "日本.example")
        from port in OneOf("", ":80", ":443", ":8080", ":")
        from path in Gen.String[Gen.OneOf(Gen.Char["/.%?#&=!aAé \"~"], Gen.Char), 0, 30]
        select scheme + host + port + "/" + path;

    private static Gen<string> OneOf(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);
}
