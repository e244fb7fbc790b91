using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Broadsheet.Server.Tests;

/// <summary>A copy of the sample with what its run left, and a server of its own: for tests that change something.</summary>
internal sealed class SiteCopy : IAsyncDisposable
{
    private SiteCopy(string root) => Root = root;

    public string Root { get; }

    public FakeTimeProvider Time { get; } = new(SampleSite.Evening.AddMinutes(1));

    public LiveSite Live { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public static async Task<SiteCopy> StartAsync(
        SampleSite sample, bool polls = true, Func<string, string>? settings = null, Action<string>? prepare = null, Func<Polling.PollingOptions, Polling.WebFetcher>? openWeb = null, TimeProvider? time = null, Action? beforeReading = null)
    {
        var copy = new SiteCopy(Directory.CreateTempSubdirectory("broadsheet-copy-").FullName);
        foreach (var file in Directory.EnumerateFiles(sample.Root, "*", SearchOption.AllDirectories).Where(IsLeft))
        {
            var target = System.IO.Path.Combine(copy.Root, System.IO.Path.GetRelativePath(sample.Root, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        if (settings is not null)
            copy.ChangeSettings(settings);
        prepare?.Invoke(copy.Root);
        copy.Live = await SampleSite.StartAsync(copy.Root, time ?? copy.Time, polls, openWeb, beforeReading);
        copy.Http = SampleSite.ClientOf(copy.Live);
        await SampleSite.UntilAsync(async () => (await copy.AskAsync("/health/ready")).IsSuccessStatusCode);
        return copy;
    }

    // The sample's own server holds its locks, and its index and accounts are not what a run leaves.
    private static bool IsLeft(string file) =>
        !System.IO.Path.GetFileName(file).StartsWith("search.db", StringComparison.Ordinal)
        && !file.Contains("/accounts.db", StringComparison.Ordinal)
        && !file.EndsWith(".lock", StringComparison.Ordinal);

    public void ChangeSettings(Func<string, string> change)
    {
        var file = System.IO.Path.Combine(Root, "broadsheet.yml");
        File.WriteAllText(file, change(File.ReadAllText(file)));
    }

    public Task<HttpResponseMessage> AskAsync(string path) => Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    public async Task<JsonElement> JsonAsync(string path)
    {
        using var response = await AskAsync(path);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    /// <summary>Lets time pass until the status is so.</summary>
    public Task LetTimePassUntilAsync(Func<JsonElement, bool> isSo) => SampleSite.UntilAsync(async () =>
    {
        Time.Advance(TimeSpan.FromMinutes(10));
        await Task.Delay(20, TestContext.Current.CancellationToken);
        return isSo(await JsonAsync("/status"));
    });

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Live.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Root, recursive: true);
    }
}
