using System.Collections.Concurrent;
using System.Text;
using CsCheck;

namespace Broadsheet.Publishing.Tests;

public sealed class SiteWriterTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("broadsheet-").FullName;
    private readonly List<string> rendered = [];

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void WritesChangesAndRemoves()
    {
        Write(("api/a.json", "1"), ("api/b/index.json", "1"), ("c.html", "1"));

        var report = Write(("api/a.json", "1"), ("c.html", "2"));

        Assert.Equal(["c.html"], report.Written);
        Assert.Equal(1, report.Unchanged);
        Assert.Equal(["api/b/index.json"], report.Removed);
        Assert.Equal("2", Read("c.html"));
        Assert.False(Directory.Exists(Path.Combine(root, "api/b")));
    }

    [Fact]
    public void SameInputIsNotRenderedAgainAndItsTimeStampStays()
    {
        Write(("a", "1"));
        var before = File.GetLastWriteTimeUtc(Path.Combine(root, "a"));
        rendered.Clear();

        var report = Write(("a", "1"));

        Assert.Empty(rendered);
        Assert.Empty(report.Written);
        Assert.Equal(before, File.GetLastWriteTimeUtc(Path.Combine(root, "a")));
    }

    [Fact]
    public async Task FilesAreMadeWhereThePrintingIsDone()
    {
        // Whoever prints beside readers has threads of its own for it.
        var own = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        var makers = new ConcurrentQueue<TaskScheduler>();
        var files = Enumerable.Range(0, 1000).Select(number => new PlannedFile($"{number}", "1", () =>
        {
            makers.Enqueue(TaskScheduler.Current);
            return "1"u8.ToArray();
        }));

        await Task.Factory.StartNew(() => new SiteWriter(root, new SiteWriterOptions { Parallelism = 4 }).Write(files), TestContext.Current.CancellationToken, TaskCreationOptions.None, own);

        Assert.Equal(1000, makers.Count);
        Assert.All(makers, maker => Assert.Same(own, maker));
    }

    /// <summary>Many make files of one new folder at the same moment, and only one of them makes the folder.</summary>
    [Fact]
    public void AFolderIsThereBeforeAnybodyWritesIntoIt()
    {
        for (var round = 0; round < 100; round++)
        {
            var report = new SiteWriter(Path.Combine(root, $"{round}"), new SiteWriterOptions { Parallelism = 8 })
                .Write([.. Enumerable.Range(0, 256).Select(n => new PlannedFile($"new/{n}.html", "print", () => "page"u8.ToArray()))]);
            Assert.Equal(256, report.Written.Count);
        }
    }

    [Fact]
    public void OtherInputWithTheSameContentIsRenderedButNotWritten()
    {
        Write(("a", "1"));
        var before = File.GetLastWriteTimeUtc(Path.Combine(root, "a"));

        var report = new SiteWriter(root, new SiteWriterOptions()).Write([Plan("a", "1", inputHash: "another")]);

        Assert.Empty(report.Written);
        Assert.Equal(before, File.GetLastWriteTimeUtc(Path.Combine(root, "a")));
    }

    [Fact]
    public void AFileThatWasDeletedOrDamagedIsMadeAgain()
    {
        Write(("a", "1"), ("b", "1"));
        File.Delete(Path.Combine(root, "a"));
        File.WriteAllText(Path.Combine(root, "b"), "damaged");

        var report = Write(("a", "1"), ("b", "1"));

        Assert.Equal(["a", "b"], report.Written);
        Assert.Equal("1", Read("b"));
    }

    [Fact]
    public void WhatItDidNotWriteStays()
    {
        Put("mine.txt", "mine");
        Put("same.txt", "1");
        Write(("same.txt", "1"), ("other.txt", "1"));

        var report = Write(("other.txt", "1"));

        Assert.Empty(report.Removed);
        Assert.Equal("mine", Read("mine.txt"));
        Assert.Equal("1", Read("same.txt"));
    }

    [Fact]
    public void WhatAnotherHandChangedIsNotRemoved()
    {
        Write(("a", "1"), ("b", "1"));
        Put("a", "edited");

        var report = Write(("b", "1"));

        Assert.Equal(["a"], report.Kept);
        Assert.Equal("edited", Read("a"));
    }

    [Fact]
    public void ARunThatWouldEmptyTheSiteIsRefusedUnlessMeant()
    {
        var options = new SiteWriterOptions { AlwaysRemovable = 2, MaxRemovedShare = 0.5 };
        var plan = Enumerable.Range(0, 10).Select(i => Plan($"f{i}", "1", "1")).ToList();
        new SiteWriter(root, options).Write(plan);

        var refused = new SiteWriter(root, options).Write([Plan("f0", "2", "2")]);
        Assert.Contains("would remove 9 of the 10 files", refused.Refusal, StringComparison.Ordinal);
        Assert.Equal("1", Read("f0"));
        Assert.Equal("1", Read("f9"));

        var meant = new SiteWriter(root, options).Write([Plan("f0", "2", "2")], mayRemoveAny: true);
        Assert.Null(meant.Refusal);
        Assert.Equal(9, meant.Removed.Count);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../out")]
    [InlineData("a/../../out")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("")]
    [InlineData("a\\..\\b")]
    [InlineData("c:/x")]
    [InlineData("a\nb")]
    [InlineData(".broadsheet/store.db")]
    [InlineData(".git/config")]
    public void APathThatLeavesTheSiteIsAMistakeOfOurs(string path) =>
        Assert.Throws<ArgumentException>(() => Write((path, "1")));

    [Theory]
    [InlineData("api")]
    [InlineData("api/news")]
    public void AFolderThatLeadsOutIsRefused(string link)
    {
        var outside = Directory.CreateTempSubdirectory("broadsheet-outside-").FullName;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, link))!);
            Directory.CreateSymbolicLink(Path.Combine(root, link), outside);

            var report = Write(("a/new/folder/index.json", "1"), ("api/other/index.json", "1"), ("api/news/index.json", "1"));

            Assert.Contains($"'{link}'", report.Refusal, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFileSystemEntries(outside));
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
        }
    }

    [Fact]
    public void TheSamePathTwiceIsAMistakeOfOurs() =>
        Assert.Throws<ArgumentException>(() => Write(("a", "1"), ("a", "2")));

    /// <summary>A run ends at any step, another edition follows: the folder is as if the first run had never been.</summary>
    [Fact]
    public void AnInterruptedRunLeavesNothingBehindForTheNext() =>
        Gen.Select(Plans, Plans, Plans, Gen.Int[0, 8]).Sample((before, broken, after, stop) =>
        {
            using var site = new SiteWriterTests();
            site.Put("mine.txt", "mine");
            site.Write(before);
            site.Interrupt(broken, stop);
            site.Write(after);

            var expected = after.Select(file => (file.Path, file.Content)).Append(("mine.txt", "mine")).Order();
            Assert.Equal(expected, site.Everything().Order());
        }, iter: 200);

    [Fact]
    public void ADraftThatWasLeftIsTakenAway()
    {
        Directory.CreateDirectory(Path.Combine(root, ".broadsheet"));
        Put(".broadsheet/manifest.journal", SiteManifest.HashOf("new"u8) + "\tpage.html\n");
        Put(".page.html.draft", "ne");
        Put("page.html", "mine, from before");

        var report = Write(("other", "1"));

        Assert.Empty(report.Removed);
        Assert.Equal("mine, from before", Read("page.html"));
        Assert.False(File.Exists(Path.Combine(root, ".page.html.draft")));
    }

    [Fact]
    public void ADraftThatNoJournalKnowsIsInNobodysWay()
    {
        Put(".page.html.draft", "much longer than what is to come");

        Write(("page.html", "new"));

        Assert.Equal("new", Read("page.html"));
        Assert.False(File.Exists(Path.Combine(root, ".page.html.draft")));
    }

    [Fact]
    public void ARunKilledBeforeItMadeAFolderDoesNotStopTheNext()
    {
        Directory.CreateDirectory(Path.Combine(root, ".broadsheet"));
        Put(".broadsheet/manifest.journal", SiteManifest.HashOf("new"u8) + "\tstory/one/index.html\n");

        Write(("story/one/index.html", "new"));

        Assert.Equal("new", Read("story/one/index.html"));
    }

    private static readonly Gen<(string Path, string Content)[]> Plans =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 2]).Array[0, 8].Select(pairs => pairs
            .DistinctBy(pair => pair.Item1)
            .Select(pair => ($"d{pair.Item1 % 3}/f{pair.Item1}", $"content {pair.Item2}")).ToArray());

    private void Interrupt((string Path, string Content)[] files, int stop)
    {
        var left = stop;
        var plan = files.Select(file => Plan(file.Path, file.Content, file.Content) with
        {
            InputHash = null,
            Render = () => left-- > 0 ? Encoding.UTF8.GetBytes(file.Content) : throw new OperationCanceledException(),
        });
        try
        {
            new SiteWriter(root, new SiteWriterOptions { Parallelism = 1 }).Write(plan);
        }
        catch (OperationCanceledException)
        {
            // As if the process had been killed there.
        }
    }

    private IEnumerable<(string Path, string Content)> Everything() =>
        Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(file => (Path.GetRelativePath(root, file).Replace('\\', '/'), File.ReadAllText(file)))
            .Where(file => !file.Item1.StartsWith(".broadsheet/", StringComparison.Ordinal));

    private WriteReport Write(params (string Path, string Content)[] files) =>
        new SiteWriter(root, new SiteWriterOptions()).Write(files.Select(file => Plan(file.Path, file.Content, file.Content)));

    private PlannedFile Plan(string path, string content, string inputHash) => new(path, inputHash, () =>
    {
        lock (rendered)
            rendered.Add(path);
        return Encoding.UTF8.GetBytes(content);
    });

    private void Put(string path, string content) => File.WriteAllText(Path.Combine(root, path), content);

    private string Read(string path) => File.ReadAllText(Path.Combine(root, path));
}
