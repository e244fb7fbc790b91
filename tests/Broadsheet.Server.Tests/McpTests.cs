using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Broadsheet.Server.Tests;

/// <summary>A session of a real MCP client with the server.</summary>
public sealed class McpTests(SampleSite site)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task AClientListsTheToolsAsksForTopStoriesAndHasOneExplained()
    {
        await using var client = await ConnectAsync();

        var tools = await client.ListToolsAsync(cancellationToken: Cancellation);
        var stories = await AskAsync(client, "top_stories", new() { ["topic"] = "harbour", ["limit"] = 3 });
        var lead = stories.GetProperty("value")[0].GetProperty("id").GetString();
        var explained = await AskAsync(client, "article", new() { ["id"] = lead });

        Assert.Equal(["article", "decide", "decisions", "feed_health", "search", "story", "top_stories", "topics"], tools.Select(tool => tool.Name).Order(StringComparer.Ordinal));
        Assert.Equal(3, stories.GetProperty("value").GetArrayLength());
        Assert.NotEmpty(explained.GetProperty("quality").GetProperty("signals").EnumerateArray());
    }

    [Theory]
    [InlineData("search", "query", "ferry")]
    [InlineData("topics", null, null)]
    [InlineData("feed_health", null, null)]
    public async Task EveryListAnswers(string tool, string? name, string? value)
    {
        await using var client = await ConnectAsync();

        var answer = await AskAsync(client, tool, name is null ? [] : new() { [name] = value });

        Assert.NotEmpty(answer.GetProperty("value").EnumerateArray());
    }

    [Fact]
    public async Task WhatIsNotThereIsRefusedWithAReason()
    {
        await using var client = await ConnectAsync();

        var result = await client.CallToolAsync("story", new Dictionary<string, object?> { ["id"] = "none" }, cancellationToken: Cancellation);

        Assert.True(result.IsError);
        Assert.Contains("no story", ((TextContentBlock)result.Content[0]).Text, StringComparison.Ordinal);
    }

    private Task<McpClient> ConnectAsync() => McpClient.CreateAsync(
        new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(site.Http.BaseAddress!, "/mcp") }), cancellationToken: Cancellation);

    private static async Task<JsonElement> AskAsync(McpClient client, string tool, Dictionary<string, object?> arguments)
    {
        var result = await client.CallToolAsync(tool, arguments, cancellationToken: Cancellation);
        using var document = JsonDocument.Parse(((TextContentBlock)result.Content[0]).Text);
        return document.RootElement.Clone();
    }
}
