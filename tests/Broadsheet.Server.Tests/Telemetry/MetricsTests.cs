using System.Net;
using System.Net.Http.Headers;
using Broadsheet.Server.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Broadsheet.Server.Tests.Telemetry;

/// <summary>What Prometheus reads, and who else may.</summary>
public sealed class MetricsTests(SampleSite sample)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task AProgramWithATokenReadsTheFiguresAndNobodyElse()
    {
        await using var site = await SiteCopy.StartAsync(sample);
        await site.LetTimePassUntilAsync(status => status.GetProperty("lastRun").ValueKind != System.Text.Json.JsonValueKind.Null);
        using var stranger = await site.AskAsync("/metrics");
        var book = site.Live.Services.GetRequiredService<AccountBook>();
        var reader = book.Add("prometheus", Role.Reader, Accounts.SomeAccounts.Password);

        var text = await ReadAsync(site, request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", book.AddToken(reader, "", Scopes.Read, null).Secret));

        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        // Servers of other tests in this process are counted, too.
        Assert.Matches("(?m)^broadsheet_runs_total\\{.*outcome=\"done\".*\\} [1-9]", text);
        Assert.Matches("(?m)^broadsheet_run_stage_duration_seconds_count\\{.*stage=\"printing\".*\\} [1-9]", text);
        Assert.Matches("(?m)^broadsheet_feeds\\{.*verdict=\"", text);
        Assert.Matches("(?m)^broadsheet_stories(\\{.*\\})? [1-9]", text);
        Assert.Matches("(?m)^http_server_request_duration_seconds_count\\{.*http_route=\"/status\"", text);
    }

    [Fact]
    public async Task OnThisMachineAloneMeansNotThroughAProxyNorByAnotherSitesName()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false, settings => settings.Replace("server:\n", "server:\n  metrics: loopback\n", StringComparison.Ordinal));

        Assert.Contains("broadsheet_stories", await ReadAsync(site, _ => { }), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(site, request => request.Headers.Add("X-Forwarded-For", "203.0.113.9")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(site, request => request.Headers.Add("X-Forwarded-For", "127.0.0.1")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(site, request => request.Headers.Add("Via", "1.1 proxy")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(site, request => request.Headers.Host = "rebound.example"));
    }

    [Fact]
    public async Task SwitchedOffThereAreNone()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false, settings => settings.Replace("server:\n", "server:\n  metrics: off\n", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(site, _ => { }));
    }

    private static async Task<string> ReadAsync(SiteCopy site, Action<HttpRequestMessage> prepare)
    {
        using var answer = await AskAsync(site, prepare);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    private static async Task<HttpStatusCode> StatusAsync(SiteCopy site, Action<HttpRequestMessage> prepare)
    {
        using var answer = await AskAsync(site, prepare);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> AskAsync(SiteCopy site, Action<HttpRequestMessage> prepare)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/metrics", UriKind.Relative));
        prepare(request);
        return await site.Http.SendAsync(request, Cancellation);
    }
}
