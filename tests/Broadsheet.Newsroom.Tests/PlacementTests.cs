namespace Broadsheet.Tests;

public class PlacementTests
{
    private static readonly Placement Joined = new("a1", "s2", 0.3, ["ferry"], "s9", 0.1, "joined") { CopyOf = "a2" };

    [Fact]
    public void AMergeTellsWhyAndKeepsWhatWas()
    {
        var merged = Joined.MovedTo("s3", "editor", 1);

        Assert.Equal(("s3", "editor", 1.0, Joined), (merged.StoryId, merged.Reason, merged.Likeness, merged.Before));
    }

    [Fact]
    public void GoingBackBringsBackAllOfIt() =>
        Assert.Same(Joined, Joined.MovedTo("s3", "editor", 1).MovedTo("s4", "merged", 0.05).MovedTo("s2", "editor", 0));

    [Fact]
    public void GoingBackHalfTheWayKeepsTheRest() =>
        Assert.Same(Joined, Joined.MovedTo("s3", "editor", 1).MovedTo("s4", "merged", 0.05).MovedTo("s3", "editor", 0).Before);
}
