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
        using var calm = SiteCopy.OfSample();
        var started = TimeProvider.System.GetTimestamp();
        Assert.Equal(0, (await BroadsheetProcess.RunAsync(["run", calm.Root, .. Run])).ExitCode);
        var length = TimeProvider.System.GetElapsedTime(started);
        var expected = calm.Fingerprint();
        // A fixed seed, so that a failure can be had again; the moments still differ with the machine's mood.
        var random = new Random(20260307);

        for (var kills = 0; kills < 50;)
        {
            using var harried = SiteCopy.OfSample();
            // Killed and begun again until it comes through, then compared, then from the start: early and late stages get their share.
            while (await BroadsheetProcess.KillAsync(length * random.NextDouble(), ["run", harried.Root, .. Run]))
                kills++;
            Assert.Equal(expected, harried.Fingerprint());
        }
    }
}
