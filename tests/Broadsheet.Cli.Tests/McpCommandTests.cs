using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Broadsheet.Cli.Tests;

/// <summary>A session of a real client with the program it starts.</summary>
public sealed class McpCommandTests(RunSample sample)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task AClientStartsTheProgramListsTheToolsAsksForTopStoriesAndHasOneExplained()
    {
        await using var client = await McpClient.CreateAsync(
            new StdioClientTransport(new StdioClientTransportOptions
            {
                Name = "broadsheet",
                Command = "dotnet",
                Arguments = [Path.Combine(AppContext.BaseDirectory, "broadsheet.dll"), "mcp", sample.Site.Root, "--now", SiteCopy.Evening],
            }),
            cancellationToken: Cancellation);

        var tools = await client.ListToolsAsync(cancellationToken: Cancellation);
        var stories = await AskAsync(client, "top_stories", new() { ["limit"] = 3 });
        var lead = stories.GetProperty("value")[0].GetProperty("id").GetString();
        var explained = await AskAsync(client, "article", new() { ["id"] = lead });
        var found = await AskAsync(client, "search", new() { ["query"] = "ferry" });

        Assert.Equal(["article", "feed_health", "search", "story", "top_stories", "topics"], tools.Select(tool => tool.Name).Order(StringComparer.Ordinal));
        Assert.Equal(3, stories.GetProperty("value").GetArrayLength());
        Assert.NotEmpty(explained.GetProperty("quality").GetProperty("signals").EnumerateArray());
        Assert.NotEmpty(found.GetProperty("value").EnumerateArray());
    }

    private static async Task<JsonElement> AskAsync(McpClient client, string tool, Dictionary<string, object?> arguments)
    {
        var result = await client.CallToolAsync(tool, arguments, cancellationToken: Cancellation);
        using var document = JsonDocument.Parse(((TextContentBlock)result.Content[0]).Text);
        return document.RootElement.Clone();
    }
}
