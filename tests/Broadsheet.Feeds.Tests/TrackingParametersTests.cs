namespace Broadsheet.Feeds.Tests;

public sealed class TrackingParametersTests
{
    [Theory]
    [InlineData("https://a.example/p", "https://a.example/p")]
    [InlineData("https://a.example/p?utm_source=x", "https://a.example/p")]
    [InlineData("https://a.example/p?id=7&utm_source=x&UTM_medium=y#top", "https://a.example/p?id=7#top")]
    [InlineData("https://a.example/p?gclid=1&b=&a", "https://a.example/p?b=&a")]
    [InlineData("https://a.example/p?ref=home", "https://a.example/p?ref=home")]
    [InlineData("https://www.a.example/p?ref=a.example", "https://www.a.example/p")]
    [InlineData("https://a.example/p?x=1&amp;utm_source=y", "https://a.example/p?x=1")]
    [InlineData("https://a.example/p#xtor=RSS-1", "https://a.example/p")]
    [InlineData("https://a.example/p?q=%C3%A9+x&s=1", "https://a.example/p?q=%C3%A9+x&s=1")]
    public void TakesOutOnlyWhatTracks(string address, string expected)
    {
        Assert.Equal(expected, TrackingParameters.Remove(address));
        Assert.Equal(expected, TrackingParameters.Remove(expected));
    }
}
