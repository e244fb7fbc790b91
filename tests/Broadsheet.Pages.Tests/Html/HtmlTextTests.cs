using Broadsheet.Pages.Html;
using CsCheck;

namespace Broadsheet.Pages.Tests.Html;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("a &amp; b", "a & b")]
    [InlineData("&lt;b&gt;", "<b>")]
    [InlineData("Caf&eacute;&nbsp; &#8211; &#x2014;", "Café – —")]
    [InlineData("&#146;tis", "’tis")]
    [InlineData("R&amp D &copy 2024", "R& D © 2024")]
    [InlineData("?a=1&copy=2", "?a=1&copy=2")]
    [InlineData("&nosuch; & &; &#; &#x;", "&nosuch; & &; &#; &#x;")]
    [InlineData("&#0; &#xD800; &#9999999;", "\ufffd \ufffd \ufffd")]
    [InlineData("  a\r\n\t b\u00a0 c\u200b\u00add ", "a b cd")]
    public void ReferencesAreDecodedAndSpacesCollapsed(string raw, string expected) => Assert.Equal(expected, HtmlText.Clean(raw));

    [Fact]
    public void CleanTextStaysAsItIs() => Gen.String[Gen.Char["ab c\u00e9 \n;#"], 0, 40].Sample(raw =>
    {
        var once = HtmlText.Clean(raw);
        Assert.Equal(once, HtmlText.Clean(once));
    });
}
