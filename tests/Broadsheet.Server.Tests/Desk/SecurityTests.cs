using System.Net;
using System.Net.Sockets;
using System.Text;
using Broadsheet.Decisions;
using Broadsheet.Server.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Broadsheet.Server.Tests.Desk;

/// <summary>Attacks on the desk (docs/security.md names each).</summary>
public sealed class SecurityTests(SampleSite sample, SharedCopy shared) : IClassFixture<SharedCopy>
{
    private const string Password = Tests.Accounts.SomeAccounts.Password;
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task AFormFromElsewhereIsRefused()
    {
        var site = await sample.UntouchedAsync();
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner);
        using var other = await Visitor.SignedInAsync(site.Live, Role.Owner, "mallory");
        var story = await FirstStoryAsync(site);
        await ruth.SeeAsync("/desk");
        var foreign = Visitor.TokenIn(await other.SeeAsync("/desk"));

        foreach (var token in new[] { null, "", "x", foreign })
        {
            using var answer = await ruth.SendAsync("/desk/decisions", token, [("do", "pin"), ("story", story)]);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Empty(new DecisionLog(site.Root).Read());

        // Nor is anybody signed in to an account of somebody else's choice.
        using var stranger = new Visitor(site.Live);
        using var signedIn = await stranger.SendAsync("/desk/sign-in", null, [("name", "mallory"), ("password", Password)]);
        Assert.Equal(HttpStatusCode.BadRequest, signedIn.StatusCode);
        Assert.Null(stranger.Session);
    }

    [Fact]
    public async Task ACookieOfTheDeskMeansNothingToTheApi()
    {
        var site = await sample.UntouchedAsync();
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner);

        using var content = new StringContent("{\"kind\":\"pin\"}", Encoding.UTF8, "application/json");
        using var answer = await ruth.Http.PostAsync(new Uri("/api/v2/decisions", UriKind.Relative), content, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(new DecisionLog(site.Root).Read());
    }

    [Fact]
    public async Task SigningInGivesANewSessionAndEndsTheOneBefore()
    {
        var site = await sample.UntouchedAsync();
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Editor, "who-signs-in-again");
        var planted = ruth.Session!.Value;

        using var answer = await ruth.SignInAsync("who-signs-in-again", Password);

        Assert.NotEqual(planted, ruth.Session!.Value);
        using var thief = new Visitor(site.Live);
        thief.Cookies.Add(new Uri(site.Live.Address), new Cookie("broadsheet-session", planted));
        Assert.Equal(HttpStatusCode.Redirect, (await thief.AskAsync("/desk")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ruth.AskAsync("/desk")).StatusCode);
    }

    [Fact]
    public async Task ASessionEndsOnTheServerWhenItsOwnerSignsOut()
    {
        var site = await sample.UntouchedAsync();
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Editor, "who-signs-out");
        using var copy = new Visitor(site.Live);
        copy.Cookies.Add(new Uri(site.Live.Address), new Cookie("broadsheet-session", ruth.Session!.Value));
        using var phone = await Visitor.SignedInAsync(site.Live, Role.Editor, "who-signs-out");
        Assert.Equal(HttpStatusCode.OK, (await copy.AskAsync("/desk")).StatusCode);

        await ruth.SeeAsync("/desk");
        using var goodbye = await ruth.SendAsync("/desk/sign-out");
        // What the browser keeps of the desk's pages goes, too.
        Assert.Equal("\"cache\"", goodbye.Headers.GetValues("Clear-Site-Data").Single());

        Assert.Equal(HttpStatusCode.Redirect, (await copy.AskAsync("/desk")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await phone.AskAsync("/desk")).StatusCode);
        await phone.SeeAsync("/desk/me");
        await phone.DoAsync("/desk/me", ("do", "sign-out"));
        Assert.Equal(HttpStatusCode.Redirect, (await phone.AskAsync("/desk")).StatusCode);
    }

    [Fact]
    public async Task ALowerRoleHoldsAtOnce()
    {
        var site = await sample.UntouchedAsync();
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner, "who-lowers");
        using var jonas = await Visitor.SignedInAsync(site.Live, Role.Editor, "who-is-lowered");
        await jonas.SeeAsync("/desk");
        await ruth.SeeAsync("/desk/accounts");

        await ruth.DoAsync("/desk/accounts", ("do", "role"), ("name", "who-is-lowered"), ("role", "reader"));

        using var answer = await jonas.SendAsync("/desk/decisions", ("do", "pin"), ("story", await FirstStoryAsync(site)));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task TheCookieIsForThisSiteAndForNoScript()
    {
        var site = await sample.UntouchedAsync();
        site.Live.Services.GetRequiredService<AccountBook>().Add("who-has-a-cookie", Role.Owner, Password);
        using var ruth = new Visitor(site.Live);
        // As a proxy on this machine says it that ends TLS.
        ruth.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var page = await ruth.SeeAsync("/desk/sign-in");
        var form = ruth.Cookies.GetAllCookies().Single(cookie => cookie.Name == "broadsheet-form");
        Assert.True(form.Secure && form.HttpOnly);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/desk/sign-in")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("form-token", Visitor.TokenIn(page)!), KeyValuePair.Create("name", "who-has-a-cookie"), KeyValuePair.Create("password", Password)]),
        };
        request.Headers.Add("Cookie", $"{form.Name}={form.Value}");

        using var answer = await ruth.Http.SendAsync(request, Cancellation);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("__Host-broadsheet-session=", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.Contains("secure", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("expires", cookie, StringComparison.Ordinal);
        Assert.Contains("path=/;", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("domain=", cookie, StringComparison.Ordinal);

        // A neighbour's server can set the plain name for all of the domain; over https it means nothing.
        var secret = answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("__Host-", StringComparison.Ordinal)).Split(';')[0]["__Host-broadsheet-session=".Length..];
        Assert.Equal(HttpStatusCode.OK, await AskAsync(ruth, $"__Host-broadsheet-session={secret}"));
        Assert.Equal(HttpStatusCode.Redirect, await AskAsync(ruth, $"broadsheet-session={secret}"));
    }

    private static async Task<HttpStatusCode> AskAsync(Visitor visitor, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/desk");
        request.Headers.Add("Cookie", cookie);
        using var answer = await visitor.Http.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }

    [Fact]
    public async Task GuessingIsSlowedByNameAndByAddress()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false, settings => settings.Replace("signInsPerMinute: 10000", "signInsPerMinute: 8", StringComparison.Ordinal));
        site.Live.Services.GetRequiredService<AccountBook>().Add("ruth", Role.Owner, Password);
        using var guesser = new Visitor(site.Live);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 12; i++)
            answers.Add((await guesser.SignInAsync("ruth", i == 6 ? Password : $"wrong password {i}")).StatusCode);

        // The seventh was right, and came too soon after five wrong ones.
        Assert.Equal(Enumerable.Repeat(HttpStatusCode.Unauthorized, 8).Concat(Enumerable.Repeat(HttpStatusCode.TooManyRequests, 4)), answers);
        Assert.Contains(site.Live.Services.GetRequiredService<AccountBook>().Audit.Latest(20), entry => entry.What == "sign-in-refused");
    }

    [Fact]
    public async Task TheSecondStepOfTheWayInIsTakenSoOftenAMinuteFromOneAddress()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false, settings => settings.Replace("signInsPerMinute: 10000", "signInsPerMinute: 3", StringComparison.Ordinal));
        using var guesser = new Visitor(site.Live);
        await guesser.SeeAsync("/desk/sign-in");
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            using var answer = await guesser.SendAsync("/desk/sign-in/code", ("ticket", "nonsense"), ("code", "123456"));
            answers.Add(answer.StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.Unauthorized, 3), HttpStatusCode.TooManyRequests], answers);
    }

    [Fact]
    public async Task AWrongPasswordAndAnUnknownNameLookAlike()
    {
        var site = await sample.UntouchedAsync();
        site.Live.Services.GetRequiredService<AccountBook>().Add("some-name", Role.Owner, Password);
        using var guesser = new Visitor(site.Live);
        async Task<string> TryAsync(string name)
        {
            using var answer = await guesser.SignInAsync(name, "wrong password");
            var page = await answer.Content.ReadAsStringAsync(Cancellation);
            return $"{answer.StatusCode} {page.Replace(Visitor.TokenIn(page)!, "", StringComparison.Ordinal).Replace(name, "", StringComparison.Ordinal)}";
        }

        Assert.Equal(await TryAsync("some-name"), await TryAsync("nobody"));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/desk//evil.example")]
    [InlineData("/desk\\..\\..\\evil")]
    [InlineData("/desk/../../evil")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/desk\r\nSet-Cookie: x=1")]
    [InlineData("/deskevil")]
    [InlineData(" /desk")]
    public async Task NoFormLeadsElsewhere(string goal)
    {
        var site = shared.Site;
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Editor);
        using var answer = await ruth.SignInAsync("some-editor", Password, goal);
        Assert.Equal("/desk", answer.Headers.Location?.ToString());
        Assert.False(answer.Headers.Contains("Set-Cookie") && answer.Headers.GetValues("Set-Cookie").Any(value => value.StartsWith("x=", StringComparison.Ordinal)));

        await ruth.SeeAsync("/desk");
        var led = await ruth.DoAsync("/desk/decisions", ("do", "pin"), ("story", await FirstStoryAsync(site)), ("back", goal));
        Assert.StartsWith("/desk?done=d", led, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../broadsheet.yml")]
    [InlineData("..%2F..%2Fbroadsheet.yml")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../../x.yaml")]
    [InlineData(".hidden.yaml")]
    [InlineData("x.yaml\0.png")]
    [InlineData("x.sh")]
    [InlineData("")]
    public async Task OnlyTopicFilesAreReadOrWritten(string file)
    {
        var site = await sample.UntouchedAsync();
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner, "who-pries");
        var before = Fingerprint(site.Root);
        await ruth.SeeAsync("/desk/topics");

        using var read = await ruth.AskAsync("/desk/topics/edit?file=" + Uri.EscapeDataString(file));
        using var write = await ruth.SendAsync("/desk/topics/edit", ("file", file), ("text", "taxonomy: topic\n_id: x\nname: X\n"), ("seen", "none"), ("do", "save"));

        Assert.True(read.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{read.StatusCode}");
        Assert.True(write.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{write.StatusCode}");
        Assert.Equal(before, Fingerprint(site.Root));
    }

    [Theory]
    [InlineData("/.broadsheet/accounts.db")]
    [InlineData("/.broadsheet/keys/")]
    [InlineData("/%2e%2e/.broadsheet/accounts.db")]
    [InlineData("/..%2f.broadsheet%2faccounts.db")]
    [InlineData("/api/news/..%2f..%2f.broadsheet/accounts.db")]
    [InlineData("/api/news/%2e%2e/%2e%2e/broadsheet.yml")]
    [InlineData("/desk/assets/..%2f..%2fbroadsheet.yml")]
    [InlineData("/desk/assets/../../broadsheet.yml")]
    [InlineData("/broadsheet.yml")]
    [InlineData("/_data/decisions.jsonl")]
    public async Task NothingOfTheFolderButThePagesIsServed(string path)
    {
        var site = await sample.UntouchedAsync();
        var status = await RawStatusAsync(site, $"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.True(status is 302 or 400 or 404, $"{path}: {status}");
    }

    [Fact]
    public async Task NoHeaderIsInjected()
    {
        var site = await sample.UntouchedAsync();
        foreach (var path in new[] { "/desk/stories/x%0d%0aSet-Cookie:%20x=1", "/desk?show=%0d%0aSet-Cookie:%20x=1", "/desk/sign-in?return=/desk%0d%0aSet-Cookie:%20x=1" })
        {
            var answer = await RawAsync(site, $"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            Assert.DoesNotContain("\r\nSet-Cookie: x=1", answer, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task ABodyThatIsTooLargeIsRefused()
    {
        var site = await sample.UntouchedAsync();
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner);
        await ruth.SeeAsync("/desk");
        // Without it, the server hangs up while the rest is still being sent.
        ruth.Http.DefaultRequestHeaders.ExpectContinue = true;
        var large = new string('x', 200_000);

        using var decision = await ruth.SendAsync("/desk/decisions", ("do", "note"), ("story", await FirstStoryAsync(site)), ("text", large));
        using var topic = await ruth.SendAsync("/desk/topics/edit", ("file", "x.yaml"), ("text", new string('x', 6_000_000)), ("do", "try"), ("seen", "none"));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, decision.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, topic.StatusCode);
        Assert.Empty(new DecisionLog(site.Root).Read());
    }

    [Fact]
    public async Task ASlowClientIsHungUpOnAndKeepsNobodyWaiting()
    {
        var site = await sample.UntouchedAsync();
        var slow = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, new Uri(site.Live.Address).Port, Cancellation);
            await client.GetStream().WriteAsync("POST /desk/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\nX-Slow: "u8.ToArray(), Cancellation);
            return client;
        }));

        using var answer = await site.AskAsync("/desk/sign-in");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        // Ten seconds for the head of a request, and some for a busy machine.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        foreach (var client in slow)
        {
            var buffer = new byte[4096];
            var read = await client.GetStream().ReadAsync(buffer, patience.Token);
            Assert.True(read == 0 || Encoding.ASCII.GetString(buffer, 0, read).StartsWith("HTTP/1.1 408", StringComparison.Ordinal));
            client.Dispose();
        }
    }

    public static TheoryData<string> Payloads { get; } =
    [
        "\u202Egnp.exe<b>",
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'><svg/onload=alert(1)>",
        "</textarea><script>alert(1)</script>",
        "</title><script>alert(1)</script>",
        "javascript:alert(1)",
        "{{7*7}}@(7*7)@{ throw 1; }",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    ];

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task AnEditorsTextIsNeverMarkup(string payload)
    {
        var site = shared.Site;
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner);
        var story = await FirstStoryAsync(site);
        var article = (await site.JsonAsync($"/api/v2/stories/{story}")).GetProperty("story").GetProperty("id").GetString()!;
        await ruth.SeeAsync("/desk");

        await ruth.DoAsync("/desk/decisions", ("do", $"correct {article}"), ("story", story), ("title", "T " + payload), ("excerpt", "E " + payload), ("why", "W " + payload));
        await ruth.DoAsync("/desk/decisions", ("do", "note"), ("story", story), ("text", "N " + payload));
        await ruth.DoAsync("/desk/feeds", ("do", "add"), ("url", "https://new.example/?" + Uri.EscapeDataString(payload)), ("title", payload), ("folder", payload));
        using var picture = await ruth.SendAsync("/desk/decisions", ("do", $"correct {article}"), ("story", story), ("picture", "other"), ("picture-url", payload), ("picture-width", "10"), ("picture-height", "10"));
        Assert.Equal(HttpStatusCode.BadRequest, picture.StatusCode);

        var pages = new List<string>();
        foreach (var path in new[] { "/desk", $"/desk/stories/{story}", $"/desk/articles/{article}", "/desk/decisions", "/desk/audit", "/desk/feeds", "/desk/feeds/edit", $"/desk?q={Uri.EscapeDataString(payload)}", $"/desk/stories/{story}?find={Uri.EscapeDataString(payload)}", $"/story/{story}/", "/" })
            pages.Add(await ruth.SeeAsync(path));
        using var refused = await ruth.SignInAsync(payload.Length > 60 ? payload[..60] : payload, "wrong password");
        pages.Add(await refused.Content.ReadAsStringAsync(Cancellation));

        var parser = new AngleSharp.Html.Parser.HtmlParser();
        foreach (var page in pages)
        {
            var document = parser.ParseDocument(page);
            Assert.All(document.QuerySelectorAll("script"), script => Assert.True(script.HasAttribute("src") || script.GetAttribute("type") == "application/ld+json"));
            Assert.DoesNotContain(document.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) && attribute.Name is "href" or "src"));
            Assert.DoesNotContain(document.QuerySelectorAll("[src=x], mglyph, svg[onload]"), _ => true);
            Assert.DoesNotContain('\u202E', page);
        }
    }

    [Fact]
    public async Task AFeedsNameInTheFileTurnsNoLineAround()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false, prepare: root =>
        {
            var list = Path.Combine(root, "feeds.opml");
            File.WriteAllText(list, File.ReadAllText(list).Replace("</body>", "<outline text=\"Har&#x202E;bour\"><outline type=\"rss\" text=\"&#x202E;gnp.exe\" xmlUrl=\"https://turned.example/feed\"/></outline></body>", StringComparison.Ordinal));
        });
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner);

        var page = await ruth.SeeAsync("/desk/feeds");

        Assert.Contains("gnp.exe", page, StringComparison.Ordinal);
        Assert.Contains("Harbour", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', page);
    }

    [Fact]
    public async Task EveryPageOfTheDeskSaysItsPolicy()
    {
        var site = await sample.UntouchedAsync();
        using var ruth = await Visitor.SignedInAsync(site.Live, Role.Owner);
        foreach (var path in new[] { "/desk", "/desk/sign-in", "/desk/me", "/desk/nothing/here", "/desk/assets/desk.js" })
        {
            using var answer = await ruth.AskAsync(path);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            if (!path.Contains("assets", StringComparison.Ordinal))
                Assert.True(answer.Headers.CacheControl?.NoStore);
        }
    }

    private static async Task<string> FirstStoryAsync(SiteCopy site) =>
        (await site.JsonAsync("/api/v2/stories?limit=1")).GetProperty("value")[0].GetProperty("story").GetProperty("id").GetString()!;

    private static string Fingerprint(string root) => string.Join('\n', Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/.broadsheet/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(file => $"{file} {new FileInfo(file).Length} {File.GetLastWriteTimeUtc(file).Ticks}"));

    private static async Task<int> RawStatusAsync(SiteCopy site, string request) =>
        int.Parse((await RawAsync(site, request)).Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> RawAsync(SiteCopy site, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(site.Live.Address).Port, Cancellation);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Cancellation);
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        return await reader.ReadToEndAsync(Cancellation);
    }
}
