namespace Broadsheet.Cli.Tests;

/// <summary>The sample after one run, for tests that begin there: run once, copied by each.</summary>
public sealed class RunSample : IAsyncLifetime
{
    internal SiteCopy Site { get; } = SiteCopy.OfSample();

    public async ValueTask InitializeAsync() =>
        await BroadsheetProcess.DoneAsync("run", Site.Root, "--replay", SiteCopy.Recording, "--now", SiteCopy.Evening);

    public ValueTask DisposeAsync()
    {
        Site.Dispose();
        return ValueTask.CompletedTask;
    }
}
