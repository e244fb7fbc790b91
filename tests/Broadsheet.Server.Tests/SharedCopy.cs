namespace Broadsheet.Server.Tests;

/// <summary>One copy for the tests of a class that change something and leave each other alone: starting a server for each would be most of their time.</summary>
public sealed class SharedCopy(SampleSite sample) : IAsyncLifetime
{
    internal SiteCopy Site { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Site = await SiteCopy.StartAsync(sample, polls: false);

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
