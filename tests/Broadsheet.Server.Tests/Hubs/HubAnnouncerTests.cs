using Broadsheet.Polling;
using Broadsheet.Publishing;
using Broadsheet.Server.Hubs;
using Broadsheet.Site;
using Broadsheet.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Broadsheet.Server.Tests.Hubs;

/// <summary>While a site is served, a hub that was away is told again when its time has come, without a printing.</summary>
public sealed class HubAnnouncerTests : IDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private readonly FakeTimeProvider clock = new(Some.Moment);
    private readonly string root = Directory.CreateTempSubdirectory("broadsheet-hub-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task AHubThatWasAwayIsToldAgainByTheClockAndAfterARestart()
    {
        var status = 503;
        await using var hub = await FakeHub.OpenAsync(context => FakePublisher.Status(status)(context));
        File.WriteAllText(Path.Combine(root, SiteFolder.SettingsName), $"title: The Paper\nurl: https://paper.example\nsyndication:\n  hubs: [{hub.Url}]\n  allowPrivateHubs: true\n");
        var site = SiteFolder.Open(root);
        using (var announcer = await StartAsync(site, Print(site)))
        {
            await ToldAsync(hub, 1);
            await ToldAsync(hub, 2, TimeSpan.FromMinutes(1));
            await announcer.StopAsync(Cancellation);
        }

        status = 204;
        // Nothing was printed anew.
        using (var announcer = await StartAsync(site, Print(site)))
        {
            await ToldAsync(hub, 3, TimeSpan.FromMinutes(4));
            await SampleSite.UntilAsync(() => Task.FromResult(!File.Exists(Path.Combine(site.StatePath, "hubs.json"))));
            await announcer.StopAsync(Cancellation);
        }

        Assert.Equal(["https://paper.example/atom.xml", "https://paper.example/atom.xml", "https://paper.example/atom.xml"], hub.Told.Take(3).Select(notice => notice.Topic));
        // Those that were not asked about while it was away.
        Assert.Equal(hub.Told.Skip(2).Distinct().Count(), hub.Told.Count - 2);
        Assert.True(hub.Told.Count > 3);
    }

    private static PressReport Print(SiteFolder site) =>
        PrintingPress.Open(site, null).Print(Some.Edition(Some.Story(Some.Article())) with { Masthead = site.Masthead });

    private async Task<HubAnnouncer> StartAsync(SiteFolder site, PressReport printed)
    {
        var setup = new LiveSetup { ReadSite = () => site, Address = "http://127.0.0.1:0", OpenWeb = options => WebFetcher.OnNetwork(options, clock), Time = clock, Logs = false };
        var announcer = new HubAnnouncer(setup, NullLogger<HubAnnouncer>.Instance);
        await announcer.StartAsync(Cancellation);
        announcer.Tell(site, printed);
        return announcer;
    }

    /// <summary>Lets time pass, in steps since it waits at some moment we do not know, until the hub was told so often.</summary>
    private async Task ToldAsync(FakeHub hub, int times, TimeSpan wait = default)
    {
        Assert.Equal(times - 1, wait == default ? 0 : hub.Told.Count);
        await SampleSite.UntilAsync(() =>
        {
            if (hub.Told.Count < times && wait != default)
                clock.Advance(wait / 4);
            return Task.FromResult(hub.Told.Count >= times);
        });
    }
}
