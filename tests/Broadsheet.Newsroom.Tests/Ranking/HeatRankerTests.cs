using Broadsheet.Ranking;
using Broadsheet.Testing;
using CsCheck;

namespace Broadsheet.Tests.Ranking;

public class HeatRankerTests
{
    private readonly HeatRanker _ranker = new(new RankingOptions());

    [Theory]
    [InlineData(173, 0, 173)]
    [InlineData(173, 2, 213)]
    [InlineData(98, 1, 118)]
    [InlineData(155, 349, 7135)]
    public void HeatIsTheLeadsQualityAndTwentyForEachOther(int quality, int others, int heat)
    {
        Assert.Equal(heat, _ranker.HeatOf(Story("x", quality, others)));
    }

    [Theory]
    [InlineData(70, true, "Published: its lead's quality, 70, reaches 70.")]
    [InlineData(69, false, "Not published: its lead's quality, 69, does not reach 70.")]
    public void AStoryIsPublishedWhenItsLeadIsGoodEnough(int quality, bool published, string reason)
    {
        var story = Assert.Single(_ranker.Rank([Story("x", quality)], Some.Moment));

        Assert.Equal((published, reason), (story.IsPublished, story.PublishReason));
    }

    [Fact]
    public void TheEditorDecidesOverTheScore()
    {
        var verdict = new EditorsVerdict { IsPublished = true, PublishReason = "Because." };
        var story = Assert.Single(_ranker.Rank([Story("x", 5)], Some.Moment, _ => verdict));

        Assert.Equal((true, "Because."), (story.IsPublished, story.PublishReason));
    }

    [Theory]
    [InlineData(1, 1.0, "1 source", "1 source in the last 3 h")]
    [InlineData(1, 60.0, "1 source", "0 sources in the last 3 h")]
    [InlineData(3, 1.0, "3 sources", "3 sources in the last 3 h")]
    public void SourcesAreCountedInWords(int sources, double hoursAgo, string all, string fresh)
    {
        var articles = Enumerable.Range(0, sources).Select(i => Some.Article(
            title: "Told by " + i, provider: Some.Provider(domain: $"p{i}.example"), published: Some.Moment.AddHours(-hoursAgo)));

        var story = Assert.Single(_ranker.Rank([Some.Story([.. articles])], Some.Moment));

        Assert.Equal([all, fresh], story.RankParts.Skip(1).Take(2).Select(part => part.Evidence));
    }

    [Fact]
    public void PinnedStoriesStandFirst()
    {
        var (small, big) = (Story("small", 70, hoursAgo: 40), Story("big", 200, others: 30));
        var ranked = _ranker.Rank([big, small], Some.Moment, story => new EditorsVerdict { IsPinned = story.Id == small.Id });

        Assert.Equal([small.Id, big.Id], ranked.Select(story => story.Id));
        Assert.True(ranked[0].IsPinned);
    }

    [Fact]
    public void TiesKeepTheSameOrderOnEveryRun()
    {
        Story[] stories = [.. Enumerable.Range(0, 20).Select(i => Story("story" + i, 100))];
        var expected = _ranker.Rank(stories, Some.Moment).Select(story => story.Id).ToList();

        for (var i = 0; i < 20; i++)
        {
            new Random(i).Shuffle(stories);
            Assert.Equal(expected, _ranker.Rank(stories, Some.Moment).Select(story => story.Id));
        }
    }

    [Fact]
    public void TheHeatIsTheSumOfItsParts()
    {
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 40], Gen.Int[0, 50]).Sample((quality, others, each) =>
        {
            var story = Assert.Single(new HeatRanker(new RankingOptions { HeatPerArticle = each }).Rank([Story("x", quality, others)], Some.Moment));

            Assert.Equal(quality + (each * others), story.Heat);
            Assert.Equal(story.Heat, story.HeatParts.Sum(part => part.Value));
            Assert.Equal(["quality", "related"], story.HeatParts.Select(part => part.Name));
        });
    }

    [Fact]
    public void TheRankIsTheSumOfItsParts()
    {
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 40], Gen.Double[0, 200]).Sample((quality, others, hours) =>
        {
            var story = Assert.Single(_ranker.Rank([Story("x", quality, others, hours)], Some.Moment));

            Assert.Equal(story.RankParts.Sum(part => part.Value), story.Rank);
            Assert.Equal(["heat", "sources", "novelty", "staleness", "fatigue"], story.RankParts.Select(part => part.Name));
        });
    }

    [Fact]
    public void NoStoryStaysOnTopForDays()
    {
        // The hottest there can be, with a new article every minute, against the least that is published.
        var giant = Story("giant", 300, others: 500, hoursAgo: 72, spread: true);
        var modest = Story("modest", 70);
        var ranked = _ranker.Rank([giant, modest], Some.Moment);

        Assert.Equal(modest.Id, ranked[0].Id);
        Assert.Equal(giant.Id, _ranker.Rank([Story("giant", 300, 500, 1, spread: true), modest], Some.Moment)[0].Id);
    }

    [Fact]
    public void MoreSourcesRankAboveMoreArticlesOfOne()
    {
        var (many, one) = (Story("many", 100, 4, spread: true), Story("one", 100, 4));

        Assert.Equal(many.Id, _ranker.Rank([one, many], Some.Moment)[0].Id);
    }

    [Fact]
    public void RisingStoriesGotMostOfTheirSourcesLately()
    {
        var ranked = _ranker.Rank([Story("old", 100, 8, hoursAgo: 30), Story("new", 100, 3, spread: true), Story("same", 100, 8), Story("dull", 10, 8, spread: true)], Some.Moment);

        Assert.Equal(["snew"], _ranker.Rising(ranked, Some.Moment).Select(story => story.Id));
    }

    [Fact]
    public void ADateAheadOfTheEditionIsNotFresherThanNow()
    {
        var ranked = _ranker.Rank([Story("x", 100, hoursAgo: -500), Story("y", 100)], Some.Moment);

        Assert.Equal(ranked[0].Rank, ranked[1].Rank);
    }

    private static Story Story(string name, int quality, int others = 0, double hoursAgo = 0, bool spread = false) => new()
    {
        Id = "s" + name,
        Articles =
        [
            .. Enumerable.Range(0, others + 1).Select(i => Some.Article(
                url: $"https://gazette.example/{name}/{i}",
                published: Some.Moment.AddHours(i == 0 || !spread ? -hoursAgo : -hoursAgo * (others - i) / others),
                quality: i == 0 ? quality : Math.Min(quality, 10),
                provider: Some.Provider("Paper", spread ? $"p{i}.example" : "gazette.example"))),
        ],
    };
}
