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
    public async Task KilledFiftyTimesARunStillEndsAsIfUndisturbed()
    {
        using var calm = SiteCopy.OfSample();
        var started = TimeProvider.System.GetTimestamp();
        Assert.Equal(0, (await BroadsheetProcess.RunAsync(["run", calm.Root, .. Run])).ExitCode);
        var length = TimeProvider.System.GetElapsedTime(started);
        using var harried = SiteCopy.OfSample();
        // A fixed seed, so that a failure can be had again; the moments still differ with the machine's mood.
        var random = new Random(20260307);
        var kills = 0;

        for (var i = 0; i < 50; i++)
        {
            if (await BroadsheetProcess.KillAsync(length * random.NextDouble(), ["run", harried.Root, .. Run]))
                kills++;
        }
        Assert.Equal(0, (await BroadsheetProcess.RunAsync(["run", harried.Root, .. Run])).ExitCode);

        Assert.True(kills >= 10, $"only {kills} runs were killed before their end");
        Assert.Equal(calm.Fingerprint(), harried.Fingerprint());
    }
}
