namespace Broadsheet.House.Tests;

/// <summary>Who may know whom (ARCHITECTURE.md). Each rule was seen red before it was believed.</summary>
public sealed class DirectionTests
{
    private const string Nouns = "Broadsheet";

    /// <summary>The folders of Broadsheet.Newsroom that are steps: none of them knows another.</summary>
    private static readonly string[] Steps =
    [
        "Broadsheet.Polling", "Broadsheet.Extraction", "Broadsheet.Pictures", "Broadsheet.Classification", "Broadsheet.Quality",
        "Broadsheet.Clustering", "Broadsheet.Ranking", "Broadsheet.Decisions", "Broadsheet.Storage", "Broadsheet.Site",
    ];

    [Theory]
    [InlineData("Broadsheet.Feeds")]
    [InlineData("Broadsheet.Pages")]
    [InlineData("Broadsheet.Newsroom", "Broadsheet.Feeds", "Broadsheet.Pages")]
    [InlineData("Broadsheet.Embeddings", "Broadsheet.Newsroom", "Broadsheet.Feeds", "Broadsheet.Pages")]
    [InlineData("Broadsheet.Publishing", "Broadsheet.Newsroom", "Broadsheet.Feeds", "Broadsheet.Pages")]
    [InlineData("Broadsheet.Server", "Broadsheet.Newsroom", "Broadsheet.Publishing", "Broadsheet.Feeds", "Broadsheet.Pages")]
    public void AProjectKnowsOnlyThoseBeforeIt(string project, params string[] allowed) =>
        Assert.Empty(Knowledge.References(project).Except(allowed));

    [Fact]
    public void TheStepsAreSeen()
    {
        var seen = Knowledge.Of("Broadsheet.Newsroom").Select(pair => pair.From.Namespace).ToHashSet();

        Assert.All(Steps, step => Assert.Contains(step, seen));
    }

    [Fact]
    public void NoStepKnowsAnother()
    {
        var trespasses = Knowledge.Of("Broadsheet.Newsroom")
            .Where(pair => Steps.Contains(pair.From.Namespace) && Steps.Contains(pair.To.Namespace) && pair.From.Namespace != pair.To.Namespace);

        Assert.Empty(trespasses.Select(pair => $"{pair.From.FullName} → {pair.To.FullName}"));
    }

    [Fact]
    public void NoNounKnowsAStep()
    {
        var trespasses = Knowledge.Of("Broadsheet.Newsroom")
            .Where(pair => pair.From.Namespace == Nouns && Steps.Contains(pair.To.Namespace) && !Joins(pair.From.Name));

        Assert.Empty(trespasses.Select(pair => $"{pair.From.FullName} → {pair.To.FullName}"));
    }

    [Fact]
    public void PublishingUsesNoStep()
    {
        string[] open = ["Broadsheet.Site"];
        var trespasses = Knowledge.Of("Broadsheet.Publishing")
            .Where(pair => Steps.Except(open).Contains(pair.To.Namespace));

        Assert.Empty(trespasses.Select(pair => $"{pair.From.FullName} → {pair.To.FullName}"));
    }

    /// <summary>The files that join the steps: Newsroom.cs and what it is split into.</summary>
    private static bool Joins(string type) => type.StartsWith("Newsroom", StringComparison.Ordinal);
}
