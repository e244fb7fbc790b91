using Broadsheet.Quality;
using Broadsheet.Testing;
using CsCheck;

namespace Broadsheet.Tests.Quality;

public sealed class QualityFitterTests
{
    private const int PublishAt = 70;
    private static readonly Picture Photo = new("https://a.example/photo.jpg", 1200, 630, IsCached: false);
    private static readonly QualityOptions Usual = new();

    [Fact]
    public void WhatEditorsWantGainsAndWhatTheyHideLoses()
    {
        // They publish what has a player, and hide the rest, though it comes from a listed provider with a picture.
        var decided = Enumerable.Range(0, 12).Select(i => (Made(i, player: i % 2 == 0), i % 2 == 0)).ToList();

        var fit = Fit(decided);
        var weights = fit.Weights.ToDictionary(weight => weight.Setting, weight => (weight.Now, weight.Suggested));

        Assert.Equal((6, 6), (fit.Shown, fit.Withheld));
        Assert.Equal(6, fit.AgreedNow);
        Assert.Equal((12, 12), (fit.AgreedThen, fit.AgreedUnseen));
        Assert.True(weights["quality.player"].Suggested > weights["quality.player"].Now);
        Assert.True(weights["quality.picture"].Suggested < weights["quality.picture"].Now);
    }

    [Fact]
    public void ASignalNoDecisionSpeaksOfKeepsItsWeight()
    {
        var fit = Fit([.. Enumerable.Range(0, 12).Select(i => (Made(i, player: i % 2 == 0), i % 2 == 0))]);

        Assert.Equal(new QualityWeight("quality.amp", Usual.Amp, Usual.Amp), fit.Weights.Single(weight => weight.Setting == "quality.amp"));
        Assert.Equal(new QualityWeight("quality.curatedSource", Usual.CuratedSource, Usual.CuratedSource), fit.Weights.Single(weight => weight.Setting == "quality.curatedSource"));
    }

    [Fact]
    public void ThreeOfEachAreNeeded()
    {
        var fit = Fit([.. Enumerable.Range(0, 12).Select(i => (Made(i, player: false), i < 2))]);

        Assert.Empty(fit.Weights);
        Assert.Equal((2, 10), (fit.Shown, fit.Withheld));
    }

    [Fact]
    public void TheEffectIsWhatTheScorerWouldSay()
    {
        Article[] archive = [.. Enumerable.Range(20, 10).Select(i => Made(i, player: i % 3 == 0))];

        var fit = Fit([.. Enumerable.Range(0, 12).Select(i => (Made(i, player: i % 2 == 0), i % 2 == 0))], archive);

        var then = new QualityScorer([], OptionsOf(fit));
        var now = new QualityScorer([], Usual);
        Assert.NotEmpty(fit.Crossing);
        Assert.Equal(
            archive.Where(article => now.Score(article).Value >= PublishAt != then.Score(article).Value >= PublishAt).Select(article => (article.Id, then.Score(article).Value)).Order(),
            fit.Crossing.Select(change => (change.ArticleId, change.Then)).Order());
    }

    [Fact]
    public void DecisionsThatQualityAgreesWithChangeNoDecision() =>
        Gen.Int[0, 1_000_000].Sample(
            seed =>
            {
                var random = new Random(seed);
                var scorer = new QualityScorer([], Usual);
                var decided = Enumerable.Range(0, 30).Select(i => Made(i, random.Next(2) == 0, random.Next(2) == 0, random.Next(2) == 0))
                    .Select(article => (article, scorer.Score(article).Value >= PublishAt)).ToList();

                var fit = Fit(decided);

                Assert.Equal(30, fit.AgreedNow);
                if (fit.Weights.Count > 0)
                    Assert.Equal(30, fit.AgreedThen);
            },
            iter: 30);

    private static QualityFit Fit(List<(Article Article, bool IsShown)> decided, params Article[] archive) => new QualityFitter([], Usual, PublishAt).Fit(options =>
    {
        var scorer = new QualityScorer([], options);
        Article Scored(Article article) => article with { Quality = scorer.Score(article) };
        return new QualityTrial([.. decided.Select(one => (Scored(one.Article), one.IsShown))], [.. archive.Select(Scored)]);
    });

    private static QualityOptions OptionsOf(QualityFit fit)
    {
        var options = new QualityOptions();
        foreach (var weight in fit.Weights)
            typeof(QualityOptions).GetProperty(char.ToUpperInvariant(weight.Setting["quality.".Length]) + weight.Setting[("quality.".Length + 1)..])!.SetValue(options, weight.Suggested);
        return options;
    }

    private static Article Made(int number, bool player, bool listed = true, bool picture = true) => Some.Article(id: $"a{number:x16}") with
    {
        FeaturedContent = player ? "https://tube.example/1" : null,
        Images = picture ? [Photo] : [],
        Provider = Some.Provider() with { IsListed = listed },
        Topics = [],
    };
}
