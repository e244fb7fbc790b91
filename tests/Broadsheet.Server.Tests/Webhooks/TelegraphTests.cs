using System.Net.Http.Json;
using Broadsheet.Server.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Broadsheet.Server.Tests.Webhooks;

/// <summary>The live site tells a program elsewhere.</summary>
public sealed class TelegraphTests(SampleSite sample)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatAnEditorDoesIsToldToWhoListens()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var site = await SiteCopy.StartAsync(
            sample,
            polls: false,
            settings => settings + $"\nwebhooks:\n  endpoints: ['{receiver.Url}']\n  events: [story.changed, story.gone]\n  allowPrivate: true\n  secretFile: .broadsheet/secret\n",
            root => File.WriteAllText(Path.Combine(root, ".broadsheet", "secret"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n"));
        var lead = (await site.JsonAsync("/api/v2/stories?limit=1")).GetProperty("value")[0];
        var (story, article) = (lead.GetProperty("story").GetProperty("id").GetString()!, lead.GetProperty("id").GetString());
        site.Http.DefaultRequestHeaders.Authorization = new("Bearer", TokenOf(site));

        using (var corrected = await site.Http.PostAsJsonAsync(new Uri("/api/v2/decisions", UriKind.Relative), new { kind = "correct", story, articles = new[] { article }, title = "It is another headline", why = "a test" }, Cancellation))
            Assert.True(corrected.IsSuccessStatusCode, await corrected.Content.ReadAsStringAsync(Cancellation));
        await SampleSite.UntilAsync(() => Task.FromResult(receiver.All.Count == 1));
        using (var hidden = await site.Http.PostAsJsonAsync(new Uri("/api/v2/decisions", UriKind.Relative), new { kind = "unpublish", story, why = "a test" }, Cancellation))
            Assert.True(hidden.IsSuccessStatusCode, await hidden.Content.ReadAsStringAsync(Cancellation));
        await SampleSite.UntilAsync(() => Task.FromResult(receiver.All.Count == 2));

        Assert.Equal(["story.changed", "story.gone"], receiver.All.Select(sent => sent.Kind));
        Assert.Contains("It is another headline", receiver.All[0].Read("data"), StringComparison.Ordinal);
        Assert.Contains(story, receiver.All[1].Read("data"), StringComparison.Ordinal);
    }

    private static string TokenOf(SiteCopy site)
    {
        var book = site.Live.Services.GetRequiredService<AccountBook>();
        var editor = book.Find("some-editor") ?? book.Add("some-editor", Role.Editor, Accounts.SomeAccounts.Password);
        return book.AddToken(editor, "", RoleScopes.Tokens, null).Secret;
    }
}
