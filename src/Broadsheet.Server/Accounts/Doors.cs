using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Broadsheet.Server.Accounts;

/// <summary>Names of the ways to be recognised and of the doors that are closed.</summary>
internal static class Doors
{
    /// <summary>A browser with a session, at the desk.</summary>
    public const string Session = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>A program with a token, everywhere else.</summary>
    public const string Token = "Token";

    /// <summary>The OpenID Connect provider.</summary>
    public const string OpenId = "OpenId";

    /// <summary>Chooses by the path: a cookie means nothing to the API, so no other site can use it there.</summary>
    public const string ByPath = "ByPath";

    /// <summary>Where the desk is.</summary>
    public const string Desk = "/desk";

    /// <summary>Adds a policy for each scope.</summary>
    public static void AddPolicies(AuthorizationOptions options)
    {
        foreach (var scope in RoleScopes.Names(RoleScopes.Of(Role.Owner)))
            options.AddPolicy(scope, policy => policy.RequireAuthenticatedUser().RequireClaim(Caller.ScopeClaim, scope));
    }

    /// <summary>Closes a route to all who may not.</summary>
    public static TBuilder OnlyFor<TBuilder>(this TBuilder route, Scopes scope)
        where TBuilder : IEndpointConventionBuilder =>
        route.RequireAuthorization([.. RoleScopes.Names(scope)]);
}
