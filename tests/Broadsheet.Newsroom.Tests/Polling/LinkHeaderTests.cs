using Broadsheet.Polling;
using CsCheck;

namespace Broadsheet.Tests.Polling;

public sealed class LinkHeaderTests
{
    private static readonly Uri Address = new("https://gazette.example/feed");

    [Theory]
    [InlineData("<https://hub.example/>; rel=\"hub\"", "https://hub.example/")]
    [InlineData("<https://hub.example/>;REL=Hub", "https://hub.example/")]
    [InlineData("<https://a.example/>; rel=self, </hub>; rel=\"first hub\"; title=\"a <b>, c\"", "https://gazette.example/hub")]
    [InlineData("<https://a.example/>; title=\"x\"; rel=hub,<https://b.example/>; rel=hub", "https://a.example/ https://b.example/")]
    [InlineData("<https://a.example/>; rel=hubs", "")]
    [InlineData("<javascript:alert(1)>; rel=hub", "")]
    [InlineData("<https://a.example/; rel=hub", "")]
    [InlineData("https://a.example/; rel=hub", "")]
    [InlineData("", "")]
    public void NamesItsTargetsByRelation(string header, string targets) =>
        Assert.Equal(targets, string.Join(' ', LinkHeader.Targets([header], "hub", Address)));

    [Fact]
    public void ReadsAnything() => Gen.String.Sample(text => LinkHeader.Targets([text, "<" + text], "hub", Address).Count() <= 2 * text.Length + 2);
}
