using System.Text.Json;

namespace Broadsheet.Cli.Tests;

/// <summary><c>broadsheet topics</c> and <c>broadsheet secured</c> through the real program.</summary>
public sealed class TopicsCommandTests(RunSample sample) : IDisposable
{
    private readonly SiteCopy site = sample.Site.Copy();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task AnExampleThatFailsIsNamedWithTheWords()
    {
        site.Write("power/broadsheet.yml", "title: Power\nurl: https://power.example\n");
        const string topic = "_id: power-apps\nname: Power Apps\nkeywords: [power apps]\n";
        site.Write("power/_data/topics/00.yaml", topic);
        site.Write("examples.yml", """
            examples:
              - title: Pin Diode Handles High Power Apps
                topics: []
              - title: Microsoft ships Power Apps for tablets
                topics: [Power Apps]
            """);
        string[] test = ["topics", "test", Path.Combine(site.Root, "examples.yml"), Path.Combine(site.Root, "power")];

        var before = await BroadsheetProcess.RunAsync(test);
        site.Write("power/_data/topics/00.yaml", topic + "exclude:\n  - any: [high power apps, diode]\n");
        var after = await BroadsheetProcess.RunAsync(test);

        Assert.Equal(6, before.ExitCode);
        Assert.Contains("Power Apps is too much: \"power apps\" in title", before.Output, StringComparison.Ordinal);
        Assert.Equal(0, after.ExitCode);
    }

    [Fact]
    public async Task DiffNamesWhatAChangedRuleAddsAndRemovesAndChangesNothing()
    {
        var file = Path.Combine(site.Root, "_data", "topics", "01-harbour.yaml");
        var rules = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var unchanged = await BroadsheetProcess.DoneAsync("topics", "diff", site.Root);

        await File.WriteAllTextAsync(file, rules.Replace("  - ferry\n", "  - whale\n", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var outcome = await BroadsheetProcess.DoneAsync("topics", "diff", site.Root, "--json");
        var again = await BroadsheetProcess.DoneAsync("topics", "diff", site.Root, "--json");

        Assert.Equal("0 added, 0 removed.", unchanged.Output.Trim());
        using var document = JsonDocument.Parse(outcome.Output);
        var changes = document.RootElement.EnumerateArray().ToArray();
        Assert.Contains(changes, change => change.GetProperty("isAdded").GetBoolean() && change.GetProperty("reason").GetString()!.Contains("\"whale\" in title", StringComparison.Ordinal));
        Assert.Contains(changes, change => !change.GetProperty("isAdded").GetBoolean() && change.GetProperty("reason").GetString()!.Contains("\"ferry\" in title", StringComparison.Ordinal));
        Assert.All(changes, change => Assert.Equal("Harbour", change.GetProperty("topic").GetString()));
        Assert.Equal(outcome.Output, again.Output);
    }

    [Fact]
    public async Task ARecordsSealIsOpenedWithTheSitesKeyAlone()
    {
        site.Write("key.txt", "correct horse battery staple");
        await File.AppendAllTextAsync(Path.Combine(site.Root, "broadsheet.yml"), "\nsecuring:\n  keyFile: key.txt\n", TestContext.Current.CancellationToken);
        await BroadsheetProcess.DoneAsync("publish", site.Root, "--now", SiteCopy.Evening);
        var record = Path.GetRelativePath(site.Root, Directory.GetFiles(Path.Combine(site.Root, "_news"), "*.md").Order(StringComparer.Ordinal).First());

        var opened = await BroadsheetProcess.DoneAsync("secured", "open", record, site.Root);
        site.Write("key.txt", "another key altogether");
        var refused = await BroadsheetProcess.RunAsync("secured", "open", record, site.Root);

        using var document = JsonDocument.Parse(opened.Output);
        Assert.StartsWith("a", document.RootElement.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("another key", refused.Errors, StringComparison.Ordinal);
    }
}
