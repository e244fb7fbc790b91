using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

namespace Broadsheet.Server.Accounts;

/// <summary>The cookie of a signed-in browser. It only names a session; whether that holds, and what it may, the accounts say at each request.</summary>
internal sealed class SessionCookies(AccountBook book, AccountsOptions options) : CookieAuthenticationEvents
{
    /// <inheritdoc/>
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var secret = context.Principal?.FindFirst(Caller.SessionClaim)?.Value;
        if (secret is null || book.FindSession(secret, options) is not { } session)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Doors.Session);
            return;
        }

        var caller = new Caller(session.Account, RoleScopes.Of(session.Account.Role), session, Caller.AddressOf(context.HttpContext));
        context.HttpContext.Features.Set(caller);
        context.ReplacePrincipal(caller.ToPrincipal(Doors.Session, secret));
    }

    /// <inheritdoc/>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        // Only what was to be looked at can be gone back to.
        var goal = HttpMethods.IsGet(request.Method) ? "?return=" + Uri.EscapeDataString(request.Path + request.QueryString) : "";
        context.Response.Redirect($"{request.PathBase}{Doors.Desk}/sign-in{goal}");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>Begins a session for an account in this browser, always a new one: an id that somebody else planted before is worth nothing.</summary>
    public async Task SignInAsync(HttpContext http, Account account, string how)
    {
        if (Caller.Of(http)?.Session is { } earlier)
            book.End(earlier);
        var secret = Begin(http, account, how);
        await http.SignInAsync(Doors.Session, new Caller(account, RoleScopes.Of(account.Role), null, "").ToPrincipal(Doors.Session, secret));
    }

    /// <summary>Begins a session and notes it.</summary>
    /// <returns>Its secret.</returns>
    public string Begin(HttpContext http, Account account, string how)
    {
        var from = Caller.AddressOf(http);
        var secret = book.Begin(account, from, http.Request.Headers.UserAgent.ToString());
        book.Audit.Add(account.Name, "signed-in", account.Name, how, from);
        return secret;
    }
}
