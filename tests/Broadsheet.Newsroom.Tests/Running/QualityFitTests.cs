using System.Globalization;
using Broadsheet.Decisions;
using Broadsheet.Site;
using Broadsheet.Storage;
using Broadsheet.Testing;
using CsCheck;

namespace Broadsheet.Tests.Running;

/// <summary>What the fit of quality's weights promises is what the site does with them.</summary>
public sealed class QualityFitTests : IDisposable
{
    private const string Plain = "title: Kelhaven\nurl: http://localhost:8080\n";
    private static readonly DateTimeOffset Evening = Some.Moment.AddHours(8);

    private readonly string folder = Directory.CreateTempSubdirectory("broadsheet-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Stories of several articles, whose leads change with the weights; some articles are hidden, corrected, or adopted with a quality of their own.</summary>
    [Fact]
    public void WhatIsPromisedIsWhatASiteDoesWithTheWeights() =>
        Gen.Int[0, 1_000_000].Sample(
            seed =>
            {
                var site = Directory.CreateTempSubdirectory("broadsheet-").FullName;
                try
                {
                    var random = new Random(seed);
                    File.WriteAllText(Path.Combine(site, "broadsheet.yml"), Plain);
                    Fill(site, random);
                    Adopt(site, random);
                    Decide(site, random);
                    var promised = Fit(site);
                    if (promised.Weights.Count == 0)
                        return;
                    File.WriteAllText(Path.Combine(site, "broadsheet.yml"), Plain + Section(promised.Weights));

                    var kept = Fit(site);

                    Assert.Equal((promised.DecidedThen, promised.AgreedThen), (kept.Shown + kept.Withheld, kept.AgreedNow));
                    Assert.All(kept.Weights, weight => Assert.Equal(promised.Weights.Single(other => other.Setting == weight.Setting).Suggested, weight.Now));
                }
                finally
                {
                    Directory.Delete(site, recursive: true);
                }
            },
            iter: 10, threads: 1);

    /// <summary>
    /// Pictures are wanted and players are not, so that the other article of the story comes to lead it; and once it does, the hidden one, which
    /// is as good and was first, does not. An editor's word on the story is then one on the article that readers saw lead.
    /// </summary>
    [Fact]
    public void AWordOnAStoryIsOneOnTheLeadThatTheWeightsGiveIt()
    {
        File.WriteAllText(Path.Combine(folder, "broadsheet.yml"), Plain + "ranking:\n  leadMargin: 0\n");
        Article Of(int number, bool hasPicture) => Any(number, new Random(1)) with
        {
            Excerpt = "The ferry resumed its runs on Monday after two weeks of repairs.",
            Provider = Some.Provider() with { IsListed = true },
            AmpWebUrl = null,
            Images = hasPicture ? [new Picture("https://a.example/photo.jpg", 1200, 630, IsCached: false)] : [],
            FeaturedContent = hasPicture ? null : "https://tube.example/1",
        };
        using (var store = NewsStore.Open(SiteFolder.Open(folder).StorePath))
        {
            using var writing = store.Begin();
            for (var i = 0; i < 23; i++)
            {
                store.Articles.Save(Of(i, hasPicture: i is 0 or 2 || (i > 2 && i % 2 == 1)), Id(i), "other rules");
                store.Placements.Save(new Placement(Id(i), i < 3 ? StoryOf(0) : StoryOf(i), 1, [], null, 0, "joined"));
            }

            writing.Commit();
        }

        var log = new DecisionLog(folder);
        log.Append(new Decision.Hide(Id(0)) { At = Some.Moment, By = "editor" });
        for (var i = 3; i < 23; i++)
            log.Append(i % 2 == 1 ? new Decision.Publish(Id(i)) { At = Some.Moment, By = "editor" } : new Decision.Unpublish(Id(i)) { At = Some.Moment, By = "editor" });
        log.Append(new Decision.Publish(StoryOf(0)) { At = Some.Moment, By = "editor" });

        var fit = Fit(folder);

        int Suggested(string setting) => fit.Weights.Single(weight => weight.Setting == "quality." + setting).Suggested;
        Assert.True(Suggested("picture") > Suggested("player"));
        // The hidden article and the one that leads are two.
        Assert.Equal((11, 11, 22), (fit.Shown, fit.Withheld, fit.DecidedThen));
    }

    private static QualityFit Fit(string folder)
    {
        using var newsroom = Newsroom.Open(SiteFolder.Open(folder));
        newsroom.Reconsider();
        newsroom.EditionAt(Evening);
        return newsroom.FitQuality(Evening);
    }

    private static string Section(IReadOnlyList<QualityWeight> weights) =>
        "quality:\n" + string.Concat(weights.Select(weight => string.Create(CultureInfo.InvariantCulture, $"  {weight.Setting["quality.".Length..]}: {weight.Suggested}\n")));

    private static void Fill(string folder, Random random)
    {
        using var store = NewsStore.Open(SiteFolder.Open(folder).StorePath);
        using var writing = store.Begin();
        for (var i = 0; i < 30; i++)
        {
            var article = Any(i, random);
            store.Articles.Save(article, article.Id, "other rules");
            store.Placements.Save(new Placement(article.Id, StoryOf(i / 3 * 3), 1, [], null, 0, "joined"));
        }

        writing.Commit();
    }

    /// <summary>Records of an old site, with whatever quality they state.</summary>
    private static void Adopt(string folder, Random random)
    {
        using var newsroom = Newsroom.Open(SiteFolder.Open(folder));
        newsroom.Adopt([.. Enumerable.Range(10, 3).Select(story => Some.Story(
            [.. Enumerable.Range(story * 3, 3).Select(i => Any(i, random) with { Quality = new QualityScore(random.Next(150), []) })]))]);
    }

    private static void Decide(string folder, Random random)
    {
        var log = new DecisionLog(folder);
        for (var i = 0; i < 30; i++)
        {
            var number = random.Next(39);
            var subject = random.Next(3) == 0 ? Id(number) : StoryOf(number / 3 * 3);
            var (at, by) = (Some.Moment.AddMinutes(i), "editor");
            log.Append(random.Next(8) switch
            {
                0 => new Decision.Hide(subject) { At = at, By = by },
                1 => new Decision.Correct(Id(number)) { At = at, By = by, Excerpt = "", Picture = new Picture("https://a.example/other.jpg", 1200, 630, IsCached: false) },
                < 5 => new Decision.Unpublish(subject) { At = at, By = by },
                _ => new Decision.Publish(subject) { At = at, By = by },
            });
        }
    }

    private static Article Any(int number, Random random) => Some.Article(
        id: Id(number), title: $"Story {number / 3} told by {number}", url: $"https://gazette.example/{number}", published: Some.Moment.AddMinutes(number)) with
    {
        Path = $"_news/2026-03-04-{number:00}.md",
        Excerpt = random.Next(2) == 0 ? "" : "The ferry resumed its runs on Monday after two weeks of repairs.",
        FeaturedContent = random.Next(2) == 0 ? "https://tube.example/1" : null,
        Images = random.Next(2) == 0 ? [new Picture("https://a.example/photo.jpg", 1200, 630, IsCached: false)] : [],
        Provider = Some.Provider() with { IsListed = random.Next(2) == 0 },
        AmpWebUrl = random.Next(2) == 0 ? "https://gazette.example/amp" : null,
    };

    private static string Id(int number) => $"a{number:x16}";

    private static string StoryOf(int number) => $"s{number:x16}";
}
