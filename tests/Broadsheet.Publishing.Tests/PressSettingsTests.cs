using Broadsheet.Site;

namespace Broadsheet.Publishing.Tests;

/// <summary>An operator's mistake is named before anything is printed.</summary>
public sealed class PressSettingsTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("broadsheet-press-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData("ferry -cruise", null)]
    [InlineData("-cruise", "asks for nothing in particular")]
    [InlineData("topic:", "asks for nothing in particular")]
    [InlineData("a b c d e f g h i j k l m n o p", null)]
    [InlineData("a b c d e f g h i j k l m n o p -q", "is longer than a query can be")]
    public void AQueryThatCannotBeMeantIsAMistake(string query, string? mistake)
    {
        File.WriteAllText(Path.Combine(root, SiteFolder.SettingsName), $"title: The Paper\nurl: https://paper.example\nsyndication:\n  queries:\n    boats: '{query}'\n");
        var site = SiteFolder.Open(root);

        PressSettings.Read(site);

        var mistakes = site.Problems.All.Select(problem => problem.ToString()).Where(problem => problem.Contains("syndication.queries.boats", StringComparison.Ordinal));
        if (mistake is null)
            Assert.Empty(mistakes);
        else
            Assert.Contains(mistake, Assert.Single(mistakes), StringComparison.Ordinal);
    }
}
