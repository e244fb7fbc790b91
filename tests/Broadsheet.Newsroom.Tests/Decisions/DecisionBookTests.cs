using Broadsheet.Decisions;
using Broadsheet.Testing;

namespace Broadsheet.Tests.Decisions;

public class DecisionBookTests
{
    private static readonly Article Article = Some.Article();
    private static readonly Story Story = Some.Story(Article, Some.Article(title: "Ferry back"));

    [Fact]
    public void AnUndoneDecisionDoesNotHoldAndUndoingTheUndoBringsItBack()
    {
        Decision[] decisions = [Pin("d1", 0), Undo("d2", "d1"), Undo("d3", "d2")];

        Assert.True(Book(decisions[..1]).VerdictOn(Story).IsPinned);
        Assert.False(Book(decisions[..2]).VerdictOn(Story).IsPinned);
        Assert.True(Book(decisions).VerdictOn(Story).IsPinned);
        Assert.Equal(3, Book(decisions).All.Count);
    }

    [Fact]
    public void TheLaterDecisionWins()
    {
        var hide = new Decision.Hide(Story.Id) { Id = "d1", At = Some.Moment, By = "ada", Why = "spam" };
        var publish = new Decision.Publish(Story.Id) { Id = "d2", At = Some.Moment.AddHours(1), By = "bob" };

        Assert.False(Book(hide).VerdictOn(Story).IsPublished);
        Assert.Equal("An editor decided that this is hidden (ada, 2026-03-04 12:00 UTC): spam", Book(hide).VerdictOn(Story).PublishReason);
        Assert.True(Book(hide, publish).VerdictOn(Story).IsPublished);
        Assert.Null(Book().VerdictOn(Story).IsPublished);
    }

    [Fact]
    public void ADecisionFollowsItsStoryIntoAnother()
    {
        var other = Some.Article(title: "Council passes budget");
        var merged = Some.Story(other, Article);

        Assert.NotEqual(Story.Id, merged.Id);
        Assert.True(Book(Pin("d1", 0)).VerdictOn(merged).IsPinned);
    }

    [Fact]
    public void ALeadThatLeftTheStoryIsNoLead()
    {
        var lead = new Decision.SetLead(Story.Id, Story.Articles[1].Id) { Id = "d1", At = Some.Moment, By = "ada" };

        Assert.Equal(Story.Articles[1].Id, Book(lead).VerdictOn(Story).LeadArticleId);
        Assert.Null(Book(lead).VerdictOn(Some.Story(Article)).LeadArticleId);
    }

    [Fact]
    public void CorrectionsAreAppliedInTheirOrder()
    {
        var title = new Decision.Correct(Article.Id) { Id = "d1", At = Some.Moment, By = "ada", Title = "First", Topics = ["Harbour"] };
        var again = new Decision.Correct(Article.Id) { Id = "d2", At = Some.Moment, By = "bob", Title = "Second", Excerpt = "" };

        var corrected = Book(title, again).Correct(Article);

        Assert.Equal(("Second", "", "Harbour", "editor"), (corrected.Title, corrected.Excerpt, corrected.Topics[0].Topic, corrected.Topics[0].Reason));
        Assert.Same(Article, Book().Correct(Article));
    }

    [Fact]
    public void OnlyMergesAndSplitsInForceConstrainTheClusterer()
    {
        var merge = new Decision.Merge("s1", [new StoryPart("s2", ["a2"])]) { Id = "d1", At = Some.Moment, By = "ada" };
        var split = new Decision.Split("s1", ["a1"], new StoryPart("s3", ["a3"])) { Id = "d2", At = Some.Moment, By = "ada" };

        Assert.Equal(["d1", "d2"], Book(merge, split, Pin("d3", 0)).Constraints.Select(constraint => constraint.DecisionId));
        Assert.Equal(["d2"], Book(merge, split, Undo("d4", "d1")).Constraints.Select(constraint => constraint.DecisionId));
    }

    [Fact]
    public void AHiddenArticleIsHiddenAndNotesAreKept()
    {
        var hide = new Decision.Hide(Article.Id) { Id = "d1", At = Some.Moment, By = "ada" };
        var note = new Decision.Note(Article.Id, "Ask the mayor") { Id = "d2", At = Some.Moment, By = "ada" };

        Assert.True(Book(hide, note).IsHidden(Article.Id));
        Assert.False(Book(note).IsHidden(Article.Id));
        Assert.Equal("Ask the mayor", Assert.Single(Book(note).NotesOn(Article.Id)).Text);
    }

    private static DecisionBook Book(params Decision[] decisions) => new(decisions);

    private static Decision.Pin Pin(string id, int hours) => new(Story.Id) { Id = id, At = Some.Moment.AddHours(hours), By = "ada" };

    private static Decision.Undo Undo(string id, string what) => new(what) { Id = id, At = Some.Moment, By = "ada" };
}
