using Broadsheet.Site;
using Broadsheet.Testing;
using CsCheck;

namespace Broadsheet.Publishing.Tests;

/// <summary>Whatever happened between two editions, printing the changes gives what printing everything gives.</summary>
public sealed class PrintingPressTests : IDisposable
{
    private readonly List<string> folders = [];

    public void Dispose() => folders.ForEach(folder => Directory.Delete(folder, recursive: true));

    [Fact]
    public void PrintingWhatChangedGivesTheSiteThatPrintingAllGives() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[3, 9]).Sample((seed, editions) =>
        {
            var town = new ChangingTown(seed);
            var followed = Site();
            PrintingPress? resident = null;
            for (var i = 0; i < editions; i++)
            {
                var edition = town.Next();
                // Now the same press goes on, now a new process begins where it left off.
                resident = town.Chance(3) ? PrintingPress.Open(followed, null) : resident?.Reopen(followed, null) ?? PrintingPress.Open(followed, null);
                Assert.Null(resident.Print(edition, mayRemoveAny: true).Refusal);
            }

            var fresh = Site();
            PrintingPress.Open(fresh, null).Print(town.Last, mayRemoveAny: true);

            Assert.Equal(Everything(fresh), Everything(followed));
        }, iter: Iterations);

    /// <summary>As many as a minute allows when somebody wants to know better.</summary>
    private static int Iterations => int.TryParse(Environment.GetEnvironmentVariable("BROADSHEET_ITERATIONS"), out var asked) ? asked : 25;

    [Fact]
    public void ARunWithoutNewsWritesNothing()
    {
        var site = Site();
        var town = new ChangingTown(1);
        var edition = town.Next();
        PrintingPress.Open(site, null).Print(edition);
        var before = Stamps(site);

        var report = PrintingPress.Open(site, null).Print(edition with { At = edition.At.AddHours(5) });

        Assert.Empty(report.Written);
        Assert.Equal(before.Count, report.Unchanged);
        Assert.Equal(before, Stamps(site));
    }

    [Fact]
    public void OneNewArticleIsFewFiles()
    {
        var site = Site();
        var stories = Enumerable.Range(0, 400).Select(i => Some.Story(Some.Article(title: $"Report {i}", published: Some.Moment.AddHours(-7 * i)))).ToArray();
        PrintingPress.Open(site, null).Print(Some.Edition(stories));

        var report = PrintingPress.Open(site, null).Print(Some.Edition([Some.Story(Some.Article(title: "The newest", published: Some.Moment)), .. stories]));

        Assert.InRange(report.Written.Count, 10, 50);
        Assert.Empty(report.Removed);
    }

    [Fact]
    public void OldRecordsMoveAndNothingElseDoes()
    {
        var site = Site("records:\n  archiveAfter: 30d\n");
        // Most of a site: the guard against a site that lost its sources must not take a move for a loss.
        var edition = Some.Edition([.. Enumerable.Range(0, 60).Select(i => Some.Story(Some.Article(title: $"Report {i}", published: Some.Moment.AddDays(-i))))]);
        PrintingPress.Open(site, null).Print(edition);
        var before = Stamps(site);

        var report = PrintingPress.Open(site, null).Print(edition with { At = edition.At.AddDays(60) });

        Assert.Null(report.Refusal);
        Assert.NotEmpty(report.Removed);
        Assert.All(report.Removed, path => Assert.StartsWith("_news/", path, StringComparison.Ordinal));
        Assert.Equal(report.Removed.Select(RecordPath.Archived).Order(StringComparer.Ordinal), report.Written.Order(StringComparer.Ordinal));
        var after = Stamps(site);
        Assert.Equal(before.Count, after.Count);
        Assert.All(before.Where(file => !file.Key.StartsWith('_')), file => Assert.Equal(file.Value, after[file.Key]));
        Assert.Empty(PrintingPress.Open(site, null).Print(edition with { At = edition.At.AddDays(61) }).Written);
    }

    /// <summary>An adopted site: the records were there before us.</summary>
    [Fact]
    public void RecordsThatWereThereBeforeUsMoveWhenTheyAreTheSame()
    {
        var site = Site("records:\n  archiveAfter: 30d\n");
        var edition = Some.Edition(Some.Story(Some.Article(title: "Same")), Some.Story(Some.Article(title: "Changed"))) with { At = Some.Moment.AddDays(400) };
        PrintingPress.Open(Site(), null).Print(edition);
        var printed = folders[^1];
        Directory.CreateDirectory(Path.Combine(site.Root, "_news"));
        File.Copy(Path.Combine(printed, "_news/2026-03-04-same.md"), Path.Combine(site.Root, "_news/2026-03-04-same.md"));
        File.WriteAllText(Path.Combine(site.Root, "_news/2026-03-04-changed.md"), "mine");

        var report = PrintingPress.Open(site, null).Print(edition);

        Assert.Equal(["_news/2026-03-04-same.md"], report.Removed);
        Assert.Equal(["_news/2026-03-04-changed.md"], report.Kept);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(site.Root, "_news/2026-03-04-changed.md")));
        Assert.True(File.Exists(Path.Combine(site.Root, "_archive/news/2026-03-04-same.md")));
    }

    [Fact]
    public void WhenAFileOfTheFrontIsGoneEverythingIsLookedAt()
    {
        var site = Site();
        var edition = new ChangingTown(2).Next();
        PrintingPress.Open(site, null).Print(edition);
        var before = Everything(site);
        Directory.Delete(Path.Combine(site.Root, "public"), recursive: true);

        PrintingPress.Open(site, null).Print(edition);

        Assert.Equal(before, Everything(site));
    }

    [Fact]
    public void AskedToLookAtAllItMendsWhatAnotherHandChanged()
    {
        var site = Site();
        var edition = Some.Edition(Some.Story(Some.Article()));
        PrintingPress.Open(site, null).Print(edition);
        var before = Everything(site);
        var record = Directory.GetFiles(Path.Combine(site.Root, "_news")).Single();
        File.WriteAllText(record, "damaged");

        var report = PrintingPress.Open(site, null).Print(edition, looksAtAll: true);

        Assert.Equal([Path.GetRelativePath(site.Root, record)], report.Written);
        Assert.Equal(before, Everything(site));
    }

    [Fact]
    public void ADamagedManifestIsBegunAnew()
    {
        var site = Site();
        var edition = Some.Edition(Some.Story(Some.Article()));
        PrintingPress.Open(site, null).Print(edition);
        var before = Stamps(site);
        foreach (var file in Directory.GetFiles(Path.Combine(site.Root, ".broadsheet"), "manifest.db*"))
            File.WriteAllText(file, "no database at all, but long enough to be looked at as one");

        var report = PrintingPress.Open(site, null).Print(edition);

        Assert.Null(report.Refusal);
        Assert.Empty(report.Written);
        Assert.Equal(before, Stamps(site));
    }

    [Fact]
    public void AnotherSettingPrintsEverythingAnew()
    {
        var site = Site();
        var edition = new ChangingTown(3).Next();
        PrintingPress.Open(site, null).Print(edition);

        var wire = Site("website:\n  theme: wire\n");
        var followed = SiteAt(site.Root, "website:\n  theme: wire\n");
        PrintingPress.Open(wire, null).Print(edition);
        PrintingPress.Open(followed, null).Print(edition, mayRemoveAny: true);

        Assert.Equal(Everything(wire), Everything(followed));
    }

    [Fact]
    public void TwoWorksThatWantTheSamePageAreOneAfterTheOther()
    {
        Article Film(string name, int hour) => Some.Article(title: name, url: "https://film.example/" + hour, published: Some.Moment.AddHours(-hour)) with
        {
            Path = $"_news/{name}.md", WebUrl = null, Type = ArticleType.Video,
        };
        var (first, second) = (Some.Story(Film("Tide", 9)), Some.Story(Film("tide", 4)));
        var site = Site();
        var press = PrintingPress.Open(site, null);
        press.Print(Some.Edition(second));
        press.Print(Some.Edition(first, second));
        press.Print(Some.Edition(second), mayRemoveAny: true);

        var fresh = Site();
        PrintingPress.Open(fresh, null).Print(Some.Edition(second));
        Assert.Equal(Everything(fresh), Everything(site));
    }

    private static SortedDictionary<string, string> Everything(SiteFolder site) => new(
        Files(site).ToDictionary(file => file, file => File.ReadAllText(Path.Combine(site.Root, file))),
        StringComparer.Ordinal);

    private static SortedDictionary<string, DateTime> Stamps(SiteFolder site) => new(
        Files(site).ToDictionary(file => file, file => File.GetLastWriteTimeUtc(Path.Combine(site.Root, file))),
        StringComparer.Ordinal);

    private static IEnumerable<string> Files(SiteFolder site) => Directory.EnumerateFiles(site.Root, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(site.Root, file))
        .Where(file => file != SiteFolder.SettingsName && !file.StartsWith(".broadsheet", StringComparison.Ordinal));

    private SiteFolder Site(string settings = "")
    {
        folders.Add(Directory.CreateTempSubdirectory("broadsheet-").FullName);
        return SiteAt(folders[^1], settings);
    }

    private static SiteFolder SiteAt(string folder, string settings)
    {
        // Short pages, so that few stories fill many.
        File.WriteAllText(Path.Combine(folder, SiteFolder.SettingsName), "title: The Gazette\nurl: https://gazette.example\napi:\n  pageSize: 3\n" + (settings.Length > 0 ? settings : "website:\n  listStories: 10\nsyndication:\n  storyFeeds: true\n  entries: 4\n"));
        return SiteFolder.Open(folder);
    }
}
