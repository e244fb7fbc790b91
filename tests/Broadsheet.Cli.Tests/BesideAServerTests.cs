using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Broadsheet.Cli.Tests;

/// <summary>What other commands do on the folder of a running server.</summary>
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

    [Fact]
    public async Task ASlowRequestIsWaitedForWhenTheServerIsAskedToStop()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var site = sample.Site.Copy();
        var (server, address) = await BroadsheetProcess.ServeAtAsync([], site.Root, "--no-poll", "--now", SiteCopy.Evening);
        try
        {
            using var slow = new TcpClient();
            await slow.ConnectAsync(IPAddress.Loopback, address.Port, TestContext.Current.CancellationToken);
            // Its body never comes, and the server gives up on it after more seconds than a program that is to stop has by default.
            await slow.GetStream().WriteAsync("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"u8.ToArray(), TestContext.Current.CancellationToken);
            using (var http = new HttpClient())
                await http.GetAsync(address, TestContext.Current.CancellationToken);
            using (var kill = Process.Start("kill", ["-TERM", server.Id.ToString(CultureInfo.InvariantCulture)]))
                await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
            await server.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.Equal(0, server.ExitCode);
        }
        finally
        {
            server.Kill();
            server.Dispose();
        }
    }
}
