using System.Globalization;

namespace Broadsheet.Cli.Tests;

/// <summary>What other commands do on the folder of a running server.</summary>
[Collection<AfterARun>]
public sealed class BesideAServerTests(RunSample sample)
{
    private static readonly string[] Quietly = ["--replay", SiteCopy.Recording, "--now", SiteCopy.Evening];

    [Fact]
    public async Task OneProcessPollsAndTheOthersWorkBesideIt()
    {
        using var site = sample.Site.Copy();
        using var server = await BroadsheetProcess.ServeAsync([site.Root, .. Quietly]);
        try
        {
            var run = await BroadsheetProcess.RunAsync(["run", site.Root, .. Quietly]);
            var second = await BroadsheetProcess.RunAsync(["serve", site.Root, "--port", "0", .. Quietly]);

            Assert.Equal((7, 7), (run.ExitCode, second.ExitCode));
            Assert.Contains($"Process {server.Id.ToString(CultureInfo.InvariantCulture)} on ", run.Errors, StringComparison.Ordinal);
            Assert.Contains("(broadsheet serve) polls", run.Errors, StringComparison.Ordinal);
            await BroadsheetProcess.DoneAsync("check", site.Root);
            await BroadsheetProcess.DoneAsync("feeds", "health", site.Root);
            await BroadsheetProcess.DoneAsync("publish", site.Root, "--now", SiteCopy.Evening);
            using var reader = await BroadsheetProcess.ServeAsync(site.Root, "--no-poll", "--now", SiteCopy.Evening);
            reader.Kill();
            await reader.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            // SIGKILL: nothing is put away.
            server.Kill();
            await server.WaitForExitAsync(CancellationToken.None);
        }

        await BroadsheetProcess.DoneAsync(["run", site.Root, .. Quietly]);
    }
}
