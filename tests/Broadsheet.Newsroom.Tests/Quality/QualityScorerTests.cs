using Broadsheet.Quality;
using Broadsheet.Testing;
using CsCheck;

namespace Broadsheet.Tests.Quality;

public sealed class QualityScorerTests
{
    private static readonly Topic PowerApps = new() { Id = "power-apps", Name = "Power Apps", Keywords = ["power apps"] };
    private static readonly Topic Canvas = new() { Id = "canvas", Name = "Canvas", Keywords = ["canvas app", "canvas apps"] };
    private static readonly Topic Models = new() { Id = "models", Name = "Models", Keywords = ["model-driven apps", "model-driven apps"] };
    private static readonly Picture Photo = new("https://a.example/photo.jpg", 1200, 630, IsCached: false);
    private static readonly Sighting Blog = new("https://blog.example/feed", "1", IsCurated: true, Some.Moment);

    private static readonly QualityOptions Old = new()
    {
        CuratedSource = 50, ListedProvider = 40, Topic = 2, Keywords = TermMode.Substring, CountEveryKeyword = true, TitleLength = 70, MostForTitleLength = 1000,
        CuratedTitlesCost = true, PoorExcerpt = 0, Placeholders = [],
    };

    [Theory]
    [InlineData("Ferry returns", false, false, false, false, 2)]
    [InlineData("Power Apps returns", false, false, false, false, 17)]
    [InlineData("Power Apps returns", true, false, false, false, 67)]
    [InlineData("Power Apps returns", true, true, true, true, 197)]
    [InlineData("Superpower apps return", false, true, false, false, 57)]
    public void TheOldRuleAddsUp(string title, bool curated, bool listed, bool picture, bool ampAndPlayer, int quality)
    {
        var article = Some.Article(title: title) with
        {
            Sightings = curated ? [Blog] : [],
            Provider = Some.Provider() with { IsListed = listed },
            Images = picture ? [Photo] : [],
            AmpWebUrl = ampAndPlayer ? "https://amp.example/" : null,
            FeaturedContent = ampAndPlayer ? "<iframe></iframe>" : null,
            Topics = [new TopicMatch("Power Apps", "root", "")],
        };

        Assert.Equal(quality, new QualityScorer([PowerApps], Old).Score(article).Value);
    }

    [Theory]
    [InlineData("Canvas apps", 30, 15)]
    [InlineData("A canvas app", 15, 15)]
    [InlineData("Model-driven apps", 30, 15)]
    public void NestedAndRepeatedKeywordsCountedInTheOldSystem(string title, int old, int now)
    {
        var article = Some.Article(title: title) with { Topics = [new TopicMatch("Canvas", "keyword", ""), new TopicMatch("Models", "keyword", "")] };

        Assert.Equal(old, PointsOf("keywords", article, Old));
        Assert.Equal(now, PointsOf("keywords", article, new QualityOptions()));
    }

    [Fact]
    public void ALongTitleHidAnOfficialPostAndDoesNoMore()
    {
        var article = Some.Article(title: new string('x', 91)) with { Sightings = [Blog], Images = [Photo] };

        Assert.Equal(-10, PointsOf("title-length", article, Old));
        Assert.Equal(0, PointsOf("title-length", article, new QualityOptions { TitleLength = 70 }));
        Assert.Equal(-10, PointsOf("title-length", article with { Sightings = [] }, new QualityOptions { TitleLength = 70 }));
    }

    [Fact]
    public void APlaceholderGivesNothing()
    {
        var article = Some.Article() with { Images = [Photo with { Url = "https://a.example/social/Social-Share-post.png" }] };

        Assert.Equal(20, PointsOf("picture", article, Old));
        Assert.Equal(0, PointsOf("picture", article, new QualityOptions()));
    }

    [Theory]
    [InlineData("NA")]
    [InlineData("Harbour ferry returns to service")]
    public void AnExcerptThatSaysNothingCosts(string excerpt) =>
        Assert.Equal(-10, PointsOf("excerpt", Some.Article(excerpt: excerpt), new QualityOptions { ShortestExcerpt = 20 }));

    [Fact]
    public void QualityIsNeverBelowZero() =>
        Assert.Equal(0, new QualityScorer([], new QualityOptions()).Score(Some.Article(excerpt: "") with { Topics = [] }).Value);

    [Fact]
    public void TheSignalsAlwaysSumToTheValue() =>
        Gen.Select(Gen.String, Gen.String, Gen.Int[0, 3], Gen.Bool).Sample((title, excerpt, curated, isOld) =>
        {
            var article = Some.Article(title: title, excerpt: excerpt, url: "https://a.example/") with
            {
                Sightings = [.. Enumerable.Range(0, curated).Select(i => Blog with { SourceUrl = $"https://{i}.example/" })],
                Images = curated > 1 ? [Photo] : [],
            };

            var score = new QualityScorer([PowerApps], isOld ? Old : new QualityOptions()).Score(article);

            Assert.Equal(Math.Max(0, score.Signals.Sum(signal => signal.Points)), score.Value);
            Assert.All(score.Signals, signal => Assert.NotEmpty(signal.Evidence));
        });

    private static int PointsOf(string signal, Article article, QualityOptions options) =>
        new QualityScorer([PowerApps, Canvas, Models], options).Score(article).Signals.FirstOrDefault(other => other.Name == signal)?.Points ?? 0;
}
