using Broadsheet.Cli.Tests;

[assembly: AssemblyFixture(typeof(RunSample))]

namespace Broadsheet.Cli.Tests;

/// <summary>The sample after one run, for tests that begin there: run once, copied by each. One for all, so that their classes run beside each other.</summary>
public sealed class RunSample : IAsyncLifetime
{
    internal SiteCopy Site { get; } = SiteCopy.OfSample();

    /// <summary>What the run printed.</summary>
    internal string Output { get; private set; } = "";

    public async ValueTask InitializeAsync() =>
        Output = (await BroadsheetProcess.DoneAsync("run", Site.Root, "--replay", SiteCopy.Recording, "--now", SiteCopy.Evening)).Output;

    public ValueTask DisposeAsync()
    {
        Site.Dispose();
        return ValueTask.CompletedTask;
    }
}
