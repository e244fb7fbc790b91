using System.Collections.Concurrent;
using System.Text.Json;
using Broadsheet.Testing;
using Microsoft.AspNetCore.Http;

namespace Broadsheet.Server.Tests.Webhooks;

/// <summary>A program on the loopback that is told of news, and answers as a test needs.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly FakePublisher publisher;
    private readonly ConcurrentQueue<Received> received = new();

    private Receiver(FakePublisher publisher) => this.publisher = publisher;

    /// <summary>What was sent here so far, whatever became of it.</summary>
    public IReadOnlyList<Received> All => [.. received];

    public string Url => publisher.Url("/hook");

    public static async Task<Receiver> OpenAsync(RequestDelegate? answer = null)
    {
        var receiver = new Receiver(await FakePublisher.OpenAsync());
        receiver.Answer(answer ?? FakePublisher.Status(204));
        return receiver;
    }

    public void Answer(RequestDelegate answer) => publisher.On("/hook", async context =>
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        string Header(string name) => context.Request.Headers[name].ToString();
        received.Enqueue(new Received(Header("webhook-id"), Header("webhook-timestamp"), Header("webhook-signature"), body.ToArray()));
        await answer(context);
    });

    public ValueTask DisposeAsync() => publisher.DisposeAsync();
}

/// <summary>An event as it arrived.</summary>
internal sealed record Received(string Id, string Timestamp, string Signature, byte[] Body)
{
    public string Kind => Read("type");

    public string Read(string member)
    {
        using var json = JsonDocument.Parse(Body);
        return json.RootElement.GetProperty(member).ToString();
    }
}
