using System.Net;
using Broadsheet.Server.Accounts;
using Broadsheet.Server.Tests.Desk;
using Microsoft.Extensions.DependencyInjection;

namespace Broadsheet.Server.Tests.Accounts;

/// <summary>Signing in by a real provider.</summary>
public sealed class OpenIdTests(SampleSite sample) : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private Provider provider = null!;

    public async ValueTask InitializeAsync() => provider = await Provider.OpenAsync();

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    [Fact]
    public async Task WhoTheProviderVouchesForGetsInWithTheRoleThatItsClaimsGive()
    {
        await using var site = await StartAsync("editors: [newsroom]\n    owners: [chiefs]");
        using var browser = new Visitor(site.Live);

        Assert.Equal("/desk/feeds", await SignInAsync(browser, "/desk/feeds"));

        await browser.SeeAsync("/desk/feeds");
        var account = Assert.Single(BookOf(site).All());
        Assert.Equal(("jonas", Role.Editor, false, $"{provider.Issuer} 248289761001"), (account.Name, account.Role, account.HasPassword, account.External));
        Assert.Contains(BookOf(site).Audit.Latest(10), entry => entry is { What: "signed-in", Detail: "by OpenID Connect" });
        Assert.True(browser.Session!.HttpOnly);
        // What only this browser knows went along, so that nobody else can use the answer.
        Assert.Equal((43, "S256"), (provider.Asked["code_challenge"].Length, provider.Asked["code_challenge_method"]));
    }

    [Fact]
    public async Task TheProvidersWordIsTheRoleAtEachSignIn()
    {
        await using var site = await StartAsync("editors: [newsroom]\n    owners: [chiefs]");
        using var browser = new Visitor(site.Live);
        await SignInAsync(browser);
        // The last owner stays one, so there must be another.
        BookOf(site).Add("ruth", Role.Owner, SomeAccounts.Password);

        provider.Claims["groups"] = new[] { "chiefs", "newsroom" };
        provider.Claims["preferred_username"] = "renamed";
        await SignInAsync(browser);
        Assert.Equal(Role.Owner, BookOf(site).Find("jonas")!.Role);

        provider.Claims["groups"] = new[] { "sports" };
        Assert.Equal("/desk/sign-in?refused=openid", await SignInAsync(browser));
        Assert.Equal(2, BookOf(site).All().Count);
    }

    [Fact]
    public async Task WhoHasNoRoleGetsNoAccount()
    {
        await using var site = await StartAsync("editors: [sports]");
        using var browser = new Visitor(site.Live);

        Assert.Equal("/desk/sign-in?refused=openid", await SignInAsync(browser));

        Assert.Empty(BookOf(site).All());
        Assert.Null(browser.Session);
        Assert.Contains(BookOf(site).Audit.Latest(10), entry => entry is { What: "sign-in-refused", Who: "jonas" });
    }

    [Theory]
    [InlineData("editors: [newsroom]\n    invitedOnly: true")]
    [InlineData("buttonText: In")]
    public async Task WhereOneMustBeInvitedNobodyElseGetsIn(string settings)
    {
        await using var site = await StartAsync(settings);
        using var browser = new Visitor(site.Live);
        Assert.Equal("/desk/sign-in?refused=openid", await SignInAsync(browser));
        Assert.Empty(BookOf(site).All());

        BookOf(site).Add("jonas", Role.Editor, password: null);
        Assert.Equal("/desk", await SignInAsync(browser));
        Assert.Equal(Role.Editor, Assert.Single(BookOf(site).All()).Role);

        // Another person who took the name later is not who was invited.
        provider.Claims["sub"] = "somebody else";
        using var other = new Visitor(site.Live);
        Assert.Equal("/desk/sign-in?refused=openid", await SignInAsync(other));
    }

    [Fact]
    public async Task ANameWithAPasswordIsNotTakenOver()
    {
        await using var site = await StartAsync("owners: [newsroom]");
        BookOf(site).Add("jonas", Role.Owner, SomeAccounts.Password);
        using var browser = new Visitor(site.Live);

        Assert.Equal("/desk/sign-in?refused=openid", await SignInAsync(browser));
        Assert.Null(browser.Session);
    }

    [Fact]
    public async Task WhatIsForgedLetsNobodyIn()
    {
        await using var site = await StartAsync("owners: [newsroom]");
        foreach (var what in new[] { "nonce", "audience", "issuer", "expired", "key", "state" })
        {
            using var browser = new Visitor(site.Live);
            Forge(what);

            Assert.Equal((what, "/desk/sign-in?refused=openid"), (what, await SignInAsync(browser)));
            Assert.Null(browser.Session);
        }

        Assert.Empty(BookOf(site).All());

        // It was the forgery, each time.
        Forge("nothing");
        using var honest = new Visitor(site.Live);
        Assert.Equal("/desk", await SignInAsync(honest));
    }

    private void Forge(string what)
    {
        provider.SignsWithAnotherKey = what == "key";
        provider.ForgesState = what == "state";
        provider.Tamper = token =>
        {
            switch (what)
            {
                case "nonce":
                    token.Claims["nonce"] = "another";
                    break;
                case "audience":
                    token.Audience = "another";
                    break;
                case "issuer":
                    token.Issuer = "https://another.example";
                    break;
                case "expired":
                    token.NotBefore = token.IssuedAt = token.IssuedAt!.Value.AddHours(-2);
                    token.Expires = token.IssuedAt.Value.AddHours(1);
                    break;
            }
        };
    }

    [Fact]
    public async Task AnAnswerThatAnotherBrowserAskedForLetsNobodyIn()
    {
        await using var site = await StartAsync("owners: [newsroom]");
        using var attacker = new Visitor(site.Live);
        using var victim = new Visitor(site.Live);
        var answer = await AnswerAsync(attacker, "/desk");

        using var landed = await victim.Http.GetAsync(answer, Cancellation);

        Assert.Equal("/desk/sign-in?refused=openid", landed.Headers.Location?.OriginalString);
        Assert.Null(victim.Session);
    }

    [Fact]
    public async Task TheWayBackLeadsNowhereElse()
    {
        await using var site = await StartAsync("owners: [newsroom]");
        using var browser = new Visitor(site.Live);

        Assert.Equal("/desk", await SignInAsync(browser, "https://elsewhere.example/"));
    }

    private Task<SiteCopy> StartAsync(string settings) => SiteCopy.StartAsync(sample, polls: false, text => text.Replace(
        "accounts:\n",
        $"accounts:\n  openId:\n    authority: {provider.Issuer}\n    clientId: {Provider.ClientId}\n    clientSecret: {Provider.ClientSecret}\n    roleClaim: groups\n    {settings}\n",
        StringComparison.Ordinal));

    private static AccountBook BookOf(SiteCopy site) => site.Live.Services.GetRequiredService<AccountBook>();

    /// <summary>Goes to the provider and back as a browser does, and gives where that led.</summary>
    private static async Task<string> SignInAsync(Visitor browser, string goal = "/desk")
    {
        using var landed = await browser.Http.GetAsync(await AnswerAsync(browser, goal), Cancellation);
        Assert.Equal(HttpStatusCode.Redirect, landed.StatusCode);
        var location = landed.Headers.Location!;
        return location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString;
    }

    /// <summary>The address with which the provider sends the browser back.</summary>
    private static async Task<Uri> AnswerAsync(Visitor browser, string goal)
    {
        using var start = await browser.AskAsync("/desk/sign-in/openid?return=" + Uri.EscapeDataString(goal));
        Assert.Equal(HttpStatusCode.Redirect, start.StatusCode);
        using var provider = await browser.Http.GetAsync(start.Headers.Location, Cancellation);
        Assert.Equal(HttpStatusCode.Redirect, provider.StatusCode);
        return provider.Headers.Location!;
    }
}
