namespace Broadsheet.Cli.Tests;

/// <summary>The same input gives the same site, to the byte, whatever happened on the way.</summary>
public sealed class RepeatTests
{
    private static readonly string[] Run = ["--replay", SiteCopy.Recording, "--now", SiteCopy.Evening];

    [Fact]
    public async Task ASecondRunTouchesNoFile()
    {
        using var site = SiteCopy.OfSample();
        await BroadsheetProcess.RunAsync(["run", site.Root, .. Run]);
        var (before, times) = (site.Fingerprint(), site.Times());

        var again = await BroadsheetProcess.RunAsync(["run", site.Root, .. Run]);

        Assert.Equal(0, again.ExitCode);
        Assert.Equal(before, site.Fingerprint());
        Assert.Equal(times, site.Times());
    }

    [Fact]
    public async Task KilledAtFiftyMomentsARunStillEndsAsIfUndisturbed()
    {
        using var calm = SmallSample();
        var started = TimeProvider.System.GetTimestamp();
        Assert.Equal(0, (await BroadsheetProcess.RunAsync(["run", calm.Root, .. Run])).ExitCode);
        var length = TimeProvider.System.GetElapsedTime(started);
        var expected = calm.Fingerprint();
        // A fixed seed, so that a failure can be had again; the moments still differ with the machine's mood.
        var random = new Random(20260307);

        for (var kills = 0; kills < 50;)
        {
            using var harried = SmallSample();
            // Killed and begun again until it comes through, then compared, then from the start: early and late stages get their share.
            BroadsheetProcess.Outcome? end;
            while ((end = await BroadsheetProcess.KillAsync(length * random.NextDouble(), ["run", harried.Root, .. Run])) is null)
                kills++;
            Assert.True(end.ExitCode == 0, end.Output + end.Errors);
            Assert.Equal(expected, harried.Fingerprint());
        }
    }

    /// <summary>Encoding pictures takes most of a run; with few feeds and small pictures the other stages get their share of the kills.</summary>
    private static SiteCopy SmallSample()
    {
        var site = SiteCopy.OfSample();
        string[] kept = ["Kelhaven Chronicle", "Kel FM", "Kelhaven Port Authority", "The Harbour End"];
        var lines = File.ReadAllLines(Path.Combine(site.Root, "feeds.opml"));
        site.Write("feeds.opml", string.Join('\n', lines.Where(line => !line.Contains("xmlUrl", StringComparison.Ordinal) || kept.Any(name => line.Contains(name, StringComparison.Ordinal)))));
        site.Write("broadsheet.yml", File.ReadAllText(Path.Combine(site.Root, "broadsheet.yml")) + "\npictures:\n  widestCopy: 320\n");
        return site;
    }
}
