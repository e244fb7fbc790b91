using Broadsheet.Clustering;
using Broadsheet.Running;
using Broadsheet.Storage;
using Broadsheet.Testing;
using Broadsheet.Tests.Clustering;

namespace Broadsheet.Tests.Running;

/// <summary>Stories through the real store: what a run leaves is what the next one finds.</summary>
public sealed class StoryRoundTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("broadsheet-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void DayByDayIsOneRunOverTheWholeArchive()
    {
        var articles = NewsStream.Of(11, 900, 120, hoursBetween: 1);

        foreach (var day in articles.GroupBy(article => article.Published.UtcDateTime.Date))
            Run("days.db", [.. day]);
        Run("once.db", articles);

        Assert.True(articles[^1].Published - articles[0].Published > TimeSpan.FromDays(30));
        Assert.Equal(Stories("once.db"), Stories("days.db"));
        Assert.Equal(StateOf("once.db"), StateOf("days.db"));
    }

    [Fact]
    public void FindingAllStoriesAnewFindsTheSame()
    {
        var articles = NewsStream.Of(12, 300, 40, hoursBetween: 1);
        foreach (var day in articles.GroupBy(article => article.Published.UtcDateTime.Date))
            Run("days.db", [.. day]);
        var before = Stories("days.db");

        In("days.db", store => new StoryRound(store, new ClusteringOptions()).StartOver([], Log()));

        Assert.Equal(before, Stories("days.db"));
    }

    [Fact]
    public void InWhichOrderARunFoundItsArticlesMakesNoDifference()
    {
        var articles = NewsStream.Of(13, 200, 25);
        var shuffled = articles.ToArray();
        new Random(5).Shuffle(shuffled);

        Run("one.db", articles);
        Run("other.db", shuffled);

        Assert.Equal(Stories("one.db"), Stories("other.db"));
    }

    [Fact]
    public void ALateArticleJoinsItsStoryAndLeavesTheOthersWhereTheyWere()
    {
        var articles = NewsStream.Of(14, 200, 10, hoursBetween: 0.4);
        var late = articles[120];
        Run("one.db", [.. articles.Where(article => article != late)]);
        var before = Stories("one.db");
        var fellows = articles.Where(article => article != late).Where(article => SameEvent(article, late)).Select(article => article.Id).ToHashSet(StringComparer.Ordinal);

        Run("one.db", [late]);

        var after = Stories("one.db");
        var story = after.Single(placed => placed.StartsWith(late.Id, StringComparison.Ordinal))[(late.Id.Length + 1)..];
        Assert.Equal(before, after.Where(placed => !placed.StartsWith(late.Id, StringComparison.Ordinal)));
        Assert.Contains(after, placed => placed.EndsWith(story, StringComparison.Ordinal) && fellows.Contains(placed[..late.Id.Length]));
    }

    /// <summary>A newer program may remember in another way. What it cannot read it learns again from the stories there are.</summary>
    [Theory]
    [InlineData(0, "of another version")]
    [InlineData(50, "damaged")]
    public void AStateThatCannotBeReadIsLearntAgainAndEveryStoryKeepsItsId(int place, string what)
    {
        var (articles, decided) = DecidedIn("calm.db");
        CopyDamaged("calm.db", "updated.db", place);

        var notes = Run("updated.db", articles[450..], decided);
        Run("calm.db", articles[450..], decided);

        Assert.Contains(what, Assert.Single(notes), StringComparison.Ordinal);
        Assert.Equal(Stories("calm.db"), Stories("updated.db"));
        Assert.Equal(Aliases("calm.db"), Aliases("updated.db"));
        Assert.Empty(Run("updated.db", [], decided));

        // And what was decided can still be undone.
        Run("updated.db", [], decided[1..]);
        Run("calm.db", [], decided[1..]);
        Assert.Equal(Stories("calm.db"), Stories("updated.db"));
    }

    /// <summary>Taken back between the last round of the program before and the first of this one.</summary>
    [Theory]
    [InlineData("d1")]
    [InlineData("d2")]
    public void WhatAnEditorTakesBackAtThatVeryMomentIsUndone(string takenBack)
    {
        var (articles, decided) = DecidedIn("calm.db");
        CopyDamaged("calm.db", "updated.db", 0);
        var before = Stories("calm.db");
        StoryConstraint[] left = [.. decided.Where(constraint => constraint.DecisionId != takenBack)];

        Run("calm.db", articles[450..], left);
        Run("updated.db", articles[450..], left);

        Assert.NotEmpty(before.Except(Stories("calm.db"), StringComparer.Ordinal));
        Assert.Equal(Stories("calm.db"), Stories("updated.db"));
        Assert.Equal(Aliases("calm.db"), Aliases("updated.db"));
    }

    /// <summary>Three quarters of the stream in a store, with a merge (d1) and a split (d2) that hold.</summary>
    private (Article[] Articles, StoryConstraint[] Decided) DecidedIn(string name)
    {
        var articles = NewsStream.Of(15, 600, 60, hoursBetween: 0.5);
        Run(name, articles[..400]);
        var stories = Stories(name).GroupBy(placed => placed[^17..], StringComparer.Ordinal).Where(story => story.Count() > 2).Select(story => story.Key).Order(StringComparer.Ordinal).ToList();
        StoryConstraint[] decided =
        [
            new StoryConstraint.Together { DecisionId = "d1", IntoStoryId = stories[0], Parts = [PartOf(name, stories[1])] },
            Apart("d2", name, stories[2]),
        ];
        Run(name, articles[400..450], decided);
        return ([.. articles], decided);
    }

    private void CopyDamaged(string name, string copy, int place)
    {
        File.Copy(Path.Combine(folder, name), Path.Combine(folder, copy));
        In(copy, store =>
        {
            var state = store.States.Find("clusterer")!;
            state[place] ^= 1;
            store.States.Save("clusterer", state);
        });
    }

    private StoryPart PartOf(string name, string story) => new(story, [.. Stories(name).Where(placed => placed.EndsWith(story, StringComparison.Ordinal)).Select(placed => placed.Split(' ')[0])]);

    private StoryConstraint.Apart Apart(string decision, string name, string story)
    {
        var members = PartOf(name, story).ArticleIds;
        return new StoryConstraint.Apart
        {
            DecisionId = decision, StoryId = story, StayingArticleIds = [.. members.Skip(1)], Left = new StoryPart(StoryPart.IdFor("a" + new string('f', 16)), [members[0]]),
        };
    }

    private List<string> Aliases(string name)
    {
        List<string> aliases = [];
        In(name, store => aliases = [.. store.Placements.Aliases().Select(alias => $"{alias.Key} {alias.Value}")]);
        return aliases;
    }

    /// <summary>The words of its own an event has in <see cref="NewsStream"/> are ten; two articles on it share some in the title and text.</summary>
    private static bool SameEvent(Article one, Article other) =>
        one.Title.Split(' ')[..4].Intersect((other.Title + " " + other.Excerpt).Split(' '), StringComparer.Ordinal).Any();

    /// <summary>What one run does with the articles it found, in a process of its own as far as the store can tell.</summary>
    private IReadOnlyList<string> Run(string name, IReadOnlyList<Article> arrived, params IReadOnlyList<StoryConstraint> decided)
    {
        var log = Log();
        In(name, store =>
        {
            using (var writing = store.Begin())
            {
                foreach (var article in arrived)
                    store.Articles.Save(article, article.Id, "rules");
                writing.Commit();
            }

            new StoryRound(store, new ClusteringOptions()).Go(decided, log);
        });
        return log.Report(0, 0).Notes;
    }

    private List<string> Stories(string name)
    {
        List<string> placed = [];
        In(name, store => placed = [.. store.Placements.All().Select(placement => $"{placement.ArticleId} {placement.StoryId}")]);
        return placed;
    }

    private byte[] StateOf(string name)
    {
        byte[] state = [];
        In(name, store => state = store.States.Find("clusterer")!);
        return state;
    }

    private void In(string name, Action<NewsStore> work)
    {
        using var store = NewsStore.Open(Path.Combine(folder, name));
        work(store);
    }

    private static RunLog Log() => new(Some.Moment, new Progress<RunProgress>());
}
