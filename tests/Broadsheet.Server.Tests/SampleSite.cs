using System.Text.Json;
using Broadsheet.Polling;
using Broadsheet.Publishing;
using Broadsheet.Server.Tests;
using Broadsheet.Site;
using Microsoft.Extensions.Time.Testing;

[assembly: AssemblyFixture(typeof(SampleSite))]

namespace Broadsheet.Server.Tests;

/// <summary>The sample newspaper, served by a real server on a free port, after one real run on its recording.</summary>
public sealed class SampleSite : IAsyncLifetime
{
    internal static readonly DateTimeOffset Evening = new(2026, 3, 7, 18, 0, 0, TimeSpan.Zero);
    private readonly Lock gate = new();
    private LiveSite? live;
    private Task<SiteCopy>? untouched;

    /// <summary>Folder of the site.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("broadsheet-live-").FullName;

    /// <summary>A client of the server that follows no redirect and unpacks nothing.</summary>
    public HttpClient Http { get; private set; } = new();

    private FakeTimeProvider Time { get; } = new(Evening);

    public async ValueTask InitializeAsync()
    {
        var sample = SampleFolder();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(sample, "_data"), "*", SearchOption.AllDirectories).Append(Path.Combine(sample, "feeds.opml")))
        {
            var target = Path.Combine(Root, Path.GetRelativePath(sample, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        // Copies of pictures are another project's affair, and most of a run's time.
        var settings = await File.ReadAllTextAsync(Path.Combine(sample, "broadsheet.yml"));
        await File.WriteAllTextAsync(Path.Combine(Root, "broadsheet.yml"), settings + "\npictures:\n  keep: false\nserver:\n  requestsPerMinute: 1000000\naccounts:\n  signInsPerMinute: 10000\n");
        live = await StartAsync(polls: true);
        Http = ClientOf(live);
        await UntilAsync(async () => (await JsonAsync("/status")).GetProperty("lastRun").ValueKind == JsonValueKind.Object);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (untouched is not null)
            await (await untouched).DisposeAsync();
        if (live is not null)
            await live.DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }

    /// <summary>One copy with accounts for all tests that only look, or try what must be refused: starting a server for each would be most of their time.</summary>
    internal Task<SiteCopy> UntouchedAsync()
    {
        lock (gate)
            return untouched ??= SiteCopy.StartAsync(this, polls: false);
    }

    /// <summary>A client for a server.</summary>
    internal static HttpClient ClientOf(LiveSite site) => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(site.Address) };

    private Task<LiveSite> StartAsync(bool polls) => StartAsync(Root, Time, polls);

    /// <summary>Starts a server on a folder.</summary>
    internal static Task<LiveSite> StartAsync(string root, TimeProvider time, bool polls, Func<PollingOptions, WebFetcher>? openWeb = null, Action? beforeReading = null) => LiveSite.StartAsync(
        new LiveSetup
        {
            ReadSite = () =>
            {
                beforeReading?.Invoke();
                return Read(root);
            },
            Address = "http://127.0.0.1:0",
            OpenWeb = openWeb ?? (options => WebFetcher.Replaying(Path.Combine(SampleFolder(), "web.warc.gz"), options, Evening)),
            Polls = polls,
            // Here it is the runs that are waited for.
            GivesWay = false,
            Time = time,
            Logs = false,
        },
        TestContext.Current.CancellationToken);

    /// <summary>Asks for JSON.</summary>
    internal async Task<JsonElement> JsonAsync(string path)
    {
        using var document = JsonDocument.Parse(await Http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    /// <summary>The members <c>value</c> of a list.</summary>
    internal async Task<JsonElement[]> ListAsync(string path) => [.. (await JsonAsync(path)).GetProperty("value").EnumerateArray()];

    /// <summary>Waits for something the server does in its own time.</summary>
    internal static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(5));
        while (!await isSo())
            await Task.Delay(20, patience.Token);
    }

    private static SiteFolder Read(string root)
    {
        var site = SiteFolder.Open(root);
        NewsroomSettings.Read(site);
        PressSettings.Read(site);
        return site;
    }

    private static string SampleFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var sample = Path.Combine(folder.FullName, "samples", "harbour-gazette");
            if (Directory.Exists(sample))
                return sample;
        }

        throw new DirectoryNotFoundException("The sample newspaper is not above the tests.");
    }
}
