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
            HashSet<string> pages = new(StringComparer.Ordinal);
            for (var i = 0; i < editions; i++)
            {
                var edition = town.Next();
                // Now the same press goes on, now a new process begins where it left off.
                resident = town.Chance(3) ? PrintingPress.Open(followed, null) : resident?.Reopen(followed, null) ?? PrintingPress.Open(followed, null);
                Assert.Null(resident.Print(edition, mayRemoveAny: true).Refusal);
                pages.UnionWith(Files(followed).Where(IsPage));
            }

            var fresh = Site();
            PrintingPress.Open(fresh, null).Print(town.Last, mayRemoveAny: true);

            var all = Everything(followed);
            Assert.Empty(pages.Except(all.Keys));
            Assert.Equal(Everything(fresh), WithoutFarewells(all, fresh));
            Assert.Empty(PrintingPress.Open(followed, null).Print(town.Last, looksAtAll: true).Written);
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

    /// <summary>The edition of the bench in small: two hundred outlets, thirty topics below a root, and a story that three others take up.</summary>
    [Fact]
    public void OneMoreReportOnAStoryIsFewFiles()
    {
        Article Report(int number, int daysAgo) => Some.Article(
            title: $"Report {number}",
            published: Some.Moment.AddDays(-daysAgo).AddMinutes(number % 400),
            provider: Some.Provider($"Outlet {number % 200}", $"outlet{number % 200}.example"),
            topics: [new TopicMatch("News", "root", "News"), new TopicMatch($"Topic {number % 30}", "keyword", "any")]);
        Edition EditionOf(IEnumerable<Story> stories) => Some.Edition([.. stories]) with
        {
            Topics = [new Topic { Id = "news", Name = "News" }, .. Enumerable.Range(0, 30).Select(i => new Topic { Id = $"t{i}", Name = $"Topic {i}", Parent = "News" })],
        };
        // With the files that are printed unless asked otherwise.
        var site = Site("website:\n  theme: broadsheet\n");
        var others = Enumerable.Range(0, 400).Select(i => Some.Story(Report(i, 1 + (i / 40)))).ToList();
        Article[] reports = [Report(801, 0), Report(812, 0), Report(823, 0), Report(834, 0)];
        PrintingPress? press = null;

        int Written(int count)
        {
            press = press?.Reopen(site, null) ?? PrintingPress.Open(site, null);
            var report = press.Print(EditionOf([Some.Story(reports[..count]), .. others]));
            Assert.Empty(report.Removed);
            return report.Written.Count;
        }

        Written(1);
        // Each of another outlet and another topic: nothing of what must be told falls together.
        Assert.All([Written(2), Written(3), Written(4)], written => Assert.InRange(written, 10, 50));
    }

    [Fact]
    public void OldRecordsMoveAndNothingElseDoes()
    {
        var site = Site("records:\n  archiveAfter: 30d\nwebsite:\n  newsSitemap: false\n");
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

        Assert.Equal(Everything(wire), WithoutFarewells(Everything(followed), wire));
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
        Assert.Equal(Everything(fresh), WithoutFarewells(Everything(site), fresh));
    }

    [Fact]
    public void APageThatGoesLeavesWordAndComesBack()
    {
        var site = Site();
        var (kept, lost) = (Some.Story(Some.Article(title: "Kept")), Some.Story(Some.Article(title: "Lost")));
        var page = $"public/story/{lost.Id}/index.html";
        PrintingPress.Open(site, null).Print(Some.Edition(kept, lost));
        var before = Everything(site);

        var report = PrintingPress.Open(site, null).Print(Some.Edition(kept));
        var farewell = Everything(site)[page];
        var again = PrintingPress.Open(site, null).Print(Some.Edition(kept));
        var looked = PrintingPress.Open(site, null).Print(Some.Edition(kept), looksAtAll: true);
        PrintingPress.Open(site, null).Print(Some.Edition(kept, lost));

        Assert.Contains(page, report.Written);
        Assert.EndsWith("</html>\n<!-- 410 -->\n", farewell, StringComparison.Ordinal);
        Assert.Contains("noindex", farewell, StringComparison.Ordinal);
        Assert.Empty(again.Written.Concat(looked.Written).Concat(again.Removed).Concat(looked.Removed));
        Assert.Equal(before, Everything(site));
    }

    /// <summary>Found anew, stories are named otherwise; the old address leads to where the article it was named for is now.</summary>
    [Fact]
    public void AnAddressFollowsTheArticleItsStoryBeganWith()
    {
        var site = Site();
        var article = Some.Article(title: "Ferry returns");
        var (before, after) = (Some.Story(article) with { Id = "s" + article.Id[1..] }, Some.Story(Some.Article(title: "Crossing reopens"), article));
        PrintingPress.Open(site, null).Print(Some.Edition(before));

        PrintingPress.Open(site, null).Print(Some.Edition(after) with { Placements = new Dictionary<string, Placement> { [article.Id] = new(article.Id, after.Id, 1, [], null, 0, "joined") } });

        Assert.Contains($"<!-- 301 /story/{after.Id}/ -->", File.ReadAllText(Path.Combine(site.Root, $"public/story/{before.Id}/index.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void ASiteThatLostItsStoriesIsNotReplacedByFarewells()
    {
        var site = Site("files:\n  alwaysRemovable: 0\n");
        PrintingPress.Open(site, null).Print(Some.Edition([.. Enumerable.Range(0, 30).Select(i => Some.Story(Some.Article(title: $"Report {i}")))]));
        var before = Stamps(site);

        var report = PrintingPress.Open(site, null).Print(Some.Edition());

        Assert.NotNull(report.Refusal);
        Assert.Equal(before, Stamps(site));
    }

    [Fact]
    public void APageThatAnotherHandChangedIsThatHands()
    {
        var site = Site();
        var (kept, lost) = (Some.Story(Some.Article(title: "Kept")), Some.Story(Some.Article(title: "Lost")));
        PrintingPress.Open(site, null).Print(Some.Edition(kept, lost));
        var page = Path.Combine(site.Root, $"public/story/{lost.Id}/index.html");
        File.WriteAllText(page, "mine");

        var report = PrintingPress.Open(site, null).Print(Some.Edition(kept));

        Assert.Equal("mine", File.ReadAllText(page));
        Assert.Single(report.Kept);
    }

    [Fact]
    public void AChainOfMergedStoriesLeadsToItsEnd()
    {
        var site = Site();
        var story = Some.Story(Some.Article(title: "Ferry returns"));

        PrintingPress.Open(site, null).Print(Some.Edition(story) with
        {
            StoryAliases = new Dictionary<string, string> { ["sfirst"] = "ssecond", ["ssecond"] = "sthird", ["sthird"] = story.Id, ["sround"] = "sback", ["sback"] = "sround" },
        });

        Assert.All((string[])["sfirst", "ssecond", "sthird"], id =>
            Assert.Contains($"<!-- 301 /story/{story.Id}/ -->", File.ReadAllText(Path.Combine(site.Root, $"public/story/{id}/index.html")), StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(site.Root, "public/story/sround")));
    }

    private static bool IsPage(string path) => path.StartsWith("public/", StringComparison.Ordinal) && path.EndsWith("/index.html", StringComparison.Ordinal);

    /// <summary>What is there beside the words left at addresses that a site printed from nothing has not had.</summary>
    private static SortedDictionary<string, string> WithoutFarewells(SortedDictionary<string, string> all, SiteFolder fresh)
    {
        var without = new SortedDictionary<string, string>(all, StringComparer.Ordinal);
        foreach (var (path, text) in all)
        {
            if (IsPage(path) && text.EndsWith(" -->\n", StringComparison.Ordinal) && !File.Exists(Path.Combine(fresh.Root, path)))
                without.Remove(path);
        }

        return without;
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
