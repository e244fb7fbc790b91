namespace Broadsheet.Feeds.Tests;

public sealed class FeedDiscoveryTests
{
    [Theory]
    [InlineData("<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/rss\">", "https://harbour.example/rss")]
    [InlineData("<LINK REL=alternate TYPE='APPLICATION/ATOM+XML' HREF=atom.xml>", "https://harbour.example/news/atom.xml")]
    [InlineData("<base href='https://other.example/x/'><link type=application/rss+xml rel=alternate href=feed>", "https://other.example/x/feed")]
    [InlineData("<link rel=\"alternate\" type=\"application/feed+json\" href=\"/f.json?a=1&amp;b=2\">", "https://harbour.example/f.json?a=1&b=2")]
    [InlineData("<link rel=alternate type=application/rss+xml href=/comments/feed title='Comments'><link rel=alternate type=application/rss+xml href=/feed>", "https://harbour.example/feed")]
    [InlineData("<script>'<link rel=alternate type=application/rss+xml href=/no>'</script><a href='/blog/rss.xml'>RSS</a>", "https://harbour.example/blog/rss.xml")]
    [InlineData("<link rel=alternate type=text/xml href='/feeds/videos.xml?channel_id=UC123'>", "https://harbour.example/feeds/videos.xml?channel_id=UC123")]
    [InlineData("<link rel=alternate type=application/json href='/wp-json/wp/v2/posts/1'><a href='/feed/'>x</a>", "https://harbour.example/feed/")]
    public void PutsTheFeedThatIsLookedForFirst(string html, string first) =>
        Assert.Equal(first, FeedDiscovery.Find(html, "https://harbour.example/news/today")[0].Url);

    [Theory]
    [InlineData("https://www.youtube.com/channel/UC123", "https://www.youtube.com/feeds/videos.xml?channel_id=UC123")]
    [InlineData("https://github.com/ada/quay", "https://github.com/ada/quay/releases.atom")]
    [InlineData("https://harbour.substack.com/p/one", "https://harbour.substack.com/feed")]
    public void KnowsHostsWhoseFeedsFollowFromTheAddress(string page, string first) => Assert.Equal(first, FeedDiscovery.Find("<p>", page)[0].Url);

    [Fact]
    public void GuessesLast()
    {
        var candidates = FeedDiscovery.Find("<a href=/x.rss>x</a>", "https://harbour.example/");

        Assert.Equal("https://harbour.example/x.rss", candidates[0].Url);
        Assert.Contains(candidates, candidate => candidate.Url == "https://harbour.example/feed.xml");
    }
}
