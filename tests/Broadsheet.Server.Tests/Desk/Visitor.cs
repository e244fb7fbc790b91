using System.Net;
using System.Text.RegularExpressions;
using Broadsheet.Server.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Broadsheet.Server.Tests.Desk;

/// <summary>A browser at the desk: keeps cookies, follows no redirect, and sends forms as pages have them.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly CookieContainer cookies = new();

    public Visitor(LiveSite site, string? address = null)
    {
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies, UseCookies = true }) { BaseAddress = new Uri(address ?? site.Address) };
    }

    public HttpClient Http { get; }

    public string Page { get; set; } = "";

    /// <summary>The session's cookie; null before signing in.</summary>
    public Cookie? Session => cookies.GetAllCookies().FirstOrDefault(cookie => cookie.Name == "broadsheet-session");

    public CookieContainer Cookies => cookies;

    /// <summary>An account of that role, made when it is not there yet, signed in.</summary>
    public static async Task<Visitor> SignedInAsync(LiveSite site, Role role, string? name = null)
    {
        var book = site.Services.GetRequiredService<AccountBook>();
        name ??= $"some-{AccountBook.Word(role)}";
        if (book.Find(name) is null)
            Tests.Accounts.SomeAccounts.Add(book, site.Services.GetRequiredService<LiveSetup>().ReadSite().StatePath, name, role);
        var visitor = new Visitor(site);
        using var answer = await visitor.SignInAsync(name, Tests.Accounts.SomeAccounts.Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return visitor;
    }

    public async Task<HttpResponseMessage> SignInAsync(string name, string password, string goal = "")
    {
        await SeeAsync("/desk/sign-in");
        return await SendAsync("/desk/sign-in", ("name", name), ("password", password), ("return", goal));
    }

    /// <summary>Opens a page and gives its HTML.</summary>
    public async Task<string> SeeAsync(string path)
    {
        using var answer = await Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        return Page;
    }

    public Task<HttpResponseMessage> AskAsync(string path) => Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    /// <summary>Sends a form with the token of the page that was opened last.</summary>
    public Task<HttpResponseMessage> SendAsync(string path, params (string Name, string Value)[] fields) => SendAsync(path, TokenIn(Page), fields);

    /// <summary>Sends a form with some token.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, string? token, (string Name, string Value)[] fields)
    {
        var all = fields.Select(field => KeyValuePair.Create(field.Name, field.Value));
        if (token is not null)
            all = all.Append(KeyValuePair.Create("form-token", token));
        using var content = new FormUrlEncodedContent(all);
        return await Http.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends a form that must be accepted, and gives where it led.</summary>
    public async Task<string> DoAsync(string path, params (string Name, string Value)[] fields)
    {
        using var answer = await SendAsync(path, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        return answer.Headers.Location!.ToString();
    }

    /// <summary>The token of a page's forms.</summary>
    public static string? TokenIn(string page) => TokenField().Match(page) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;

    /// <summary>The value of the first field of that name.</summary>
    public string Field(string name)
    {
        var match = Regex.Match(Page, $"name=\"{Regex.Escape(name)}\" value=\"([^\"]*)\"");
        Assert.True(match.Success, $"no field {name}");
        return WebUtility.HtmlDecode(match.Groups[1].Value);
    }

    public void Dispose() => Http.Dispose();

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]*)\"")]
    private static partial Regex TokenField();
}
