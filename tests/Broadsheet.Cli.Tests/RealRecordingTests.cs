using System.Text.Json;
using System.Xml.Linq;
using Broadsheet.Testing;

namespace Broadsheet.Cli.Tests;

/// <summary>The whole program over a recording of hundreds of real news sites.</summary>
public sealed class RealRecordingTests
{
    private const long MostMemory = 500_000_000;
    private static readonly XNamespace Ours = "https://broadsheet.news/opml";

    [Fact]
    public async Task ARealWebBecomesASiteThatASecondRunLeavesAlone()
    {
        var recording = DevelopmentData.Find("pages/newsdays.warc.gz");
        var feeds = DevelopmentData.Find("pages/newsdays.opml");
        Assert.SkipWhen(recording is null || feeds is null, DevelopmentData.Absent);
        using var site = SiteCopy.Empty();
        site.Write("broadsheet.yml", "title: Newsdays\nurl: http://localhost:8080\n");
        site.Write("feeds.opml", AllCurated(feeds!));
        string[] run = ["run", site.Root, "--replay", recording!, "--now", "2026-01-15T00:00:00Z", "--json"];

        var (first, peak) = await BroadsheetProcess.RunMeasuredAsync(run);

        Assert.Equal("", first.Errors);
        Assert.Equal(0, first.ExitCode);
        using var report = JsonDocument.Parse(first.Output);
        Assert.InRange(report.RootElement.GetProperty("run").GetProperty("articles").GetInt32(), 700, 765);
        Assert.InRange(Directory.GetFiles(Path.Combine(site.Root, "_news"), "*.md").Length, 700, 765);
        Assert.InRange(peak, 1, MostMemory);
        PublishedSite.AssertIntact(site.Root);

        var before = site.Fingerprint();
        var second = await BroadsheetProcess.RunAsync(run);

        Assert.Equal(0, second.ExitCode);
        Assert.Equal(before, site.Fingerprint());
    }

    /// <summary>The feeds as an operator lists whom he trusts: what they deliver is shown.</summary>
    private static string AllCurated(string path)
    {
        var document = XDocument.Load(path);
        document.Root!.SetAttributeValue(XNamespace.Xmlns + "broadsheet", Ours);
        foreach (var feed in document.Descendants("outline"))
            feed.SetAttributeValue(Ours + "kind", "curated");
        return document.ToString();
    }
}
