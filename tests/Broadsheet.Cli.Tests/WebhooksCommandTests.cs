using System.Collections.Concurrent;
using System.Text.Json;
using Broadsheet.Testing;
using Microsoft.AspNetCore.Http;

namespace Broadsheet.Cli.Tests;

/// <summary>Webhooks by the program, killed in between.</summary>
public sealed class WebhooksCommandTests(RunSample sample)
{
    private readonly ConcurrentQueue<string> ids = new();

    [Fact]
    public async Task AProcessKilledBetweenSendingAndKnowingSendsTheSameEventUnderTheSameId()
    {
        await using var receiver = await FakePublisher.OpenAsync();
        using var site = SiteFor(receiver);
        Answer(receiver, FakePublisher.Status(204));
        Assert.Contains("0 delivered", (await BroadsheetProcess.DoneAsync("webhooks", "send", site.Root, "--now", SiteCopy.Evening)).Output, StringComparison.Ordinal);
        await BroadsheetProcess.DoneAsync("stories", "unpublish", await StoryAsync(site), site.Root);

        var arrived = new TaskCompletionSource();
        Answer(receiver, async context =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        Assert.True(await BroadsheetProcess.KillWhenAsync(arrived.Task, "webhooks", "send", site.Root, "--now", SiteCopy.Evening));
        Assert.Contains("waiting after 1", (await BroadsheetProcess.DoneAsync("webhooks", "list", site.Root)).Output, StringComparison.Ordinal);

        Answer(receiver, FakePublisher.Status(204));
        var id = Assert.Single(ids);
        await BroadsheetProcess.DoneAsync("webhooks", "retry", site.Root, "--event", id);
        Assert.Contains("1 delivered", (await BroadsheetProcess.DoneAsync("webhooks", "send", site.Root, "--now", SiteCopy.Evening)).Output, StringComparison.Ordinal);
        Assert.Contains("0 delivered", (await BroadsheetProcess.DoneAsync("webhooks", "send", site.Root, "--now", SiteCopy.Evening)).Output, StringComparison.Ordinal);
        Assert.Equal([id, id], ids);

        using var listed = JsonDocument.Parse((await BroadsheetProcess.DoneAsync("webhooks", "list", site.Root, "--state", "delivered", "--json")).Output);
        Assert.Equal("story.gone", Assert.Single(listed.RootElement.EnumerateArray()).GetProperty("kind").GetString());
    }

    [Fact]
    public async Task ATestSaysWhatEachEndpointAnswers()
    {
        await using var receiver = await FakePublisher.OpenAsync();
        using var site = SiteFor(receiver);
        Answer(receiver, FakePublisher.Status(401));

        var outcome = await BroadsheetProcess.RunAsync("webhooks", "test", site.Root);

        Assert.Equal((1, $"{receiver.Url("/hook")}: 401 Unauthorized\n"), (outcome.ExitCode, outcome.Output));
    }

    private SiteCopy SiteFor(FakePublisher receiver)
    {
        var site = sample.Site.Copy();
        File.AppendAllText(Path.Combine(site.Root, "broadsheet.yml"), $"\nwebhooks:\n  endpoints: ['{receiver.Url("/hook")}']\n  events: [story.new, story.changed, story.gone]\n  allowPrivate: true\n  secretFile: .broadsheet/secret\n");
        site.Write(".broadsheet/secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        return site;
    }

    private void Answer(FakePublisher receiver, RequestDelegate answer) => receiver.On("/hook", context =>
    {
        ids.Enqueue(context.Request.Headers["webhook-id"].ToString());
        return answer(context);
    });

    private static async Task<string> StoryAsync(SiteCopy site)
    {
        using var list = JsonDocument.Parse((await BroadsheetProcess.DoneAsync("stories", "list", site.Root, "--json", "--now", SiteCopy.Evening)).Output);
        return list.RootElement[0].GetProperty("id").GetString()!;
    }
}
