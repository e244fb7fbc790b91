using System.Net;
using System.Text;
using Broadsheet.Server.Accounts;
using Broadsheet.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Broadsheet.Server.Tests.Desk;

/// <summary>Every route, asked as everybody: what comes of it is the table docs/security-routes.md, made from the running server.</summary>
public sealed class RouteTests(SampleSite sample)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryRouteAnswersEveryRoleAsTheTableSays()
    {
        await using var site = await SiteCopy.StartAsync(sample, polls: false);
        var book = site.Live.Services.GetRequiredService<AccountBook>();
        using var stranger = new Visitor(site.Live);
        using var reader = await Visitor.SignedInAsync(site.Live, Role.Reader);
        using var editor = await Visitor.SignedInAsync(site.Live, Role.Editor);
        using var owner = await Visitor.SignedInAsync(site.Live, Role.Owner);
        using var readToken = TokenOf(site, book.AddToken(book.Find("some-editor")!, "", Scopes.Read, null).Secret);
        using var allToken = TokenOf(site, book.AddToken(book.Find("some-editor")!, "", RoleScopes.Tokens, null).Secret);
        using var badToken = TokenOf(site, "bst_nonsense");
        (string Name, Visitor Visitor)[] everybody = [("stranger", stranger), ("reader", reader), ("editor", editor), ("owner", owner), ("token: read", readToken), ("token: all", allToken), ("token: ended", badToken)];
        await stranger.SeeAsync("/desk/sign-in");
        foreach (var visitor in new[] { reader, editor, owner })
            await visitor.SeeAsync("/desk/me");

        var table = new StringBuilder("# Every route as everybody\n\nMade by `RouteTests` from a running server: what each route answers to whom. Forms and bodies are empty, so 400 and 404 mean \"let in, and nothing to do\".\n\n");
        table.Append("| route | ").AppendJoin(" | ", everybody.Select(one => one.Name)).Append(" |\n|---|").Append(string.Concat(everybody.Select(_ => "---|"))).Append('\n');
        foreach (var (method, path) in RoutesOf(site))
        {
            var answers = new List<string>();
            foreach (var (_, visitor) in everybody)
                answers.Add(await AskAsync(visitor, method, path));
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {method} {path} | ").AppendJoin(" | ", answers).Append(" |\n");
            AssertClosed(method, path, answers);
        }

        Repository.AssertGolden("docs/security-routes.md", table.ToString());
    }

    /// <summary>Whatever the table says: behind the desk nobody gets in without an account, and nobody changes anything as a reader.</summary>
    private static void AssertClosed(string method, string path, List<string> answers)
    {
        if (path.StartsWith("/desk", StringComparison.Ordinal) && !path.StartsWith("/desk/sign-in", StringComparison.Ordinal) && !path.StartsWith("/desk/assets", StringComparison.Ordinal))
        {
            Assert.True(answers[0] is "→ sign-in" or "400", $"{method} {path}: a stranger gets {answers[0]}");
            Assert.All(answers[4..], answer => Assert.Equal("401", answer));
            if (method == "POST" && path is not "/desk/me" and not "/desk/me/second-factor" and not "/desk/sign-out" && !path.Contains("{*", StringComparison.Ordinal))
                Assert.True(answers[1] == "403", $"{method} {path}: a reader gets {answers[1]}");
        }

        if (path.StartsWith("/desk/accounts", StringComparison.Ordinal) || path.StartsWith("/desk/webhooks", StringComparison.Ordinal))
            Assert.True(answers[2] == "403", $"{method} {path}: an editor gets {answers[2]}");
    }

    private static async Task<string> AskAsync(Visitor visitor, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{id}", "x", StringComparison.Ordinal).Replace("{**path}", "nothing/here", StringComparison.Ordinal).Replace("{*path:nonfile}", "nothing/here", StringComparison.Ordinal).Replace("{documentName}", "v2", StringComparison.Ordinal));
        if (method == "POST" && path.StartsWith("/desk", StringComparison.Ordinal))
        {
            // Signing out would end the visit.
            var token = path == "/desk/sign-out" ? null : Visitor.TokenIn(visitor.Page);
            request.Content = new FormUrlEncodedContent(token is null ? [] : [KeyValuePair.Create("form-token", token)]);
        }
        else if (method is "POST")
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }

        using var answer = await visitor.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        return answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains("/sign-in", StringComparison.Ordinal) ? "→ sign-in" : ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static IEnumerable<(string Method, string Path)> RoutesOf(SiteCopy site) => site.Live.Services.GetServices<EndpointDataSource>()
        .SelectMany(source => source.Endpoints)
        .OfType<RouteEndpoint>()
        .SelectMany(route => (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]).Select(method => (method, Path: "/" + route.RoutePattern.RawText!.Trim('/'))))
        .Distinct()
        .OrderBy(route => route.Path, StringComparer.Ordinal)
        .ThenBy(route => route.method, StringComparer.Ordinal);

    private static Visitor TokenOf(SiteCopy site, string secret)
    {
        var visitor = new Visitor(site.Live);
        visitor.Http.DefaultRequestHeaders.Add("Authorization", "Bearer " + secret);
        return visitor;
    }
}
