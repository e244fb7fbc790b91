using System.Text.RegularExpressions;

namespace Broadsheet.Feeds.Tests;

/// <summary>The example of the package's README says what it prints; it must be so.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "FeedsReadme.md"));

    [Fact]
    public void PrintsWhatItSays()
    {
        var document = DocumentOf(Readme);
        var feed = new FeedReader().Read(System.Text.Encoding.UTF8.GetBytes(document), new FeedContext(Url: "https://harbour.example/feed.xml"));
        var printed = new Dictionary<string, string?>
        {
            ["feed.Title"] = feed.Title,
            ["feed.Items[0].Link"] = feed.Items[0].Link,
            ["feed.Items[0].CanonicalLink"] = feed.Items[0].CanonicalLink,
        };

        var lines = PrintedLine().Matches(Readme);

        Assert.Equal(printed.Count, lines.Count);
        foreach (Match line in lines)
            Assert.Equal(printed[line.Groups["what"].Value], line.Groups["value"].Value);
    }

    private static string DocumentOf(string readme) => Document().Match(readme).Groups["document"].Value;

    [GeneratedRegex("var bytes = \"(?<document>[^\"]+)\"u8;")]
    private static partial Regex Document();

    [GeneratedRegex(@"Console\.WriteLine\((?<what>[^)]+)\);\s+// (?<value>\S.*)$", RegexOptions.Multiline)]
    private static partial Regex PrintedLine();
}
