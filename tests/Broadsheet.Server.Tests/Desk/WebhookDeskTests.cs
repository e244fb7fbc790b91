using System.Net;
using System.Net.Http.Json;
using Broadsheet.Server.Accounts;
using Broadsheet.Server.Tests.Webhooks;
using Broadsheet.Server.Webhooks;
using Broadsheet.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Broadsheet.Server.Tests.Desk;

/// <summary>Webhooks at the desk, with a real program that is told.</summary>
public sealed class WebhookDeskTests(SampleSite sample)
{
    private const string Page = "/desk/webhooks";
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task AProgramIsAddedTriedToldPausedAndRemoved()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var site = await StartAsync();
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner, "ruth");
        await ruth.SeeAsync(Page);
        await ruth.DoAsync(Page, ("do", "add"), ("address", receiver.Url));
        Assert.Contains("took no event yet", await ruth.SeeAsync(Page), StringComparison.Ordinal);

        using (var tried = await ruth.SendAsync(Page, ("do", "test"), ("address", receiver.Url)))
            Assert.Contains("It took the test: 204", await tried.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal("test", Assert.Single(receiver.All).Kind);

        // What was out when it was added is no news; what happens from then on is.
        await DecideAsync(site, "unpublish");
        await SampleSite.UntilAsync(() => Task.FromResult(receiver.All.Count == 2));
        Assert.Equal("story.gone", receiver.All[1].Kind);
        await SampleSite.UntilAsync(async () => (await ruth.SeeAsync(Page)).Contains("last took an event", StringComparison.Ordinal));

        await ruth.DoAsync(Page, ("do", "pause"), ("address", receiver.Url));
        await DecideAsync(site, "unpublish");
        Assert.Contains("paused", await ruth.SeeAsync(Page), StringComparison.Ordinal);
        await ruth.DoAsync(Page, ("do", "resume"), ("address", receiver.Url));
        await DecideAsync(site, "unpublish");
        await SampleSite.UntilAsync(() => Task.FromResult(receiver.All.Count == 3));
        Assert.Equal(3, receiver.All.Count);

        await ruth.SeeAsync(Page);
        await ruth.DoAsync(Page, ("do", "remove"), ("address", receiver.Url));
        Assert.DoesNotContain(receiver.Url, await ruth.SeeAsync(Page), StringComparison.Ordinal);
        var log = site.Live.Services.GetRequiredService<AccountBook>().Audit.Latest(20).Select(entry => entry.What).ToArray();
        Assert.All(new[] { "webhook-add", "webhook-test", "webhook-pause", "webhook-resume", "webhook-remove" }, what => Assert.Contains(what, log));
    }

    [Fact]
    public async Task WhatFailsIsShownWithItsReasonAndTriedAgain()
    {
        await using var receiver = await Receiver.OpenAsync(FakePublisher.Status(500));
        await using var site = await StartAsync();
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner, "ruth");
        await ruth.SeeAsync(Page);
        await ruth.DoAsync(Page, ("do", "add"), ("address", receiver.Url));
        await DecideAsync(site, "unpublish");
        await SampleSite.UntilAsync(async () => (await ruth.SeeAsync(Page)).Contains("500 InternalServerError", StringComparison.Ordinal));
        Assert.Contains("next try", ruth.Page, StringComparison.Ordinal);

        receiver.Answer(FakePublisher.Status(204));
        await ruth.DoAsync(Page, ("do", "retry"), ("address", receiver.Url));

        await SampleSite.UntilAsync(async () => (await ruth.SeeAsync(Page)).Contains("last took an event", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatIsNoAddressIsRefused()
    {
        await using var site = await StartAsync();
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner, "ruth");
        await ruth.SeeAsync(Page);
        foreach (var address in new[] { "ftp://example.org/hook", "example.org", "javascript:alert(1)", "https://ruth:secret@example.org/", "https://example.org/\r\nX: y", "" })
        {
            using var answer = await ruth.SendAsync(Page, ("do", "add"), ("address", address));
            Assert.Equal((address, HttpStatusCode.BadRequest), (address, answer.StatusCode));
        }

        Assert.Empty(site.Live.Services.GetRequiredService<Telegraph>().Store!.Endpoints([]));
    }

    [Fact]
    public async Task OurOwnNetworkIsNotAskedUnlessTheSettingsSaySo()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var site = await StartAsync(allowPrivate: false);
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner, "ruth");
        await ruth.SeeAsync(Page);
        using (var plain = await ruth.SendAsync(Page, ("do", "add"), ("address", receiver.Url)))
            Assert.Equal(HttpStatusCode.BadRequest, plain.StatusCode);
        var address = receiver.Url.Replace("http:", "https:", StringComparison.Ordinal);
        await ruth.DoAsync(Page, ("do", "add"), ("address", address));

        using var tried = await ruth.SendAsync(Page, ("do", "test"), ("address", address));

        Assert.Contains("It did not take the test", await tried.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Empty(receiver.All);
        // Nor is any address tested that is none of the list.
        using var other = await ruth.SendAsync(Page, ("do", "test"), ("address", "https://example.org/"));
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
    }

    [Fact]
    public void ThereAreNeverTooManyAndNoneTwice()
    {
        var folder = Directory.CreateTempSubdirectory("broadsheet-webhooks-").FullName;
        try
        {
            using var store = WebhookStore.Open(folder);
            string[] named = ["https://example.org/named"];
            for (var n = 1; n < WebhookEndpoint.Most; n++)
                Assert.True(store.AddEndpoint($"https://example.org/{n:00}", named));

            Assert.False(store.AddEndpoint("https://example.org/more", named));
            Assert.Equal(WebhookEndpoint.Most, store.Endpoints(named).Count);
            store.RemoveEndpoint("https://example.org/07");
            Assert.False(store.AddEndpoint("https://example.org/named", named));
            Assert.False(store.AddEndpoint("https://example.org/08", named));
            Assert.True(store.AddEndpoint("https://example.org/more", named));
            store.PauseEndpoint("https://example.org/named", true);
            Assert.Equal([true], store.Endpoints(named).Where(one => one.IsPaused).Select(one => one.IsNamed));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task WithoutASecretThePageSaysHowToMakeOne()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner, "ruth");

        Assert.Contains("There is no secret to sign with", await ruth.SeeAsync(Page), StringComparison.Ordinal);
        using var answer = await ruth.SendAsync(Page, ("do", "add"), ("address", "https://example.org/hook"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private Task<SiteCopy> StartAsync(bool allowPrivate = true) => SiteCopy.StartAsync(
        sample,
        polls: false,
        settings => settings + $"\nwebhooks:\n  events: [story.gone]\n  allowPrivate: {(allowPrivate ? "true" : "false")}\n  secretFile: .broadsheet/secret\n",
        root => File.WriteAllText(Path.Combine(root, ".broadsheet", "secret"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n"),
        // The waits between tries are those of the world.
        time: TimeProvider.System);

    private static async Task DecideAsync(SiteCopy site, string kind)
    {
        var story = (await site.JsonAsync("/api/v2/stories?limit=1")).GetProperty("value")[0].GetProperty("story").GetProperty("id").GetString()!;
        var book = site.Live.Services.GetRequiredService<AccountBook>();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v2/decisions") { Content = JsonContent.Create(new { kind, story, why = "a test" }) };
        request.Headers.Authorization = new("Bearer", book.AddToken(book.Find("ruth")!, "", RoleScopes.Tokens, null).Secret);
        using var answer = await site.Http.SendAsync(request, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }
}
