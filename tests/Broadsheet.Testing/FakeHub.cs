using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Broadsheet.Testing;

/// <summary>A WebSub hub on the loopback that is told of changed feeds, and answers as a test needs.</summary>
public sealed class FakeHub : IAsyncDisposable
{
    private readonly FakePublisher publisher;
    private readonly ConcurrentQueue<(string Mode, string Topic, string Url)> told = new();

    private FakeHub(FakePublisher publisher)
    {
        this.publisher = publisher;
        Url = publisher.Url("/hub");
    }

    /// <summary>Its address.</summary>
    public string Url { get; }

    /// <summary>What it was told, in order: <c>hub.mode</c>, <c>hub.topic</c> and <c>hub.url</c>.</summary>
    public IReadOnlyList<(string Mode, string Topic, string Url)> Told => [.. told];

    /// <summary>Opens one on a free port.</summary>
    public static async Task<FakeHub> OpenAsync(RequestDelegate? answer = null)
    {
        var hub = new FakeHub(await FakePublisher.OpenAsync());
        hub.publisher.On("/hub", async context =>
        {
            var form = await context.Request.ReadFormAsync();
            hub.told.Enqueue((form["hub.mode"].ToString(), form["hub.topic"].ToString(), form["hub.url"].ToString()));
            await (answer ?? FakePublisher.Status(204))(context);
        });
        return hub;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => publisher.DisposeAsync();
}
