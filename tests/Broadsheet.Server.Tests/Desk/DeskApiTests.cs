using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Broadsheet.Decisions;
using Broadsheet.Server.Accounts;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Broadsheet.Server.Tests.Desk;

/// <summary>What programs and language models may do at the desk with a token.</summary>
public sealed class DeskApiTests(SampleSite sample)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task ATokenDecidesAndTheDecisionIsOnTheDiskAndOnThePages()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);
        var story = await FirstStoryAsync(site);
        using var program = ClientWith(site, Scopes.Read | Scopes.Decide);

        using var answer = await program.PostAsJsonAsync("/api/v2/decisions", new { kind = "unpublish", story, why = "advertising" }, Cancellation);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.True(made.GetProperty("isPrinted").GetBoolean());
        Assert.Equal(made.GetProperty("id").GetString(), Assert.Single(new DecisionLog(site.Root).Read()).Id);
        Assert.Equal(HttpStatusCode.Gone, (await site.AskAsync($"/story/{story}/")).StatusCode);
        var listed = await program.GetFromJsonAsync<JsonElement>("/api/v2/decisions", Cancellation);
        Assert.Equal("advertising", listed.GetProperty("value")[0].GetProperty("why").GetString());

        using var undo = await program.PostAsJsonAsync("/api/v2/decisions", new { kind = "undo", decision = made.GetProperty("id").GetString() }, Cancellation);
        Assert.Equal(HttpStatusCode.Created, undo.StatusCode);
        using var again = await program.PostAsJsonAsync("/api/v2/decisions", new { kind = "undo", decision = made.GetProperty("id").GetString() }, Cancellation);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Fact]
    public async Task AChangedTopicIsTriedAndNothingChanges()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);
        using var program = ClientWith(site, Scopes.Topics);
        var file = Path.Combine(site.Root, "_data", "topics", "06-sport.yaml");
        var before = await File.ReadAllTextAsync(file, Cancellation);

        using var answer = await program.PostAsJsonAsync("/api/v2/topics/dry-run", new { file = "06-sport.yaml", text = before.Replace("keywords:\n", "keywords:\n  - ferry\n", StringComparison.Ordinal) }, Cancellation);
        var trial = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        using var broken = await program.PostAsJsonAsync("/api/v2/topics/dry-run", new { file = "06-sport.yaml", text = "_id: [" }, Cancellation);
        using var elsewhere = await program.PostAsJsonAsync("/api/v2/topics/dry-run", new { file = "../../broadsheet.yml", text = "" }, Cancellation);

        Assert.True(trial.GetProperty("added").GetInt32() > 0);
        Assert.Contains(trial.GetProperty("changes").EnumerateArray(), change => change.GetProperty("reason").GetString()!.Contains("ferry", StringComparison.Ordinal));
        Assert.False((await broken.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("isGood").GetBoolean());
        Assert.Equal(HttpStatusCode.BadRequest, elsewhere.StatusCode);
        Assert.Equal(before, await File.ReadAllTextAsync(file, Cancellation));
    }

    [Fact]
    public async Task ATokenMayNoMoreThanItIsFor()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);
        using var reads = ClientWith(site, Scopes.Read);
        using var lies = new HttpClient { BaseAddress = new Uri(site.Live.Address) };
        lies.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "bst_nonsense");

        using var decision = await reads.PostAsJsonAsync("/api/v2/decisions", new { kind = "pin", story = await FirstStoryAsync(site) }, Cancellation);
        using var stranger = await site.Http.PostAsJsonAsync("/api/v2/decisions", new { kind = "pin" }, Cancellation);
        using var open = await lies.GetAsync(new Uri("/api/v2/stories", UriKind.Relative), Cancellation);
        using var desk = await reads.GetAsync(new Uri("/desk/decisions", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, decision.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        // A program whose token ended is told, also where strangers may read.
        Assert.Equal(HttpStatusCode.Unauthorized, open.StatusCode);
        // At the desk a token is nobody.
        Assert.Equal(HttpStatusCode.Unauthorized, desk.StatusCode);
    }

    [Fact]
    public async Task AModelDecidesWithAnEditorsTokenAndNotWithout()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);
        var story = await FirstStoryAsync(site);
        await using var editor = await ConnectAsync(site, TokenFor(site, Scopes.Read | Scopes.Decide));
        await using var stranger = await ConnectAsync(site, null);

        var refused = await stranger.CallToolAsync("decide", new Dictionary<string, object?> { ["kind"] = "pin", ["why"] = "", ["story"] = story }, cancellationToken: Cancellation);
        Assert.True(refused.IsError);
        Assert.Empty(new DecisionLog(site.Root).Read());

        var made = await editor.CallToolAsync("decide", new Dictionary<string, object?> { ["kind"] = "pin", ["why"] = "asked for", ["story"] = story }, cancellationToken: Cancellation);
        Assert.NotEqual(true, made.IsError);
        Assert.True((await site.JsonAsync($"/api/v2/stories/{story}")).GetProperty("isPinned").GetBoolean());
        var listed = await editor.CallToolAsync("decisions", new Dictionary<string, object?>(), cancellationToken: Cancellation);
        Assert.Contains("asked for", ((TextContentBlock)listed.Content[0]).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EditionsAreListedAndTheCurrentOneIsShown()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);
        using var program = ClientWith(site, Scopes.Decide);
        var before = (await site.JsonAsync("/api/v2/editions/current")).GetProperty("front").EnumerateArray().Select(id => id.GetString()).ToArray();

        using var answer = await program.PostAsJsonAsync("/api/v2/decisions", new { kind = "pin", story = before[5] }, Cancellation);

        var editions = (await site.JsonAsync("/api/v2/editions")).GetProperty("value").EnumerateArray().ToArray();
        Assert.True(editions.Length >= 2);
        Assert.Equal((before[5], 1), (editions[0].GetProperty("lead").GetString(), editions[0].GetProperty("decisions").GetInt32()));
        Assert.Equal(before[5], (await site.JsonAsync("/api/v2/editions/current")).GetProperty("front")[0].GetString());
    }

    [Fact]
    public async Task TheApiIsBrowsedOnAPageThatLoadsNothingFromElsewhere()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);

        var page = await site.Http.GetStringAsync(new Uri("/openapi/", UriKind.Relative), Cancellation);

        var document = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(page);
        foreach (var path in (await site.JsonAsync("/openapi/v2.json")).GetProperty("paths").EnumerateObject())
            Assert.Contains(document.QuerySelectorAll("code"), code => code.TextContent.EndsWith(" " + path.Name, StringComparison.Ordinal));
        Assert.All(document.QuerySelectorAll("[src], link[href]"), element => Assert.StartsWith("/desk/assets/", element.GetAttribute("src") ?? element.GetAttribute("href"), StringComparison.Ordinal));
    }

    private static string TokenFor(SiteCopy site, Scopes scopes)
    {
        var book = site.Live.Services.GetRequiredService<AccountBook>();
        return book.AddToken(book.Find("bot") ?? book.Add("bot", Server.Accounts.Role.Editor, Tests.Accounts.SomeAccounts.Password), "", scopes, null).Secret;
    }

    private static HttpClient ClientWith(SiteCopy site, Scopes scopes)
    {
        var client = new HttpClient { BaseAddress = new Uri(site.Live.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TokenFor(site, scopes));
        return client;
    }

    private static Task<McpClient> ConnectAsync(SiteCopy site, string? token) => McpClient.CreateAsync(
        new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = new Uri(site.Live.Address + "/mcp"),
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = token is null ? null : new Dictionary<string, string> { ["Authorization"] = "Bearer " + token },
        }),
        cancellationToken: Cancellation);

    private static async Task<string> FirstStoryAsync(SiteCopy site) =>
        (await site.JsonAsync("/api/v2/stories?limit=1")).GetProperty("value")[0].GetProperty("story").GetProperty("id").GetString()!;
}
