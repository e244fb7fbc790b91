using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Broadsheet.Server.Accounts;

namespace Broadsheet.Cli.Tests;

/// <summary>Backups of a site at work, and what is made of them.</summary>
public sealed class BackupCommandTests(RunSample sample)
{
    private static readonly string[] Quietly = ["--replay", SiteCopy.Recording, "--now", SiteCopy.Evening];

    [Fact]
    public async Task ASiteThatIsServedAndEditedComesBackElsewhereAndARunChangesNothing()
    {
        using var site = sample.Site.Copy();
        using var elsewhere = SiteCopy.Empty();
        using var shelf = SiteCopy.Empty();
        AccountBook.Open(Path.Combine(site.Root, ".broadsheet"), TimeProvider.System).Add("ruth", Role.Owner, "a few words in a row");
        var archive = Path.Combine(shelf.Root, "site.tar.gz");
        using (var server = await BroadsheetProcess.ServeAsync([site.Root, .. Quietly]))
        {
            try
            {
                var editing = EditAsync(site);
                await BroadsheetProcess.DoneAsync("backup", site.Root, archive);
                await editing;
                // The last one holds what was decided meanwhile.
                await BroadsheetProcess.DoneAsync("publish", site.Root, "--now", SiteCopy.Evening);
                await BroadsheetProcess.DoneAsync("restore", archive, Path.Combine(elsewhere.Root, "during"));
                await BroadsheetProcess.DoneAsync("backup", site.Root, archive);
            }
            finally
            {
                server.Kill();
                await server.WaitForExitAsync(CancellationToken.None);
            }
        }

        var restored = Path.Combine(elsewhere.Root, "site");
        await BroadsheetProcess.DoneAsync("restore", archive, restored);
        var before = Files(restored);
        Assert.Equal(Files(site.Root), before);
        Assert.Equal(3, File.ReadLines(Path.Combine(restored, "_data", "decisions.jsonl")).Count());

        await BroadsheetProcess.DoneAsync(["run", restored, .. Quietly]);
        Assert.Equal(before, Files(restored));
        Assert.Contains("ruth", (await BroadsheetProcess.DoneAsync("accounts", "list", restored)).Output, StringComparison.Ordinal);
        // The one that was made in the middle of the editing is a whole site, too.
        await BroadsheetProcess.DoneAsync(["run", Path.Combine(elsewhere.Root, "during"), .. Quietly]);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(archive));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(restored, ".broadsheet", "accounts.db")));
        }
    }

    [Fact]
    public async Task AFolderThatIsNotEmptyIsLeftAloneUnlessForcedAndThenPutAside()
    {
        using var site = sample.Site.Copy();
        using var shelf = SiteCopy.Empty();
        var archive = Path.Combine(shelf.Root, "site.tar.gz");
        await BroadsheetProcess.DoneAsync("backup", site.Root, archive);
        File.Delete(Path.Combine(site.Root, "feeds.opml"));
        site.Write("mine.txt", "kept");

        var refused = await BroadsheetProcess.RunAsync("restore", archive, site.Root);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("is not empty", refused.Errors, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(site.Root, "mine.txt")));

        await BroadsheetProcess.DoneAsync("restore", archive, site.Root, "--force");
        Assert.True(File.Exists(Path.Combine(site.Root, "feeds.opml")));
        Assert.Equal("kept", File.ReadAllText(Path.Combine(Assert.Single(Directory.GetDirectories(site.Root, ".before-restore-*")), "mine.txt")));
    }

    [Fact]
    public async Task ARunningSiteIsNotRestoredOver()
    {
        using var site = sample.Site.Copy();
        using var shelf = SiteCopy.Empty();
        var archive = Path.Combine(shelf.Root, "site.tar.gz");
        await BroadsheetProcess.DoneAsync("backup", site.Root, archive);
        using var server = await BroadsheetProcess.ServeAsync([site.Root, .. Quietly]);
        try
        {
            Assert.Equal(7, (await BroadsheetProcess.RunAsync("restore", archive, site.Root, "--force")).ExitCode);
            Assert.True(File.Exists(Path.Combine(site.Root, ".broadsheet", "store.db")));
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/{shelf}/outside")]
    [InlineData("a/../../outside")]
    [InlineData("a\\..\\outside")]
    public async Task AnArchiveThatReachesOutOfItsFolderIsRefused(string name)
    {
        using var shelf = SiteCopy.Empty();
        var archive = Path.Combine(shelf.Root, "evil.tar.gz");
        name = name.Replace("/{shelf}", shelf.Root, StringComparison.Ordinal);
        Pack(archive, new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream("evil"u8.ToArray()) });

        var outcome = await BroadsheetProcess.RunAsync("restore", archive, Path.Combine(shelf.Root, "deep", "site"));

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("outside the site folder", outcome.Errors, StringComparison.Ordinal);
        Assert.Equal([archive], Directory.GetFiles(shelf.Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task AnArchiveWithALinkIsRefused()
    {
        using var shelf = SiteCopy.Empty();
        var archive = Path.Combine(shelf.Root, "evil.tar.gz");
        Pack(archive, new PaxTarEntry(TarEntryType.SymbolicLink, "public") { LinkName = "/etc" });

        Assert.Contains("no plain file", (await BroadsheetProcess.RunAsync("restore", archive, Path.Combine(shelf.Root, "site"))).Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("changed")]
    [InlineData("more")]
    public async Task AnArchiveThatIsNotAsItWasMadeIsRefusedAndNothingIsRestored(string how)
    {
        using var site = SiteCopy.OfSample();
        using var shelf = SiteCopy.Empty();
        var archive = Path.Combine(shelf.Root, "site.tar.gz");
        await BroadsheetProcess.DoneAsync("backup", site.Root, archive);
        if (how == "cut")
        {
            using var file = File.Open(archive, FileMode.Open);
            file.SetLength(file.Length / 2);
        }
        else
        {
            Repack(archive, how);
        }

        var target = Path.Combine(shelf.Root, "site");
        var outcome = await BroadsheetProcess.RunAsync("restore", archive, target);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(archive, outcome.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(target));
    }

    [Fact]
    public async Task OfManyArchivesTheLatestStay()
    {
        using var site = SiteCopy.OfSample();
        using var shelf = SiteCopy.Empty();
        var name = Path.GetFileName(site.Root);
        shelf.Write($"{name}-20260101T000000Z.broadsheet.tar.gz", "old");
        shelf.Write($"{name}-20260102T000000Z.broadsheet.tar.gz", "newer");
        shelf.Write("another-20260101T000000Z.broadsheet.tar.gz", "not ours");

        await BroadsheetProcess.DoneAsync("backup", site.Root, shelf.Root, "--keep", "2");

        Assert.Equal(3, Directory.GetFiles(shelf.Root).Length);
        Assert.False(File.Exists(Path.Combine(shelf.Root, $"{name}-20260101T000000Z.broadsheet.tar.gz")));
        Assert.Equal(1, (await BroadsheetProcess.RunAsync("backup", site.Root, Path.Combine(site.Root, "inside.tar.gz"))).ExitCode);
    }

    private static async Task EditAsync(SiteCopy site)
    {
        var stories = (await BroadsheetProcess.DoneAsync("stories", "list", site.Root, "--json", "--now", SiteCopy.Evening)).Output;
        using var list = System.Text.Json.JsonDocument.Parse(stories);
        foreach (var story in list.RootElement.EnumerateArray().Take(3).Select(line => line.GetProperty("id").GetString()!).ToArray())
            await BroadsheetProcess.DoneAsync("stories", "pin", story, site.Root);
    }

    // Everything but the state, which is compared by what comes of it.
    private static List<string> Files(string root) =>
    [
        .. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(root, file).StartsWith(".broadsheet", StringComparison.Ordinal) && !file.EndsWith(".lock", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(root, file)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}"),
    ];

    private static void Pack(string archive, params TarEntry[] entries)
    {
        using var packed = new GZipStream(File.Create(archive), CompressionLevel.Fastest);
        using var writer = new TarWriter(packed, TarEntryFormat.Pax);
        foreach (var entry in entries)
            writer.WriteEntry(entry);
    }

    private static void Repack(string archive, string how)
    {
        var entries = new List<TarEntry>();
        using (var reader = new TarReader(new GZipStream(File.OpenRead(archive), CompressionMode.Decompress)))
        {
            while (reader.GetNextEntry(copyData: true) is { } entry)
            {
                if (how == "changed" && entry.Name == "broadsheet.yml")
                {
                    var text = new StreamReader(entry.DataStream!).ReadToEnd();
                    entry.DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text.Replace("Harbour", "HARBOUR", StringComparison.Ordinal)));
                }

                if (how == "more" && entries.Count == 0)
                    entries.Add(new PaxTarEntry(TarEntryType.RegularFile, "_data/more.txt") { DataStream = new MemoryStream("more"u8.ToArray()) });
                entries.Add(entry);
            }
        }

        Pack(archive, [.. entries]);
    }
}
