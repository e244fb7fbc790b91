using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Broadsheet.Server.Accounts;

/// <summary>Lets in whom an OpenID Connect provider vouches for, with the role that its claims give; nobody without one.</summary>
internal static class OpenIdDoor
{
    /// <summary>Adds the door, when a provider is set.</summary>
    /// <param name="authentication">Receives it.</param>
    /// <param name="options">The provider.</param>
    /// <param name="root">The site folder, which a relative path of the secret's file starts from.</param>
    public static void Add(AuthenticationBuilder authentication, OpenIdOptions options, string root)
    {
        if (!options.IsOn)
            return;
        var secret = options.ClientSecretFile.Length > 0 ? File.ReadAllText(Path.Combine(root, options.ClientSecretFile)).Trim() : options.ClientSecret;
        authentication.AddOpenIdConnect(Doors.OpenId, openId =>
        {
            openId.Authority = options.Authority;
            openId.RequireHttpsMetadata = !new Uri(options.Authority).IsLoopback;
            openId.ClientId = options.ClientId;
            openId.ClientSecret = secret.Length > 0 ? secret : null;
            openId.ResponseType = OpenIdConnectResponseType.Code;
            // An answer by form would come without our cookies, which are for same-site requests.
            openId.ResponseMode = OpenIdConnectResponseMode.Query;
            openId.UsePkce = true;
            openId.MapInboundClaims = false;
            openId.SaveTokens = false;
            openId.SignInScheme = Doors.Session;
            openId.CallbackPath = $"{Doors.Desk}/sign-in/openid/answer";
            openId.SignedOutCallbackPath = $"{Doors.Desk}/sign-in/openid/left";
            openId.RemoteSignOutPath = PathString.Empty;
            openId.NonceCookie.SameSite = openId.CorrelationCookie.SameSite = SameSiteMode.Lax;
            openId.NonceCookie.SecurePolicy = openId.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // The provider and the browser live by the world's clock, whatever one the site is tried out with.
            openId.TimeProvider = TimeProvider.System;
            foreach (var scope in options.ExtraScopes)
                openId.Scope.Add(scope);
            openId.ClaimActions.Remove("iss");
            // Not when the token is read: whether its nonce is this browser's is looked at only after that.
            openId.Events = new OpenIdConnectEvents { OnTicketReceived = context => Admit(context, options), OnRemoteFailure = Refuse };
        });
    }

    private static Task Admit(TicketReceivedContext context, OpenIdOptions options)
    {
        var services = context.HttpContext.RequestServices;
        var book = services.GetRequiredService<AccountBook>();
        var claims = context.Principal!;
        var name = claims.FindFirst(options.NameClaim)?.Value ?? "";
        var subject = $"{claims.FindFirst("iss")!.Value} {claims.FindFirst("sub")!.Value}";
        var from = Caller.AddressOf(context.HttpContext);
        try
        {
            var account = Invited(book, subject, name, from);
            var role = options.RoleOf([.. claims.FindAll(options.RoleClaim).Select(claim => claim.Value)])
                // A provider that tells no roles leaves them to whoever invited.
                ?? (options.GivesRoles ? null : account?.Role)
                ?? throw new AccountException(options.GivesRoles ? "Its claims give it no role here." : "Nobody invited it ('broadsheet accounts add NAME --openid').");
            if (account is null && options.InvitedOnly)
                throw new AccountException("Nobody invited it ('broadsheet accounts add NAME --openid').");
            account ??= book.Add(name, role, password: null, subject);
            // The provider's word is the role, at each sign-in.
            if (account.Role != role)
            {
                book.SetRole(account, role);
                book.Audit.Add(account.Name, "role-changed", account.Name, $"{AccountBook.Word(account.Role)} to {AccountBook.Word(role)}, by the provider's claims", from);
                account = book.FindExternal(subject)!;
            }

            var secret = services.GetRequiredService<SessionCookies>().Begin(context.HttpContext, account, "by OpenID Connect");
            context.Principal = new Caller(account, RoleScopes.Of(account.Role), null, from).ToPrincipal(Doors.Session, secret);
        }
        catch (AccountException refusal)
        {
            book.Audit.Add(name.Length > 0 ? name : subject, "sign-in-refused", subject, refusal.Message, from);
            return Refuse(context);
        }

        return Task.CompletedTask;
    }

    /// <summary>The account of somebody, or the one that was made for them by name and that nobody has come for yet; null when there is neither.</summary>
    private static Account? Invited(AccountBook book, string subject, string name, string from)
    {
        if (book.FindExternal(subject) is { } known)
            return known;
        if (name.Length == 0 || book.Find(name) is not { HasPassword: false, External: null } invited || !book.Link(invited, subject))
            return null;
        book.Audit.Add(invited.Name, "account-linked", invited.Name, subject, from);
        return book.FindExternal(subject);
    }

    private static Task Refuse(HandleRequestContext<RemoteAuthenticationOptions> context)
    {
        context.Response.Redirect($"{context.Request.PathBase}{Doors.Desk}/sign-in?refused=openid");
        context.HandleResponse();
        return Task.CompletedTask;
    }
}
