using Broadsheet.Publishing.Website;
using Broadsheet.Testing;

namespace Broadsheet.Publishing.Tests.Website;

public sealed class VideoPagesTests
{
    private static readonly List<string> Hosts = new WebsiteOptions().PlayerHosts;

    [Theory]
    [InlineData("<iframe src=\"https://www.youtube.com/embed/a?b=c&amp;d\"></iframe>", "https://www.youtube.com/embed/a?b=c&d")]
    [InlineData("<p><iframe src='https://player.vimeo.com/video/1'>", "https://player.vimeo.com/video/1")]
    [InlineData("<iframe src=\"https://evil.example/embed\"></iframe>", null)]
    [InlineData("<iframe srcdoc=\"x\"></iframe>", null)]
    [InlineData("<video src=\"https://www.youtube.com/embed/a\"></video>", null)]
    [InlineData(null, null)]
    public void OnlyTheAddressOfAnAllowedPlayerIsTaken(string? markup, string? player) => Assert.Equal(player, VideoPages.PlayerOf(markup, Hosts));

    [Fact]
    public void AVideoHasItsPageUnderTheNameOfItsRecord()
    {
        var video = Some.Article() with { Type = ArticleType.Video, WebUrl = null, Path = "_news/2026-03-04-watch-the-tide.md", FeaturedContent = "<iframe src=\"https://www.youtube.com/embed/a\"></iframe>" };

        var page = Site.Page(Some.Edition(Some.Story(video)), "news/2026-03-04-watch-the-tide/index.html");

        Assert.Contains("sandbox=\"allow-scripts", page, StringComparison.Ordinal);
        Assert.Contains("frame-src https://www.youtube.com;", page, StringComparison.Ordinal);
    }
}
