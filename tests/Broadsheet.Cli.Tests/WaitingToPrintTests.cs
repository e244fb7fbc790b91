namespace Broadsheet.Cli.Tests;

/// <summary>What commands do while another process prints the site.</summary>
public sealed class WaitingToPrintTests(RunSample sample)
{
    [Fact]
    public async Task WhoWaitsInVainToPrintSaysForWhomAndStops()
    {
        using var site = sample.Site.Copy();
        using (new FileStream(Path.Combine(site.Root, ".broadsheet", "printing.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            var publish = await BroadsheetProcess.RunAsync("publish", site.Root, "--wait", "0", "--now", SiteCopy.Evening);
            var run = await BroadsheetProcess.RunAsync(["run", site.Root, "--wait", "0", "--replay", SiteCopy.Recording, "--now", SiteCopy.Evening]);

            Assert.Equal((7, 7), (publish.ExitCode, run.ExitCode));
            foreach (var said in (string[])[publish.Errors, run.Errors])
            {
                Assert.Contains($"has been printing {site.Root} for more than 0 seconds", said, StringComparison.Ordinal);
                Assert.DoesNotContain("Exception", said, StringComparison.Ordinal);
            }
        }

        await BroadsheetProcess.DoneAsync("publish", site.Root, "--now", SiteCopy.Evening);
    }
}
