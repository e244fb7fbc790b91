using System.Net;
using System.Text.Json;
using Broadsheet.Decisions;
using Broadsheet.Testing;

namespace Broadsheet.Server.Tests;

/// <summary>What goes on while the server runs.</summary>
public sealed class PressroomTests(SampleSite sample)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task WithoutPollingTheNewsAreReadFromTheStore()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);

        Assert.NotEmpty((await site.JsonAsync("/api/v2/stories")).GetProperty("value").EnumerateArray());
        Assert.Equal("serving", (await site.JsonAsync("/status")).GetProperty("doing").GetString());
    }

    [Fact]
    public async Task RunsFollowOneAnotherAsFeedsFallDue()
    {
        await using var site = await SiteCopy.StartAsync(sample);

        await site.LetTimePassUntilAsync(HasRun);
        var first = (await site.JsonAsync("/status")).GetProperty("lastRun").GetProperty("at").GetDateTimeOffset();
        await site.LetTimePassUntilAsync(status => status.GetProperty("lastRun").GetProperty("at").GetDateTimeOffset() > first);
    }

    [Fact]
    public async Task AFailedRunIsToldAndTheLastGoodEditionStays()
    {
        await using var site = await SiteCopy.StartAsync(sample);
        var before = (await site.JsonAsync("/api/v2/stories")).GetProperty("value");

        site.ChangeSettings(settings => settings.Replace("title:", "titel:", StringComparison.Ordinal));
        await site.LetTimePassUntilAsync(status => status.GetProperty("lastTrouble").ValueKind == JsonValueKind.String);

        Assert.True(JsonElement.DeepEquals(before, (await site.JsonAsync("/api/v2/stories")).GetProperty("value")));

        site.ChangeSettings(settings => settings.Replace("titel:", "title:", StringComparison.Ordinal));
        await site.LetTimePassUntilAsync(status => HasRun(status) && status.GetProperty("lastTrouble").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task BeforeTheFirstEditionReadersAreToldToWait()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false, prepare: root =>
        {
            Directory.Delete(System.IO.Path.Combine(root, "public"), recursive: true);
            var settings = System.IO.Path.Combine(root, "broadsheet.yml");
            File.WriteAllText(settings, File.ReadAllText(settings).Replace("title: The Harbour Gazette", "title: The <b>Harbour</b> Gazette", StringComparison.Ordinal));
        });

        using var answer = await site.Http.GetAsync("/", Cancellation);
        var page = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter?.Delta);
        Assert.Contains("<h1>The &lt;b&gt;Harbour&lt;/b&gt; Gazette</h1>", page, StringComparison.Ordinal);
        Assert.Contains("No edition has been printed yet.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnIndexThatCannotBeWrittenKeepsNoNewsIn()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false, prepare: root =>
        {
            foreach (var file in Directory.GetFiles(System.IO.Path.Combine(root, ".broadsheet"), "search.db*"))
                File.Delete(file);
            Directory.CreateDirectory(System.IO.Path.Combine(root, ".broadsheet", "search.db"));
        });

        Assert.NotEmpty((await site.JsonAsync("/api/v2/stories")).GetProperty("value").EnumerateArray());
        Assert.Equal(JsonValueKind.String, (await site.JsonAsync("/status")).GetProperty("lastTrouble").ValueKind);
        using var search = await site.AskAsync("/api/v2/search?q=ferry");
        Assert.NotEqual(HttpStatusCode.InternalServerError, search.StatusCode);
    }

    [Fact]
    public async Task ALargeArchiveIsReadBeforeItCanBeSearched()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false, prepare: root =>
        {
            using var store = Storage.NewsStore.Open(System.IO.Path.Combine(root, ".broadsheet", "store.db"));
            using var writing = store.Begin();
            for (var n = 0; n < 2100; n++)
            {
                var article = Some.Article(title: $"Dredger number {n}", url: $"https://archive.example/{n}", published: SampleSite.Evening.AddHours(-n));
                store.Articles.Save(article, article.CanonicalUrl, "");
                store.Placements.Save(new Placement(article.Id, $"s{n:x16}", 0, ["dredger"], null, 0, "opened"));
            }

            writing.Commit();
        });

        // Ready it is; the search says from when on it can be asked.
        await SampleSite.UntilAsync(async () =>
        {
            using var answer = await site.AskAsync("/api/v2/search?q=dredger");
            if (answer.IsSuccessStatusCode)
                return true;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
            return false;
        });
        Assert.Equal(20, (await site.JsonAsync("/api/v2/search?q=dredger")).GetProperty("value").GetArrayLength());
    }

    [Fact]
    public async Task AnEditorsDecisionReachesThePageTheApiAndTheListeners()
    {
        await using var site = await SiteCopy.StartAsync(sample);
        using var stream = await site.Http.GetAsync(new Uri("/api/v2/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType?.MediaType);
        using var events = new StreamReader(await stream.Content.ReadAsStreamAsync(Cancellation));
        var story = (await site.JsonAsync("/api/v2/stories?limit=1")).GetProperty("value")[0].GetProperty("story").GetProperty("id").GetString()!;

        new DecisionLog(site.Root).Append(new Decision.Unpublish(story) { At = site.Time.GetUtcNow(), By = "editor", Why = "for a test" });
        await site.LetTimePassUntilAsync(HasRun);

        string? line;
        do
        {
            line = await events.ReadLineAsync(Cancellation);
        }
        while (line != "event: gone");
        Assert.Contains(story, await events.ReadLineAsync(Cancellation), StringComparison.Ordinal);
        Assert.False((await site.JsonAsync("/api/v2/stories/" + story)).GetProperty("isPublished").GetBoolean());
        using var page = await site.AskAsync($"/story/{story}/");
        Assert.Equal(HttpStatusCode.Gone, page.StatusCode);
    }

    [Fact]
    public async Task AListenerDoesNotHoldUpTheEnd()
    {
        await using var site = await SiteCopy.StartAsync(sample);
        using var stream = await site.Http.GetAsync(new Uri("/api/v2/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        using var stop = new CancellationTokenSource();
        var running = site.Live.RunAsync(stop.Token);

        await stop.CancelAsync();

        await running.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        await site.Live.DisposeAsync();
        Assert.StartsWith("event: alive", await stream.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStoreThatCannotBeReadEndsTheServerWithTheReason()
    {
        var root = Directory.CreateTempSubdirectory("broadsheet-broken-").FullName;
        Directory.CreateDirectory(System.IO.Path.Combine(root, ".broadsheet"));
        await File.WriteAllTextAsync(System.IO.Path.Combine(root, "broadsheet.yml"), "title: Broken\nurl: https://broken.example\n", Cancellation);
        await File.WriteAllTextAsync(System.IO.Path.Combine(root, ".broadsheet", "store.db"), string.Concat(Enumerable.Repeat("no database ", 500)), Cancellation);
        await using (var live = await SampleSite.StartAsync(root, TimeProvider.System, polls: false))
        {
            var trouble = await Assert.ThrowsAsync<Storage.StoreException>(() => live.RunAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(20), Cancellation));

            Assert.Contains("store.db", trouble.Message, StringComparison.Ordinal);
        }

        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task WhoAsksTooMuchIsToldWhenToComeBack()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false, settings => settings.Replace("requestsPerMinute: 1000000", "requestsPerMinute: 3", StringComparison.Ordinal));
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("/api/v2/topics")).StatusCode);

        using var refused = await site.AskAsync("/api/v2/topics");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Equal(TimeSpan.FromSeconds(10), refused.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("/")).StatusCode);
    }

    private static bool HasRun(JsonElement status) => status.GetProperty("lastRun").ValueKind == JsonValueKind.Object;
}
