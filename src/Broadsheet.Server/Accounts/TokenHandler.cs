using System.Text.Encodings.Web;
using Broadsheet.Server.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Broadsheet.Server.Accounts;

/// <summary>Recognises a program by <c>Authorization: Bearer</c> (RFC 6750).</summary>
internal sealed class TokenHandler(AccountBook book, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    private const string Prefix = "Bearer ";

    /// <summary>Whether a request brings something that claims to be a token.</summary>
    public static bool IsBrought(HttpRequest request) => request.Headers.Authorization.ToString().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsBrought(Request))
            return Task.FromResult(AuthenticateResult.NoResult());
        var secret = Request.Headers.Authorization.ToString()[Prefix.Length..].Trim();
        if (secret.Length > 200 || book.FindToken(secret) is not { } token)
            return Task.FromResult(AuthenticateResult.Fail("The token is unknown, ended, or never was."));
        var caller = new Caller(token.Account, token.InForce, Session: null, Caller.AddressOf(Context));
        Context.Features.Set(caller);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(caller.ToPrincipal(Scheme.Name), Scheme.Name)));
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = IsBrought(Request) ? "Bearer error=\"invalid_token\"" : "Bearer";
        return Problem.Unauthorized("Send a token: 'Authorization: Bearer bst_…'. 'broadsheet accounts token create' makes one.").ExecuteAsync(Context);
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\"";
        return Problem.Forbidden("The token may not do this, or its account may not.").ExecuteAsync(Context);
    }
}
