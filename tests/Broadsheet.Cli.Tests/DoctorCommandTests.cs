using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Broadsheet.Cli.Tests;

/// <summary>What the doctor sees.</summary>
public sealed class DoctorCommandTests(RunSample sample)
{
    [Fact]
    public async Task AHealthySiteIsToldSoAndMissesABackup()
    {
        using var site = sample.Site.Copy();
        using var shelf = SiteCopy.Empty();

        var (code, findings) = await ExamineAsync(site);
        Assert.Equal(0, code);
        Assert.Equal("look", findings["backup"]);
        Assert.Equal("good", findings["stores"]);
        Assert.Equal("good", findings["settings"]);

        await BroadsheetProcess.DoneAsync("backup", site.Root, shelf.Root);
        var after = await BroadsheetProcess.RunAsync("doctor", site.Root, "--json");
        Assert.Contains("The last backup is of", after.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsIllIsNamedWithARemedy()
    {
        using var site = sample.Site.Copy();
        // The header stays, so that it passes for a database; the rest is gone.
        var store = Path.Combine(site.Root, ".broadsheet", "manifest.db");
        var bytes = await File.ReadAllBytesAsync(store, TestContext.Current.CancellationToken);
        Array.Fill(bytes, (byte)0xAA, 4096, Math.Min(8192, bytes.Length - 4096));
        await File.WriteAllBytesAsync(store, bytes, TestContext.Current.CancellationToken);
        site.Write(".broadsheet/accounts.db", "");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(site.Root, ".broadsheet", "accounts.db"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        File.AppendAllText(Path.Combine(site.Root, "broadsheet.yml"), string.Create(CultureInfo.InvariantCulture, $"\nnewsletter:\n  from: news@gazette.example\nmail:\n  host: 127.0.0.1\n  port: {port}\n  tls: none\nserver:\n  publicUrl: http://127.0.0.1:{port}\n"));

        var outcome = await BroadsheetProcess.RunAsync("doctor", site.Root, "--now", "2026-03-20T18:00:00Z");

        Assert.Equal(8, outcome.ExitCode);
        Assert.Matches("Mend: +stores: .*manifest.db is damaged", outcome.Output);
        Assert.Matches("Mend: +folder: .*accounts.db holds secrets", outcome.Output);
        Assert.Matches("Mend: +mail: 127.0.0.1:[0-9]+ cannot be reached", outcome.Output);
        Assert.Matches("Mend: +publicUrl: .* cannot be reached", outcome.Output);
        Assert.Matches("Mend: +polling: No feed was read since 2026-03-07", outcome.Output);
        Assert.DoesNotMatch("Mend: .*\n(?!  )", outcome.Output);
    }

    /// <summary>As in a small container image: the name is right, and another one would not help.</summary>
    [Fact]
    public async Task ATimeZoneIsToldApartFromAMachineThatKnowsNone()
    {
        using var site = SiteCopy.Empty();
        site.Write("broadsheet.yml", "title: Some Paper\nurl: https://paper.example\ntimeZone: Europe/Berlin\n");

        var without = await BroadsheetProcess.RunAsync([("TZDIR", Path.Combine(site.Root, "nothing"))], "doctor", site.Root, "--offline");
        site.Write("broadsheet.yml", "title: Some Paper\nurl: https://paper.example\ntimeZone: Berlin\n");
        var misnamed = await BroadsheetProcess.RunAsync("doctor", site.Root, "--offline");

        Assert.Contains("Install the package tzdata", without.Output, StringComparison.Ordinal);
        Assert.Contains("Write an IANA name such as Europe/London.", misnamed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASettingThatIsWrongIsAMistakeOfTheSite()
    {
        using var site = SiteCopy.OfSample();
        File.AppendAllText(Path.Combine(site.Root, "broadsheet.yml"), "\nwebhooks:\n  endpoints: [ftp://example.org/]\n");

        var outcome = await BroadsheetProcess.RunAsync("doctor", site.Root, "--offline");

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("is not an address of the web", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("openssl rand -base64 32", outcome.Output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, Dictionary<string, string> Findings)> ExamineAsync(SiteCopy site)
    {
        var outcome = await BroadsheetProcess.RunAsync("doctor", site.Root, "--offline", "--json", "--now", SiteCopy.Evening);
        using var json = JsonDocument.Parse(outcome.Output);
        // The worst of each.
        return (outcome.ExitCode, json.RootElement.EnumerateArray().GroupBy(finding => finding.GetProperty("check").GetString()!)
            .ToDictionary(group => group.Key, group => group.Select(finding => finding.GetProperty("health").GetString()!.ToLowerInvariant()).OrderBy(health => health switch { "bad" => 0, "look" => 1, _ => 2 }).First()));
    }
}
