using Broadsheet.Clustering;
using Broadsheet.Testing;

namespace Broadsheet.Tests.Clustering;

public class StoryConstraintTests
{
    private static readonly Article One = About("one", "Harbour ferry returns to service after repairs");
    private static readonly Article OneToo = About("onetoo", "Ferry service returns to harbour after repairs");
    private static readonly Article Two = About("two", "Council passes budget with narrow vote");
    private static readonly Article TwoToo = About("twotoo", "Narrow vote in council passes budget");
    private static readonly string First = StoryPart.IdFor(One.Id);
    private static readonly string Second = StoryPart.IdFor(Two.Id);
    private static readonly StoryConstraint Joined = new StoryConstraint.Together
    {
        DecisionId = "d1",
        IntoStoryId = First,
        Parts = [new StoryPart(Second, [Two.Id, TwoToo.Id])],
    };

    private static readonly StoryConstraint Parted = new StoryConstraint.Apart
    {
        DecisionId = "d2",
        StoryId = First,
        StayingArticleIds = [One.Id],
        Left = new StoryPart(StoryPart.IdFor(OneToo.Id), [OneToo.Id]),
    };

    [Fact]
    public void AnEditorsMergeIsToldAndHolds()
    {
        var clusterer = Placed(One, OneToo, Two, TwoToo);

        clusterer.Apply([Joined]);

        Assert.Equal([new StoryChange.Merged(Second, First, 1, "editor")], clusterer.TakeChanges());
        Assert.Equal(First, clusterer.Place(About("three", "Budget vote passes narrow council")).StoryId);
    }

    [Fact]
    public void AnUndoneMergeGivesTheArticlesBack()
    {
        var clusterer = Placed(One, OneToo, Two, TwoToo);
        clusterer.Apply([Joined]);
        clusterer.TakeChanges();

        clusterer.Apply([]);

        var split = Assert.IsType<StoryChange.Split>(Assert.Single(clusterer.TakeChanges()));
        Assert.Equal((First, Second), (split.StoryId, split.NewStoryId));
        Assert.Equal([Two.Id, TwoToo.Id], split.ArticleIds);
        Assert.Equal(Second, clusterer.Place(About("three", "Budget vote passes narrow council")).StoryId);
    }

    [Fact]
    public void AnEditorsSplitIsToldAndHolds()
    {
        var clusterer = Placed(One, OneToo);

        clusterer.Apply([Parted]);

        Assert.IsType<StoryChange.Split>(Assert.Single(clusterer.TakeChanges()));
        // Another like both would have merged them again.
        for (var i = 0; i < 5; i++)
            clusterer.Place(About("more" + i, "Harbour ferry service returns after repairs"));
        Assert.DoesNotContain(clusterer.TakeChanges(), change => change is StoryChange.Merged);
        Assert.NotEqual(clusterer.Place(One).StoryId, clusterer.Place(OneToo).StoryId);
    }

    [Fact]
    public void AnUndoneSplitJoinsThemAgain()
    {
        var clusterer = Placed(One, OneToo);
        clusterer.Apply([Parted]);
        clusterer.TakeChanges();

        clusterer.Apply([]);

        Assert.Equal([new StoryChange.Merged(StoryPart.IdFor(OneToo.Id), First, 1, "editor")], clusterer.TakeChanges());
        Assert.Equal(First, clusterer.Place(OneToo).StoryId);
    }

    [Fact]
    public void ARebuildFromScratchObeysDecisionsFromTheFirstArticle()
    {
        var clusterer = new StoryClusterer(new ClusteringOptions());
        clusterer.Apply([Joined, Parted]);

        // In any order of arrival.
        Assert.Equal(First, clusterer.Place(TwoToo).StoryId);
        Assert.Equal(First, clusterer.Place(One).StoryId);
        Assert.Equal(First, clusterer.Place(Two).StoryId);
        Assert.Equal(StoryPart.IdFor(OneToo.Id), clusterer.Place(OneToo).StoryId);
    }

    [Fact]
    public void DecisionsSurviveSavingAndTheWindow()
    {
        var clusterer = Placed(One, OneToo, Two);
        clusterer.Apply([Joined]);
        clusterer = StoryClusterer.Load(clusterer.Save(), new ClusteringOptions());

        clusterer.Place(About("later", "Something else happens elsewhere", hours: 500));

        var late = clusterer.Place(TwoToo with { Published = Some.Moment.AddHours(500), FirstSeen = Some.Moment.AddHours(500) });
        Assert.Equal(("editor", First), (late.Reason, late.StoryId));
    }

    /// <summary>Where an editor put a story it goes by the decision alone: what was grown together is remembered, and would hold after the undoing.</summary>
    [Fact]
    public void AStoryTakenOutAgainIsItsOwnAlsoInAStateLearntAgain()
    {
        var clusterer = new StoryClusterer(new ClusteringOptions());
        var three = About("three", "Lighthouse keeper retires at eighty");
        var third = StoryPart.IdFor(three.Id);
        clusterer.LearnAgain([(One, First), (OneToo, First), (Two, First), (TwoToo, First), (three, third)], [Joined], [], new Dictionary<string, string> { [Second] = First });
        clusterer.Apply([Joined]);
        clusterer.Apply([]);
        clusterer.TakeChanges();

        clusterer.Apply([new StoryConstraint.Together { DecisionId = "d4", IntoStoryId = third, Parts = [new StoryPart(Second, [Two.Id, TwoToo.Id])] }]);

        Assert.Equal([new StoryChange.Merged(Second, third, 1, "editor")], clusterer.TakeChanges());
        Assert.Equal([First, third], ((Article[])[One, Two]).Select(article => clusterer.Place(article).StoryId));
    }

    [Fact]
    public void TheLaterDecisionWins()
    {
        var clusterer = Placed(One, OneToo);
        clusterer.Apply([Parted]);

        clusterer.Apply([Parted, new StoryConstraint.Together { DecisionId = "d3", IntoStoryId = First, Parts = [new StoryPart(StoryPart.IdFor(OneToo.Id), [OneToo.Id])] }]);

        Assert.Equal(First, clusterer.Place(OneToo).StoryId);
    }

    private static StoryClusterer Placed(params Article[] articles)
    {
        var clusterer = new StoryClusterer(new ClusteringOptions());
        foreach (var article in articles)
            clusterer.Place(article);
        clusterer.TakeChanges();
        return clusterer;
    }

    private static Article About(string name, string title, double hours = 0) =>
        Some.Article(title: title, excerpt: "", url: "https://gazette.example/" + name, published: Some.Moment.AddHours(hours)) with { Language = "en" };
}
