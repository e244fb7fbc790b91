using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using Broadsheet.Pictures;
using SkiaSharp;

namespace Broadsheet.Tests.Pictures;

/// <summary>
/// The store in a process of its own, which is killed (SIGKILL, so nothing of it runs on) at moments that a seed decides. Whatever is in
/// the folder then is whole, and the next run completes it.
/// </summary>
public sealed class KilledStoreTests : IDisposable
{
    private const string Address = "https://site.example/assets/images/news";
    private const string FolderVariable = "BROADSHEET_TEST_STORE";
    private const int Pictures = 12;
    private const int Kills = 6;
    private const int Seed = 20260307;

    private static readonly ConcurrentDictionary<int, byte[]> Numbers = [];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>What the child does: it is not run with the others.</summary>
    [Fact(Explicit = true)]
    public void KeepPicturesUntilKilled()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(folder is null, "Only the other test's child process does this.");
        var store = new PictureStore(folder, Address, new PictureOptions());
        store.Evict(new HashSet<string>());
        for (var number = 0; number < Pictures; number++)
            store.Keep(Numbered(number));
    }

    [Fact]
    public async Task WhateverAKillLeavesIsWholeAndIsCompleted()
    {
        var whole = Whole();
        var random = new Random(Seed);
        var partial = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            var before = Count();
            using var child = Child();
            // From its first own file on, every moment of the writing is as likely as another.
            await UntilAsync(() => child.HasExited || Count() > before);
            await Task.Delay(random.Next(0, 100), TestContext.Current.CancellationToken);
            child.Kill();
            await child.WaitForExitAsync(TestContext.Current.CancellationToken);
            partial += AssertWhole(whole) ? 1 : 0;
        }

        Assert.True(partial > 0, "No kill came in the middle of the work; the test shows nothing.");

        using (var last = Child())
        {
            await last.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, last.ExitCode);
        }

        Assert.Equal(whole, Files());
    }

    /// <summary>Every finished file is one that an undisturbed run writes, and what the store finds is there; says whether some are missing.</summary>
    private bool AssertWhole(SortedDictionary<string, string> whole)
    {
        var files = Files();
        foreach (var (name, hash) in files)
            Assert.Equal(whole[name], hash);
        var store = new PictureStore(_folder.Path, Address, new PictureOptions());
        for (var number = 0; number < Pictures; number++)
        {
            if (store.Find(Convert.ToHexStringLower(SHA256.HashData(Numbered(number)))) is { } found)
                Assert.All(found.Copies.Select(copy => copy.Url).Append(found.Url!), url => Assert.Contains(Path.GetFileName(url), files.Keys));
        }

        return files.Count < whole.Count;
    }

    private SortedDictionary<string, string> Whole()
    {
        using var folder = new TemporaryFolder();
        var store = new PictureStore(folder.Path, Address, new PictureOptions());
        for (var number = 0; number < Pictures; number++)
            store.Keep(Numbered(number));
        return Files(folder.Path);
    }

    private int Count() => Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Count();

    private SortedDictionary<string, string> Files() => Files(_folder.Path);

    private static SortedDictionary<string, string> Files(string folder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".part", StringComparison.Ordinal)))
            files.Add(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))));
        return files;
    }

    private static byte[] Numbered(int number) => Numbers.GetOrAdd(number, static number => Drawn.Encoded(1300 + number, 700, SKEncodedImageFormat.Jpeg));

    private Process Child()
    {
        // The program that runs us, and no wrapper around it: a wrapper's death would not be the store's.
        var program = Environment.ProcessPath!;
        string[] self = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(KilledStoreTests).Assembly.Location] : [];
        var start = new ProcessStartInfo(program, [.. self, "-explicit", "only", "-method", $"{typeof(KilledStoreTests).FullName}.{nameof(KeepPicturesUntilKilled)}", "-noColor"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment[FolderVariable] = _folder.Path;
        var child = Process.Start(start)!;
        child.OutputDataReceived += (_, _) => { };
        child.BeginOutputReadLine();
        return child;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 3_000 && !condition(); i++)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        Assert.True(condition());
    }
}
