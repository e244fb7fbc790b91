using Broadsheet.Publishing.Website;

namespace Broadsheet.Publishing.Tests.Website;

public sealed class BadgeColorsTests
{
    [Theory]
    [InlineData("#FFFFFF", "#0015BC", "#FFFFFF")]
    [InlineData("#FFFFFF", "#FF0000", "#000000")]
    [InlineData("#777777", "#000080", "#ffffff")]
    public void TextIsReadableOnItsBackground(string text, string background, string shown) =>
        Assert.Equal(shown, BadgeColors.Of(new Highlight("Voice", text, background))!.Value.Text);

    [Theory]
    [InlineData("red", "#000000")]
    [InlineData("#fff;}body{display:none", "#000000")]
    [InlineData("#ffffff", "url(//x)")]
    [InlineData("#-12345", "#000000")]
    public void WhatIsNoColourIsLeftOut(string text, string background) => Assert.Null(BadgeColors.Of(new Highlight("Voice", text, background)));
}
