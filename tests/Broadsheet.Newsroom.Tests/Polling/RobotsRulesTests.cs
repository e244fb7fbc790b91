using System.Text;
using Broadsheet.Polling;
using CsCheck;

namespace Broadsheet.Tests.Polling;

public sealed class RobotsRulesTests
{
    [Theory]
    // The longest match decides, Allow wins a tie (RFC 9309 §2.2.2).
    [InlineData("User-agent: *\nDisallow: /", "/a", false)]
    [InlineData("User-agent: *\nDisallow:", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true)]
    [InlineData("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/x", false)]
    [InlineData("User-agent: *\nDisallow: /a\nAllow: /a", "/a", true)]
    [InlineData("User-agent: *\nAllow: /a\nDisallow: /a", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /page", "/pages/1", false)]
    [InlineData("User-agent: *\nDisallow: /Page", "/page", true)]
    // Wildcards and anchors.
    [InlineData("User-agent: *\nDisallow: /*.gif$", "/x/y.gif", false)]
    [InlineData("User-agent: *\nDisallow: /*.gif$", "/x/y.gif?z", true)]
    [InlineData("User-agent: *\nDisallow: /*.gif", "/x/y.gif?z", false)]
    [InlineData("User-agent: *\nDisallow: /a*b*c", "/a-b-b-c", false)]
    [InlineData("User-agent: *\nDisallow: /a*b$", "/a-b-c-b", false)]
    [InlineData("User-agent: *\nDisallow: /a*b$", "/a-b-c", true)]
    [InlineData("User-agent: *\nDisallow: *?print", "/a?print=1", false)]
    [InlineData("User-agent: *\nDisallow: /$", "/", false)]
    [InlineData("User-agent: *\nDisallow: /$", "/a", true)]
    // Groups.
    [InlineData("User-agent: broadsheet\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", true)]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: BROADSHEET/2.0\nDisallow: /a", "/b", true)]
    [InlineData("User-agent: other\nUser-agent: Broadsheet\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: Broadsheet\nDisallow: /a\nUser-agent: other\nDisallow: /b\nUser-agent: Broadsheet\nDisallow: /c", "/c", false)]
    [InlineData("User-agent: Broadsheet\nDisallow: /a\nUser-agent: other\nDisallow: /b\nUser-agent: Broadsheet\nDisallow: /c", "/b", true)]
    [InlineData("User-agent: Broadsheet\nSitemap: https://gazette.example/s.xml\nUser-agent: other\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: Broadsheeting\nDisallow: /", "/a", true)]
    [InlineData("Disallow: /", "/a", true)]
    // Odd writing.
    [InlineData("\uFEFFuser-AGENT : *\r\n\tDISALLOW :  /a  # not this\r\n", "/a", false)]
    [InlineData("User-agent: *\rDisallow: /a", "/a", false)]
    [InlineData("<html>User-agent: *</html>\nDisallow /a", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /\nDisallow: /robots.txt", "/robots.txt", true)]
    // Encoded and plain are the same.
    [InlineData("User-agent: *\nDisallow: /caf\u00E9", "/caf%C3%A9", false)]
    [InlineData("User-agent: *\nDisallow: /caf%c3%a9", "/caf\u00E9/x", false)]
    [InlineData("User-agent: *\nDisallow: /%7Ejoe", "/~joe/", false)]
    [InlineData("User-agent: *\nDisallow: /a%2Fb", "/a/b", true)]
    [InlineData("User-agent: *\nDisallow: /100%", "/100%25", false)]
    public void Decide(string file, string path, bool isAllowed) =>
        Assert.Equal(isAllowed, RobotsRules.Parse(Encoding.UTF8.GetBytes(file), "Broadsheet").Allows(path));

    [Theory]
    [InlineData("User-agent: *\nCrawl-delay: 10", 10.0)]
    [InlineData("User-agent: *\nCrawl-delay: 0.5", 0.5)]
    [InlineData("User-agent: *\nCrawl-delay: soon", null)]
    [InlineData("User-agent: *\nCrawl-delay: -1", null)]
    [InlineData("User-agent: *\nCrawl-delay: 9\nUser-agent: Broadsheet\nDisallow:", null)]
    [InlineData("User-agent: other\nCrawl-delay: 9", null)]
    public void TellTheDelay(string file, double? seconds) =>
        Assert.Equal(seconds, RobotsRules.Parse(Encoding.UTF8.GetBytes(file), "Broadsheet").CrawlDelay?.TotalSeconds);

    [Fact]
    public void ReadAnyBytes() =>
        Gen.Select(Gen.Byte.Array[0, 500], Gen.String[0, 50]).Sample((file, path) =>
        {
            var rules = RobotsRules.Parse([.. "User-agent: *\nDisallow: /"u8, .. file], "Broadsheet");
            Assert.Equal(rules.Allows(path), rules.Allows(path));
        });

    [Fact]
    public void AreTheSameAgainWhenReadBackFromTheirText() =>
        Gen.Select(Gen.Char["/ab%2e4Ff~$*\u00E9 #"].Array[0, 12].List[0, 12], Gen.Char["/ab%2e4Ff~\u00E9 "].Array[0, 8].List[1, 20], Gen.Int[0, 100_000]).Sample((patterns, paths, delay) =>
        {
            var file = string.Concat(patterns.Select((pattern, i) => $"{(i % 3 == 0 ? "Allow" : "Disallow")}: /{new string(pattern)}\n"));
            var rules = RobotsRules.Parse(Encoding.UTF8.GetBytes($"User-agent: Broadsheet\n{file}Crawl-delay: {delay / 1000}.{delay % 1000:000}"), "Broadsheet");

            var again = RobotsRules.Parse(Encoding.UTF8.GetBytes(rules.ToString()), "Broadsheet");

            Assert.Equal(rules.CrawlDelay, again.CrawlDelay);
            Assert.Equal(paths.Select(path => rules.Allows("/" + new string(path))), paths.Select(path => again.Allows("/" + new string(path))));
            Assert.Equal(rules.ToString(), again.ToString());
        });

    [Fact]
    public void AnswerAHostilePatternAtOnce()
    {
        var pattern = string.Concat(Enumerable.Repeat("*a", 2000));
        var rules = RobotsRules.Parse(Encoding.UTF8.GetBytes($"User-agent: *\nDisallow: /{pattern}b"), "Broadsheet");

        Assert.True(rules.Allows("/" + new string('a', 8000)));
    }
}
