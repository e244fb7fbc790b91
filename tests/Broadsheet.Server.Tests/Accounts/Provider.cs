using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Broadsheet.Server.Tests.Accounts;

/// <summary>A small OpenID Connect provider on the loopback: discovery, keys, and the code flow with PKCE, as strict as a real one.</summary>
internal sealed class Provider : IAsyncDisposable
{
    public const string ClientId = "broadsheet";
    public const string ClientSecret = "shared with the provider";

    private readonly WebApplication app;
    private readonly RSA key = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, Dictionary<string, string>> codes = new(StringComparer.Ordinal);

    private Provider(WebApplication app) => this.app = app;

    public string Issuer => app.Urls.First();

    /// <summary>Who is signed in at the provider.</summary>
    public Dictionary<string, object> Claims { get; } = new() { ["sub"] = "248289761001", ["preferred_username"] = "jonas", ["groups"] = new[] { "newsroom" } };

    /// <summary>What an attacker in the middle changes of a token before it is signed.</summary>
    public Action<SecurityTokenDescriptor>? Tamper { get; set; }

    /// <summary>Whether tokens are signed with a key that is not the provider's.</summary>
    public bool SignsWithAnotherKey { get; set; }

    /// <summary>Whether the next answer bears a state that was never given.</summary>
    public bool ForgesState { get; set; }

    /// <summary>What the last request for a code asked.</summary>
    public IReadOnlyDictionary<string, string> Asked { get; private set; } = new Dictionary<string, string>();

    public static async Task<Provider> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var provider = new Provider(builder.Build());
        provider.app.MapGet("/.well-known/openid-configuration", provider.Describe);
        provider.app.MapGet("/keys", provider.Keys);
        provider.app.MapGet("/authorize", provider.Authorize);
        provider.app.MapPost("/token", provider.TokenAsync);
        await provider.app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
    }

    private Task Describe(HttpContext http) => http.Response.WriteAsJsonAsync(new Dictionary<string, object>
    {
        ["issuer"] = Issuer,
        ["authorization_endpoint"] = Issuer + "/authorize",
        ["token_endpoint"] = Issuer + "/token",
        ["jwks_uri"] = Issuer + "/keys",
        ["response_types_supported"] = new[] { "code" },
        ["subject_types_supported"] = new[] { "public" },
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        ["code_challenge_methods_supported"] = new[] { "S256" },
    });

    private Task Keys(HttpContext http)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return http.Response.WriteAsJsonAsync(new Dictionary<string, object>
        {
            ["keys"] = new[] { new { kty = "RSA", use = "sig", kid = "one", alg = "RS256", n = Base64UrlEncoder.Encode(parameters.Modulus), e = Base64UrlEncoder.Encode(parameters.Exponent) } },
        });
    }

    private void Authorize(HttpContext http)
    {
        var asked = http.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        Asked = asked;
        if (asked.GetValueOrDefault("client_id") != ClientId || asked.GetValueOrDefault("response_type") != "code" || asked.GetValueOrDefault("code_challenge_method") != "S256" || !asked.ContainsKey("nonce"))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var code = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        codes[code] = asked;
        http.Response.Redirect($"{asked["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(ForgesState ? "forged" : asked["state"])}");
    }

    private async Task TokenAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        // A code holds once, for the client that asked, and for who knows what the challenge was made of.
        if (!codes.TryRemove(form["code"].ToString(), out var asked)
            || form["client_id"] != ClientId || form["client_secret"] != ClientSecret || form["grant_type"] != "authorization_code"
            || form["redirect_uri"] != asked["redirect_uri"]
            || Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != asked["code_challenge"])
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            await http.Response.WriteAsJsonAsync(new { error = "invalid_grant" });
            return;
        }

        using var other = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var token = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = ClientId,
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(5),
            Claims = new Dictionary<string, object>(Claims) { ["nonce"] = asked["nonce"] },
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(SignsWithAnotherKey ? other : key) { KeyId = "one", CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } }, SecurityAlgorithms.RsaSha256),
        };
        Tamper?.Invoke(token);
        await http.Response.WriteAsJsonAsync(new { access_token = "of no use here", token_type = "Bearer", expires_in = 300, id_token = new JsonWebTokenHandler().CreateToken(token) });
    }
}
