using Broadsheet.Extraction;

namespace Broadsheet.Tests.Extraction;

public sealed class HeadlineChooserTests
{
    private static readonly string[] Names = ["Harbour Gazette", "gazette.example", "gazette"];

    [Theory]
    [InlineData("Ferry returns | Harbour Gazette", "Ferry returns")]
    [InlineData("Harbour Gazette - Ferry returns", "Ferry returns")]
    [InlineData("Ferry returns – gazette.example", "Ferry returns")]
    [InlineData("Ferry returns - Pier rebuilt | Harbour Gazette", "Ferry returns - Pier rebuilt")]
    [InlineData("Ferry returns | Harbour Gazette | Gazette", "Ferry returns")]
    [InlineData("The Harbour Gazette's century", "The Harbour Gazette's century")]
    [InlineData("Ferry &amp; pier: &#8220;ready&#8221;", "Ferry & pier: “ready”")]
    [InlineData("Ferry\n  returns\u00A0today", "Ferry returns today")]
    [InlineData("Ferry \u202Ereturns\u202C", "Ferry returns")]
    [InlineData("List<String> in five minutes", "List<String> in five minutes")]
    [InlineData("Harbour Gazette", "")]
    public void CleansAndTakesTheSitesNameOff(string title, string expected) => Assert.Equal(expected, HeadlineChooser.Clean(title, Names));

    [Theory]
    [InlineData("Ferry returns to service", "The ferry returns to service after repairs", 0.5, "The ferry returns to service after repairs")]
    [InlineData("Ferry returns to serv…", "A long wait ends at the pier", 0.5, "A long wait ends at the pier")]
    [InlineData("Ferry returns to service", "News from the harbour", 0.5, "Ferry returns to service")]
    [InlineData("Ferry returns to service", "A long wait ends", 0.95, "A long wait ends")]
    [InlineData("Ferry returns to service", "Page not found", 1, "Ferry returns to service")]
    [InlineData("Ferry returns to service", "Harbour Gazette", 1, "Ferry returns to service")]
    [InlineData("Brothel in the harbour closed", "Local News | Brothel in the harbour closed", 0.95, "Brothel in the harbour closed")]
    [InlineData("Seven ferries return", "The seven ferries return", 0.95, "The seven ferries return")]
    [InlineData("Seven ferries return", "Harbour days: Seven ferries return", 0.95, "Seven ferries return")]
    [InlineData("Seven ferries return", "Harbour days Seven ferries return", 0.95, "Seven ferries return")]
    [InlineData("The ferry returns", "The ferry returnsUltima Hora", 0.95, "The ferry returns")]
    [InlineData("The ferry returns", "The ferry returns after repairs", 0.8, "The ferry returns after repairs")]
    [InlineData("Ferry returns - Daily Bugle", "Ferry returns", 0.5, "Ferry returns")]
    [InlineData("The Harbour Blog: Ferry returns to service", "The Harbour Blog", 0.9, "The Harbour Blog: Ferry returns to service")]
    [InlineData("Ferry returns to…", "Ferry returns to service", 0.5, "Ferry returns to service")]
    [InlineData("", "A long wait ends", 0.1, "A long wait ends")]
    public void ThePrintedHeadlineCountsWhenItIsTheSameArticles(string feed, string page, double confidence, string expected) =>
        Assert.Equal(expected, HeadlineChooser.Choose(feed, Given.Found(page, confidence), Names, 250).Value);

    [Fact]
    public void AnEndlessTitleEndsAtAWord()
    {
        var title = HeadlineChooser.Choose(string.Join(' ', Enumerable.Repeat("ferry", 100)), null, [], 60).Value;

        Assert.True(title.Length <= 60);
        Assert.EndsWith("ferry…", title, StringComparison.Ordinal);
    }
}
