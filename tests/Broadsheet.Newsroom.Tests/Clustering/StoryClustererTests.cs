using Broadsheet.Clustering;
using Broadsheet.Testing;
using CsCheck;

namespace Broadsheet.Tests.Clustering;

public class StoryClustererTests
{
    private static readonly Article Ferry = English("Harbour ferry returns to service", "The ferry resumed its runs after two weeks of repairs.");
    private static readonly Article FerryToo = English("Ferry back in harbour after repairs", "Repairs took two weeks; the harbour ferry runs again.");
    private static readonly Article Budget = English("Council passes budget with narrow vote", "The council agreed on spending by six votes to five.");

    [Fact]
    public void ArticlesOnOneEventShareTheStoryTheFirstOpened()
    {
        var clusterer = new StoryClusterer(new ClusteringOptions());

        var first = clusterer.Place(Ferry);
        var second = clusterer.Place(FerryToo);

        Assert.Equal(("opened", "s" + Ferry.Id[1..], 0.0), (first.Reason, first.StoryId, first.Likeness));
        Assert.Equal(("joined", first.StoryId), (second.Reason, second.StoryId));
        Assert.InRange(second.Likeness, 0.04, 1);
        Assert.Contains("ferry", second.SharedTerms, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void AnArticleOnAnotherEventOpensAStory()
    {
        var clusterer = new StoryClusterer(new ClusteringOptions());
        clusterer.Place(Ferry);

        Assert.Equal("opened", clusterer.Place(Budget).Reason);
        Assert.Equal(2, clusterer.OpenStories);
    }

    [Theory]
    [InlineData(0.25, "joined", 0)]
    [InlineData(1000, "opened", 1)]
    public void ASecondOpinionIsAskedNearTheLineAlone(double band, string reason, int asked)
    {
        var options = new ClusteringOptions();
        options.Embeddings.Band = band;
        var questions = 0;
        var clusterer = new StoryClusterer(options, (_, _) =>
        {
            questions++;
            return 0;
        });
        clusterer.Place(Ferry);

        Assert.Equal(reason, clusterer.Place(FerryToo).Reason);
        Assert.Equal(asked, questions);
    }

    [Fact]
    public void AnArticlePlacedAgainStaysWhereItIs()
    {
        var clusterer = new StoryClusterer(new ClusteringOptions());
        clusterer.Place(Ferry);
        var story = clusterer.Place(FerryToo).StoryId;

        Assert.Equal(("kept", story), (clusterer.Place(FerryToo).Reason, clusterer.Place(FerryToo).StoryId));
        Assert.Equal(2, clusterer.ActiveArticleCount);
    }

    [Fact]
    public void OneSharedMemberDoesNotChainEventsTogether()
    {
        var clusterer = new StoryClusterer(new ClusteringOptions());
        var stories = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            // Each article shares three words with the one before it, and none with the others.
            var words = Enumerable.Range(i * 3, 6).Select(n => $"word{(char)('a' + (n % 26))}{(char)('a' + (n / 26))}x");
            stories.Add(clusterer.Place(English(string.Join(' ', words), "", hours: i * 0.1)).StoryId);
        }

        // Joined by the nearest member alone, all forty would be one.
        Assert.InRange(stories.CountBy(story => story).Max(pair => pair.Value), 2, 12);
    }

    [Fact]
    public void LanguagesAreNotMixedUnlessASettingSaysSo()
    {
        var german = FerryToo with { Language = "de" };
        var apart = new StoryClusterer(new ClusteringOptions());
        var mixed = new StoryClusterer(new ClusteringOptions { MixLanguages = true });
        apart.Place(Ferry);
        mixed.Place(Ferry);

        Assert.Equal("opened", apart.Place(german).Reason);
        Assert.Equal("joined", mixed.Place(german).Reason);
    }

    [Theory]
    [InlineData("zh", "台风今晨登陆海港城", "台风登陆海港城，学校停课")]
    [InlineData("ar", "العبارة تعود إلى الميناء بعد الإصلاح", "عودة العبارة إلى الميناء بعد أسبوعين من الإصلاح")]
    [InlineData("el", "Το πλοίο επιστρέφει στο λιμάνι", "Επιστρέφει το πλοίο στο λιμάνι μετά την επισκευή")]
    public void StoriesFormInAnyScript(string language, string one, string other)
    {
        var clusterer = new StoryClusterer(new ClusteringOptions());
        clusterer.Place(English(one, "") with { Language = language });

        Assert.Equal("joined", clusterer.Place(English(other, "") with { Language = null }).Reason);
    }

    [Fact]
    public void AStoryThatFellApartIsSplit()
    {
        var clusterer = new StoryClusterer(new ClusteringOptions());
        for (var i = 0; i < 10; i++)
        {
            // Two events taken for one by whoever made the stories; the second began later.
            clusterer.Learn(English($"Ferry repairs drag on {i}", "Engine of harbour ferry costs more.", hours: i), "sferry");
            if (i >= 4)
                clusterer.Learn(English($"Council passes budget {i}", "Narrow vote on spending, six to five.", hours: i + 0.5), "sferry");
        }

        clusterer.Place(English("Zyxwv plugh", "Xyzzy grault.", hours: 40));

        var split = Assert.IsType<StoryChange.Split>(Assert.Single(clusterer.TakeChanges()));
        Assert.Equal(("sferry", "split", 6), (split.StoryId, split.Reason, split.ArticleIds.Count));
        Assert.Equal(StoryPart.IdFor(split.ArticleIds[0]), split.NewStoryId);
        Assert.Equal(split.NewStoryId, clusterer.Place(English("Council budget passes", "Narrow vote on spending: six to five.", hours: 41)).StoryId);
        Assert.Equal("sferry", clusterer.Place(English("Ferry repairs drag on", "Harbour ferry engine costs more.", hours: 41)).StoryId);
    }

    [Fact]
    public void AStoryOfOneEventHoldsTogetherHoweverLong()
    {
        var clusterer = new StoryClusterer(new ClusteringOptions());
        for (var hour = 0; hour < 120; hour += 2)
            clusterer.Place(English($"Ferry repairs drag on {hour}", "Engine of harbour ferry costs more.", hours: hour));

        Assert.Empty(clusterer.TakeChanges());
        Assert.Equal(1, clusterer.OpenStories);
    }

    [Fact]
    public void ANewArticleJoinsAStoryMadeElsewhere()
    {
        var clusterer = new StoryClusterer(new ClusteringOptions());
        clusterer.Learn(Ferry, "sadopted");

        var joined = clusterer.Place(FerryToo);

        Assert.Equal(("joined", "sadopted"), (joined.Reason, joined.StoryId));
        Assert.Equal(("kept", "sadopted"), (clusterer.Place(Ferry).Reason, clusterer.Place(Ferry).StoryId));
    }

    [Fact]
    public void AWireCopyIsKnownAsOne()
    {
        const string Wire = "Engineers from three yards worked through the night to free the propeller shaft, the harbour master told reporters on the quay.";
        var clusterer = new StoryClusterer(new ClusteringOptions());
        var first = English("Ferry freed after night of work", Wire);
        clusterer.Place(first);

        var copy = clusterer.Place(English("Ferry freed after night of work - Gazette", Wire, hours: 1));
        var own = clusterer.Place(English("Harbour ferry free again", "The propeller shaft of the harbour ferry was freed overnight by engineers from three yards; passengers cheered.", hours: 2));

        Assert.Equal(first.Id, copy.CopyOf);
        Assert.Equal(("joined", null), (own.Reason, own.CopyOf));
    }

    [Fact]
    public void AStoryWithoutActiveArticlesIsClosed()
    {
        var clusterer = new StoryClusterer(new ClusteringOptions());
        clusterer.Place(Ferry);
        clusterer.Place(English(Budget.Title, Budget.Excerpt, hours: 100));

        Assert.Equal("opened", clusterer.Place(English(FerryToo.Title, FerryToo.Excerpt, hours: 100)).Reason);
        Assert.Equal(2, clusterer.ActiveArticleCount);
    }

    [Fact]
    public void ALateArrivalJoinsItsStory()
    {
        var clusterer = new StoryClusterer(new ClusteringOptions());
        clusterer.Place(Ferry);
        clusterer.Place(English(Budget.Title, Budget.Excerpt, hours: 30));

        Assert.Equal("joined", clusterer.Place(English(FerryToo.Title, FerryToo.Excerpt, hours: -2)).Reason);
    }

    [Fact]
    public void ADateInTheFutureDoesNotCloseTheOthers()
    {
        var clusterer = new StoryClusterer(new ClusteringOptions());
        clusterer.Place(Ferry);
        clusterer.Place(Budget with { Published = Some.Moment.AddYears(50) });

        Assert.Equal("joined", clusterer.Place(FerryToo).Reason);
    }

    [Fact]
    public void EmptyAndHostileTextsOpenStoriesOfTheirOwn()
    {
        var clusterer = new StoryClusterer(new ClusteringOptions());
        string[] titles = ["", " ", "!!!", "the of and", new string('x', 100_000), string.Join(' ', Enumerable.Range(0, 50_000)), "\uD800 \uDC00"];

        foreach (var title in titles)
            Assert.Equal("opened", clusterer.Place(English(title, "")).Reason);
    }

    [Fact]
    public void WordsThatCountForNothingDoNoHarm()
    {
        var clusterer = new StoryClusterer(new ClusteringOptions { TextWeight = 0, TitleWeight = 10 });
        var articles = NewsStream.Of(5, 1_500, 40, hoursBetween: 0.01);

        foreach (var article in articles)
            clusterer.Place(article with { Text = article.Excerpt + " and as everyone here already knows by heart " + articles[0].Excerpt });

        Assert.Equal(1_500, clusterer.ActiveArticleCount);
    }

    [Fact]
    public void SavingAndLoadingAtAnyPointChangesNothing()
    {
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[2, 40], Gen.Int[1, 119]).Sample(
            (seed, events, at) =>
            {
                var articles = NewsStream.Of(seed, 120, events, hoursBetween: 2);
                var options = new ClusteringOptions { Memory = 30 };
                var whole = new StoryClusterer(options);
                var first = new StoryClusterer(options);
                var expected = articles.ConvertAll(whole.Place);
                var placed = articles[..at].ConvertAll(first.Place);

                var second = StoryClusterer.Load(first.Save(), options);
                placed.AddRange(articles[at..].ConvertAll(second.Place));

                Assert.Equal(expected.Select(Shown), placed.Select(Shown));
                Assert.Equal(whole.TakeChanges().Select(Shown), first.TakeChanges().Concat(second.TakeChanges()).Select(Shown));
                Assert.Equal(whole.Save(), second.Save());
            },
            iter: 60);
    }

    [Fact]
    public void DayByDayIsOneRun()
    {
        var articles = NewsStream.Of(7, 2_000, 300, hoursBetween: 0.4);
        var options = new ClusteringOptions { Memory = 1_000 };
        var whole = new StoryClusterer(options);
        var expected = articles.ConvertAll(article => whole.Place(article).StoryId);
        var state = new StoryClusterer(options).Save();
        var placed = new List<string>();
        foreach (var day in articles.GroupBy(article => article.Published.UtcDateTime.Date))
        {
            var clusterer = StoryClusterer.Load(state, options);
            placed.AddRange(day.Select(article => clusterer.Place(article).StoryId));
            state = clusterer.Save();
        }

        Assert.Equal(expected, placed);
    }

    [Fact]
    public void RenamingPublishersChangesNoStory()
    {
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 30]).Sample(
            (seed, events) =>
            {
                var articles = NewsStream.Of(seed, 100, events);
                var renamed = articles.ConvertAll(article => article with { Provider = Some.Provider("Other " + article.Id[^1], $"n{article.Id[^1]}.example") });

                Assert.Equal(StoriesOf(articles), StoriesOf(renamed));
            },
            iter: 40);
    }

    [Fact]
    public void WhatArrivesTogetherMayArriveInAnyOrder()
    {
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 30], Gen.Int[0, 1_000_000], Gen.Int[1, 99]).Sample(
            (seed, events, shuffle, cut) =>
            {
                // Three articles share each moment; the cut may part them, as the end of a run does.
                var articles = NewsStream.Of(seed, 100, events);
                List<Article>[] rounds = [articles[..cut], articles[cut..]];
                var random = new Random(shuffle);
                var shuffled = rounds.Select(round => round.OrderBy(_ => random.Next()).ToList()).ToList();

                Assert.Equal(Placed(rounds), Placed(shuffled));
            },
            iter: 40);

        static IEnumerable<string> Placed(IEnumerable<List<Article>> rounds)
        {
            var clusterer = new StoryClusterer(new ClusteringOptions());
            return [.. rounds.SelectMany(clusterer.PlaceAll).Select(placement => $"{placement.ArticleId} {placement.StoryId}").Order(StringComparer.Ordinal)];
        }
    }

    [Fact]
    public void ALikenessIsTheSumOfItsParts()
    {
        var named = 0;
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 30]).Sample(
            (seed, events) =>
            {
                var clusterer = new StoryClusterer(new ClusteringOptions());
                var known = new HashSet<string>(StringComparer.Ordinal);
                foreach (var article in NewsStream.Of(seed, 100, events))
                {
                    var placement = clusterer.Place(article);
                    Assert.Equal(placement.Likeness, placement.Parts.Sum(part => part.Value), 1e-12);
                    Assert.All(placement.Parts, part => Assert.True(part is { ArticleId: null, Links: > 0 } or { Links: 1 }));
                    Assert.All(placement.Parts, part => Assert.True(part.ArticleId is null || known.Contains(part.ArticleId)));
                    named = Math.Max(named, placement.Parts.Count);
                    known.Add(article.Id);
                }
            },
            iter: 20);

        Assert.Equal(4, named);
    }

    [Fact]
    public void AnUnrelatedArticleChangesNoStory()
    {
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 15], Gen.Int[0, 60]).Sample(
            (seed, events, at) =>
            {
                var articles = NewsStream.Of(seed, 60, events);
                var stranger = English("Zyxwv qwert plugh", "Xyzzy grault garply waldo.") with { Published = articles[Math.Min(at, 59)].Published };
                var expected = StoriesOf(articles);
                articles.Insert(at, stranger);
                var stories = StoriesOf(articles);

                Assert.Equal(StoryPart.IdFor(stranger.Id), stories[at]);
                stories.RemoveAt(at);
                Assert.Equal(expected, stories);
            },
            iter: 40);
    }

    [Fact]
    public void ChangesToldAreTheChangesMade()
    {
        var clusterer = new StoryClusterer(new ClusteringOptions { JoinAt = 0.15 });
        var articles = NewsStream.Of(3, 400, 12, hoursBetween: 0.05);
        var told = new Dictionary<string, string>();
        var merges = 0;
        foreach (var article in articles)
        {
            told[article.Id] = clusterer.Place(article).StoryId;
            foreach (var change in clusterer.TakeChanges())
            {
                if (change is StoryChange.Split split)
                {
                    foreach (var moved in split.ArticleIds)
                        told[moved] = split.NewStoryId;
                }
                else if (change is StoryChange.Merged merged)
                {
                    merges++;
                    foreach (var moved in told.Where(pair => pair.Value == merged.StoryId).ToList())
                        told[moved.Key] = merged.IntoStoryId;
                }
            }
        }

        Assert.True(merges > 0);
        Assert.Equal(articles.Select(article => told[article.Id]), articles.Select(article => clusterer.Place(article).StoryId));
        Assert.Empty(clusterer.TakeChanges());
    }

    [Fact]
    public void AWordIsCountedOncePerStoryHoweverStoriesGrewTogether()
    {
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[2, 30], Gen.Double[0.03, 0.2]).Sample(
            (seed, events, joinAt) =>
            {
                var clusterer = new StoryClusterer(new ClusteringOptions { JoinAt = joinAt, SplitAt = 0 });
                foreach (var article in NewsStream.Of(seed, 150, events, hoursBetween: 0.1))
                    clusterer.Place(article);

                var counted = new int[clusterer.Lexicon.Count];
                var active = clusterer.Articles;
                foreach (var story in Enumerable.Range(0, active.Count).GroupBy(slot => active[slot].Story))
                {
                    var terms = new HashSet<int>();
                    foreach (var slot in story)
                        terms.UnionWith(active.VectorOf(slot).Terms.ToArray());
                    Assert.Equal(terms.Order(), clusterer.Words.Of(story.Key));
                    foreach (var term in terms)
                        counted[term]++;
                }

                Assert.Equal(counted, Enumerable.Range(0, counted.Length).Select(clusterer.Lexicon.StoriesWith));
            },
            iter: 40);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(new byte[] { 66, 83, 67, 52 })]
    [InlineData(new byte[] { 66, 83, 67, 52, 9, 9, 9, 9, 9 })]
    public void ADamagedStateIsRefused(byte[] state) => Assert.Throws<InvalidDataException>(() => StoryClusterer.Load(state, new ClusteringOptions()));

    [Fact]
    public void AStateThatWasCutOrChangedIsRefused()
    {
        var clusterer = new StoryClusterer(new ClusteringOptions());
        NewsStream.Of(1, 30, 5).ForEach(article => clusterer.Place(article));
        var state = clusterer.Save();

        Gen.Select(Gen.Int[0, state.Length - 1], Gen.Int[1, 255]).Sample(
            (at, change) =>
            {
                var changed = state.ToArray();
                changed[at] ^= (byte)change;
                Assert.Throws<InvalidDataException>(() => StoryClusterer.Load(changed, new ClusteringOptions()));
                Assert.Throws<InvalidDataException>(() => StoryClusterer.Load(state.AsSpan(0, at), new ClusteringOptions()));
            },
            iter: 200);
    }

    private static List<string> StoriesOf(IEnumerable<Article> articles)
    {
        var clusterer = new StoryClusterer(new ClusteringOptions());
        return [.. articles.Select(article => clusterer.Place(article).StoryId)];
    }

    private static string Shown(StoryChange change) => change is StoryChange.Split split ? $"{split with { ArticleIds = [] }} {string.Join(' ', split.ArticleIds)}" : $"{change}";

    private static string Shown(Placement placement) => $"{placement with { SharedTerms = [] }} {string.Join(' ', placement.SharedTerms)}";

    private static Article English(string title, string excerpt, double hours = 0)
    {
        var url = "https://gazette.example/" + Short(title + excerpt + hours);
        return Some.Article(title: title, excerpt: excerpt, url: url, published: Some.Moment.AddHours(hours)) with { Language = "en", FirstSeen = Some.Moment.AddHours(Math.Max(hours, 0)) };
    }

    private static string Short(string text) => text.Length > 80 ? text[..80] + text.Length : text;
}
