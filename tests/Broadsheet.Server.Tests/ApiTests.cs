using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Broadsheet.Server.Tests;

/// <summary>The live API over HTTP.</summary>
public sealed class ApiTests(SampleSite site)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", 200, "text/html")]
    [InlineData("/sources/", 200, "text/html")]
    [InlineData("/nothing/at/all/", 404, "text/html")]
    [InlineData("/api/news/index.json", 200, "application/json")]
    [InlineData("/api/news/", 200, "application/json")]
    [InlineData("/api/topics/index.json", 200, "application/json")]
    [InlineData("/api/v2/stories", 200, "application/json")]
    [InlineData("/api/v2/articles", 200, "application/json")]
    [InlineData("/api/v2/topics", 200, "application/json")]
    [InlineData("/api/v2/providers", 200, "application/json")]
    [InlineData("/api/v2/feeds", 200, "application/json")]
    [InlineData("/api/v2/search?q=ferry", 200, "application/json")]
    [InlineData("/api/v2/stories/s0000000000000000", 404, "application/problem+json")]
    [InlineData("/api/v2/articles/none", 404, "application/problem+json")]
    [InlineData("/api/v2/nothing", 404, "application/problem+json")]
    [InlineData("/api/v2/stories?topic=nothing", 400, "application/problem+json")]
    [InlineData("/api/v2/stories?since=yesterday", 400, "application/problem+json")]
    [InlineData("/api/v2/stories?minHeat=warm", 400, "application/problem+json")]
    [InlineData("/api/v2/stories?published=maybe", 400, "application/problem+json")]
    [InlineData("/api/v2/stories?limit=101", 400, "application/problem+json")]
    [InlineData("/api/v2/stories?limit=0", 400, "application/problem+json")]
    [InlineData("/api/v2/stories?cursor=s0000000000000000", 410, "application/problem+json")]
    [InlineData("/api/v2/articles?cursor=%00", 410, "application/problem+json")]
    [InlineData("/api/v2/search", 400, "application/problem+json")]
    [InlineData("/api/v2/search?q=ferry&limit=9999", 400, "application/problem+json")]
    [InlineData("/health/live", 200, "application/json")]
    [InlineData("/health/ready", 200, "application/json")]
    [InlineData("/status", 200, "application/json")]
    [InlineData("/openapi/v2.json", 200, "application/json")]
    public async Task EveryRouteAnswersAsItShould(string path, int status, string type)
    {
        using var response = await site.Http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(response.Headers.Contains("Content-Security-Policy"));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task EveryRefusalGivesAReason()
    {
        using var response = await site.Http.GetAsync(new Uri("/api/v2/stories?minQuality=good", UriKind.Relative), Cancellation);

        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));
        Assert.StartsWith("minQuality:", problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStoryIsTheSameObjectAsInTheStaticFiles()
    {
        using var file = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(site.Root, "api", "news", "index.json"), Cancellation));
        var still = file.RootElement.GetProperty("value")[0];

        var live = await site.JsonAsync("/api/v2/stories/" + still.GetProperty("story").GetProperty("id").GetString());

        Assert.True(JsonElement.DeepEquals(still, live.GetProperty("story")));
    }

    [Fact]
    public async Task StaticFilesAreServedByteForByte()
    {
        var served = await site.Http.GetByteArrayAsync(new Uri("/api/news/index.json", UriKind.Relative), Cancellation);

        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(site.Root, "api", "news", "index.json"), Cancellation), served);
    }

    [Theory]
    [InlineData("/api/v2/articles", "limit=1", "limit=2")]
    [InlineData("/api/v2/stories", "limit=1", "limit=2")]
    [InlineData("/api/v2/search", "q=harbour&limit=1", "q=harbour&limit=2")]
    public async Task TwoQueriesOfOnePathNeverShareAnAnswer(string path, string one, string other)
    {
        var first = await BodyAsync($"{path}?{one}");
        var second = await BodyAsync($"{path}?{other}");

        Assert.NotEqual(first, second);
        // Asked again, both are given from what was kept.
        Assert.Equal(first, await BodyAsync($"{path}?{one}"));
        Assert.Equal(second, await BodyAsync($"{path}?{other}"));

        async Task<string> BodyAsync(string address)
        {
            using var answer = await site.Http.GetAsync(new Uri(address, UriKind.Relative), Cancellation);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return await answer.Content.ReadAsStringAsync(Cancellation);
        }
    }

    [Theory]
    [InlineData("/api/v2/stories?limit=7", "/api/v2/stories?limit=100")]
    [InlineData("/api/v2/articles?limit=10&provider=kelfm.example", "/api/v2/articles?limit=100&provider=kelfm.example")]
    public async Task CursorsLeadThroughTheWholeListOnce(string paged, string whole)
    {
        var expected = (await site.ListAsync(whole)).Select(Id).ToArray();
        var seen = new List<string?>();

        for (string? cursor = ""; cursor is not null;)
        {
            var page = await site.JsonAsync(cursor.Length == 0 ? paged : $"{paged}&cursor={cursor}");
            seen.AddRange(page.GetProperty("value").EnumerateArray().Select(Id));
            cursor = page.GetProperty("next").GetString();
            Assert.True(seen.Count <= expected.Length, "The list goes on after its end.");
        }

        Assert.True(expected.Length > 10);
        Assert.Equal(expected, seen);
    }

    [Theory]
    [InlineData("topic=harbour")]
    [InlineData("topic=Harbour")]
    [InlineData("provider=kelfm.example")]
    [InlineData("minHeat=160")]
    [InlineData("minQuality=120")]
    [InlineData("since=2026-03-07T00:00:00Z")]
    [InlineData("until=2026-03-06T00:00:00Z")]
    public async Task AFilterTakesAPart(string filter)
    {
        var all = await site.ListAsync("/api/v2/articles?limit=100");
        var some = await site.ListAsync("/api/v2/articles?limit=100&" + filter);

        Assert.NotEmpty(some);
        Assert.NotEqual(all.Select(Id), some.Select(Id));
        Assert.All(some, article => Assert.True(Fits(article, filter), article.ToString()));
    }

    [Fact]
    public async Task AnArticleIsExplained()
    {
        var lead = (await site.ListAsync("/api/v2/stories?limit=1"))[0].GetProperty("id").GetString();

        var explained = await site.JsonAsync("/api/v2/articles/" + lead);

        var quality = explained.GetProperty("quality");
        Assert.Equal(quality.GetProperty("value").GetInt32(), quality.GetProperty("signals").EnumerateArray().Sum(signal => signal.GetProperty("points").GetInt32()));
        Assert.NotEmpty(explained.GetProperty("topics").EnumerateArray());
        Assert.NotEmpty(explained.GetProperty("rankParts").EnumerateArray());
        Assert.NotEmpty(explained.GetProperty("leadReason").GetString()!);
        Assert.Equal(lead, explained.GetProperty("placement").GetProperty("articleId").GetString());
    }

    [Fact]
    public async Task NoAnswerGivesAwayAnArticlesText()
    {
        var explained = await site.JsonAsync("/api/v2/articles/" + Id((await site.ListAsync("/api/v2/articles?limit=1"))[0]));

        Assert.False(explained.GetProperty("article").TryGetProperty("text", out _));
    }

    [Theory]
    [InlineData("/api/v2/stories")]
    [InlineData("/api/v2/topics")]
    [InlineData("/api/news/index.json")]
    [InlineData("/")]
    public async Task WhoHasSeenItIsToldSo(string path)
    {
        using var first = await site.Http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var other = new HttpRequestMessage(HttpMethod.Get, path);
        other.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"another\""));

        using var again = await site.Http.SendAsync(request, Cancellation);
        using var changed = await site.Http.SendAsync(other, Cancellation);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Theory]
    [InlineData("/api/v2/stories?limit=3")]
    [InlineData("/api/v2/articles?limit=3&topic=harbour")]
    public async Task AKeptAnswerIsTheSameAsTheFirst(string path)
    {
        using var first = await site.Http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        using var again = await site.Http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

        Assert.Equal(await first.Content.ReadAsStringAsync(Cancellation), await again.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.Equal(first.Content.Headers.ContentType, again.Content.Headers.ContentType);
        Assert.Equal(first.Headers.CacheControl, again.Headers.CacheControl);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task AnswersAreSentCompressed(string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v2/stories");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));

        using var response = await site.Http.SendAsync(request, Cancellation);

        Assert.Equal([encoding], response.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task AnyOriginMayRead()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/news/index.json");
        request.Headers.Add("Origin", "https://reader.example");

        using var response = await site.Http.SendAsync(request, Cancellation);

        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Theory]
    [InlineData("/broadsheet.yml")]
    [InlineData("/.broadsheet/store.db")]
    [InlineData("/feeds.opml")]
    [InlineData("/api/news/../../broadsheet.yml")]
    [InlineData("/api/news/%2e%2e/%2e%2e/broadsheet.yml")]
    [InlineData("/api/news/..%2f..%2fbroadsheet.yml")]
    [InlineData("/api/news/..%5c..%5cbroadsheet.yml")]
    [InlineData("/api/news/%252e%252e/%252e%252e/broadsheet.yml")]
    [InlineData("/..%2f.broadsheet%2fstore.db")]
    [InlineData("//etc/passwd")]
    public async Task NothingElseOfTheFolderIsServed(string path)
    {
        // A client would resolve the dots itself.
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(site.Http.BaseAddress!.Host, site.Http.BaseAddress.Port, Cancellation);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), Cancellation);

        var answer = await new StreamReader(stream).ReadToEndAsync(Cancellation);

        Assert.Matches("^HTTP/1.1 40[04] ", answer);
        Assert.DoesNotContain("hostDelay", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task NobodyCanWrite(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v2/stories") { Content = new StringContent("{}") };

        using var response = await site.Http.SendAsync(request, Cancellation);

        Assert.True((int)response.StatusCode is 404 or 405);
    }

    private static string? Id(JsonElement item) => item.TryGetProperty("story", out var story) ? story.GetProperty("id").GetString() : item.GetProperty("id").GetString();

    private static bool Fits(JsonElement article, string filter)
    {
        var (name, value) = filter.Split('=') is [var left, var right] ? (left, right) : default;
        return name switch
        {
            "topic" => article.GetProperty("topics").EnumerateArray().Any(topic => topic.GetString() == "Harbour"),
            "provider" => article.GetProperty("provider").GetProperty("domain").GetString() == value,
            "minHeat" => article.GetProperty("heat").GetInt32() >= 160,
            "minQuality" => article.GetProperty("quality").GetInt32() >= 120,
            "since" => string.CompareOrdinal(article.GetProperty("published").GetString(), value[..10]) >= 0,
            _ => string.CompareOrdinal(article.GetProperty("published").GetString(), value[..10]) < 0,
        };
    }
}
