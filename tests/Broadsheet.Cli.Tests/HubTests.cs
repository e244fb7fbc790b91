using System.Text.Json;
using Broadsheet.Testing;

namespace Broadsheet.Cli.Tests;

/// <summary>The real program tells a real hub of the feeds it changed.</summary>
public sealed class HubTests(RunSample sample) : IDisposable
{
    private readonly SiteCopy site = sample.Site.Copy();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task PublishingTellsOfChangedFeedsAndAHubThatIsAwayFailsNothing()
    {
        var hub = await FakeHub.OpenAsync();
        site.Write("broadsheet.yml", $"{File.ReadAllText(Path.Combine(site.Root, "broadsheet.yml"))}\nsyndication:\n  hubs: [{hub.Url}]\n  allowPrivateHubs: true\n");

        var first = await PublishAsync();
        var told = hub.Told;
        var again = await PublishAsync();
        var toldAgain = hub.Told.Count;
        await hub.DisposeAsync();
        await BroadsheetProcess.DoneAsync("stories", "unpublish", await SomeStoryAsync(), site.Root, "--now", SiteCopy.Evening);
        var away = await PublishAsync();

        Assert.Contains(told, notice => notice is { Mode: "publish", Topic: var topic } && topic.EndsWith("/feed.xml", StringComparison.Ordinal));
        Assert.Equal(told.Count, told.Distinct().Count());
        Assert.Contains($"rel=\"hub\" href=\"{hub.Url}\"", File.ReadAllText(Path.Combine(site.Root, "public", "atom.xml")), StringComparison.Ordinal);
        Assert.Equal(told.Count, toldAgain);
        Assert.Equal(("", ""), (first.Errors, again.Errors));
        Assert.Contains("The hub " + hub.Url, away.Errors, StringComparison.Ordinal);
    }

    private Task<BroadsheetProcess.Outcome> PublishAsync() => BroadsheetProcess.DoneAsync("publish", site.Root, "--now", SiteCopy.Evening);

    private async Task<string> SomeStoryAsync()
    {
        using var list = JsonDocument.Parse((await BroadsheetProcess.DoneAsync("stories", "list", site.Root, "--json", "--now", SiteCopy.Evening)).Output);
        return list.RootElement[0].GetProperty("id").GetString()!;
    }
}
