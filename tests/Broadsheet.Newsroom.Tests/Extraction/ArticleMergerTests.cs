using Broadsheet.Extraction;
using Broadsheet.Testing;

namespace Broadsheet.Tests.Extraction;

public sealed class ArticleMergerTests
{
    private const string Url = "https://gazette.example/ferry";

    private static readonly Provider Syndicator = Some.Provider("Herald", "herald.example");

    [Fact]
    public void TheSameAgainChangesNothing()
    {
        var held = Held();

        var merged = new ArticleMerger().Merge(held, Held());

        Assert.Empty(merged.Changed);
        Assert.Equal(held, merged.Article);
    }

    [Fact]
    public void ANewTitleIsTakenAndIdentityStays()
    {
        var held = Held();
        var arriving = Held(title: "Ferry returns, and is late") with { Id = "a0", Path = "_news/other.md", Published = Some.Moment.AddDays(1), FirstSeen = Some.Moment.AddDays(1) };

        var (article, changed) = new ArticleMerger().Merge(held, arriving);

        Assert.Equal(["title"], changed);
        Assert.Equal("Ferry returns, and is late", article.Title);
        Assert.Equal((held.Id, held.Path, held.Published, held.FirstSeen), (article.Id, article.Path, article.Published, article.FirstSeen));
    }

    [Theory]
    [InlineData("Ferry  returns")]
    [InlineData("FERRY RETURNS")]
    [InlineData("“Ferry returns”")]
    public void AnotherDressOfTheSameTitleIsNoChange(string title) => Assert.Empty(new ArticleMerger().Merge(Held(), Held(title: title)).Changed);

    [Fact]
    public void AnotherFeedAddsASightingAndFillsWhatWasMissing()
    {
        var held = Held(excerpt: "");
        var arriving = Held(title: "The ferry is back", feed: "https://planet.example/feed") with { Excerpt = "It came back on Monday.", Images = [new Picture("https://img.example/a.jpg", 800, 600, false)] };

        var (article, changed) = new ArticleMerger().Merge(held, arriving);

        Assert.Equal(["sightings", "excerpt", "images"], changed);
        Assert.Equal(["https://gazette.example/feed", "https://planet.example/feed"], article.Sightings.Select(sighting => sighting.SourceUrl));
        Assert.Equal("Ferry returns", article.Title);
        Assert.Equal("It came back on Monday.", article.Excerpt);
    }

    [Fact]
    public void NothingIsReplacedByNothing()
    {
        var held = Held() with { Images = [new Picture("https://img.example/a.jpg", 800, 600, false)], Authors = ["Ada Quay"] };

        var (article, changed) = new ArticleMerger().Merge(held, Held(excerpt: ""));

        Assert.Empty(changed);
        Assert.Equal(held, article);
    }

    [Fact]
    public void TwoFeedsOfOneSiteDoNotTakeTurns()
    {
        var merger = new ArticleMerger();
        var article = Held();
        List<string> titles = [];
        for (var i = 0; i < 6; i++)
        {
            article = merger.Merge(article, i % 2 == 0 ? Held(title: "The ferry is back", feed: "https://gazette.example/sport") : Held()).Article;
            titles.Add(article.Title);
        }

        Assert.All(titles, title => Assert.Equal("Ferry returns", title));
    }

    [Fact]
    public void ALaterModificationSpeaksThroughAnyFeedOfTheSite()
    {
        var arriving = Held(title: "The ferry is late", feed: "https://gazette.example/sport") with { Modified = Some.Moment.AddHours(5) };

        var (article, changed) = new ArticleMerger().Merge(Held(), arriving);

        Assert.Contains("title", changed);
        Assert.Equal(Some.Moment.AddHours(5), article.Modified);
    }

    [Fact]
    public void SyndicatorsDoNotTakeTurns()
    {
        var merger = new ArticleMerger();
        var article = Held();
        for (var i = 0; i < 6; i++)
        {
            var copy = Held(title: "Copied headline " + i, feed: "https://herald.example/feed") with { Provider = Syndicator, WebUrl = "https://herald.example/copy" };
            article = merger.Merge(article, i % 2 == 0 ? copy : Held()).Article;
        }

        Assert.Equal(("Gazette", "Ferry returns", Url), (article.Provider.Name, article.Title, article.WebUrl));
        Assert.Equal(2, article.Sightings.Count);
    }

    [Fact]
    public void TheOneTheCanonicalNamesTakesOverFromASyndicatorOnce()
    {
        var copy = Held(title: "Copied headline", feed: "https://herald.example/feed") with { Provider = Syndicator, WebUrl = "https://herald.example/copy", Path = "_news/kept.md" };
        var merger = new ArticleMerger();

        var (article, changed) = merger.Merge(copy, Held());

        Assert.Equal(["sightings", "provider", "title"], changed);
        Assert.Equal(("Gazette", "Ferry returns", "_news/kept.md"), (article.Provider.Name, article.Title, article.Path));
        Assert.Empty(merger.Merge(article, copy).Changed);
    }

    private static Article Held(string title = "Ferry returns", string excerpt = "It was repaired for two weeks.", string feed = "https://gazette.example/feed") =>
        Some.Article(title: title, excerpt: excerpt, url: Url) with { Sightings = [new Sighting(feed, "1", false, Some.Moment)] };
}
