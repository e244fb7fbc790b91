using Broadsheet.Clustering;

namespace Broadsheet.Tests.Clustering;

public class HeadlineTests
{
    [Theory]
    [InlineData("Ferry returns to service - The Gazette", "Ferry returns to service")]
    [InlineData("Ferry returns to service | gazette.example", "Ferry returns to service")]
    [InlineData("Ferry returns to service – GAZETTE", "Ferry returns to service")]
    [InlineData("Opinion | The ferry was late", "The ferry was late")]
    [InlineData("BREAKING: Ferry sinks", "Ferry sinks")]
    [InlineData("Live updates: Ferry sinks", "Ferry sinks")]
    [InlineData("UPDATE 2-Ferry line cuts forecast", "Ferry line cuts forecast")]
    [InlineData("Ferry - a love story", "Ferry - a love story")]
    [InlineData("Mayor: ferry is safe", "Mayor: ferry is safe")]
    [InlineData("Live:", "Live:")]
    [InlineData("Gazette", "Gazette")]
    [InlineData(" - Gazette", "- Gazette")]
    [InlineData("", "")]
    public void LosesLabelsAndThePublisherButNotTheNews(string title, string expected)
    {
        Assert.Equal(expected, Headline.Core(title, "Gazette", "gazette.example").ToString());
    }
}
