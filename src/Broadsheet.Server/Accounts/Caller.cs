using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Broadsheet.Server.Accounts;

/// <summary>Who asks, and what they may.</summary>
/// <param name="Account">Their account.</param>
/// <param name="Scopes">What they may now.</param>
/// <param name="Session">The session they are in; null for a program.</param>
/// <param name="From">The address they ask from.</param>
internal sealed record Caller(Account Account, Scopes Scopes, Session? Session, string From)
{
    /// <summary>The claim that holds a session's secret; it never leaves the encrypted cookie.</summary>
    public const string SessionClaim = "session";

    /// <summary>The claims that say what the caller may.</summary>
    public const string ScopeClaim = "scope";

    /// <summary>Whether they may.</summary>
    public bool May(Scopes scope) => Scopes.HasFlag(scope);

    /// <summary>The caller of a request; null for a stranger.</summary>
    public static Caller? Of(HttpContext http) => http.Features.Get<Caller>();

    /// <summary>The caller of a request behind a closed door.</summary>
    public static Caller Required(HttpContext http) => Of(http) ?? throw new InvalidOperationException("This route is not behind a closed door.");

    /// <summary>The address a request comes from.</summary>
    public static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>The caller as the framework's authorization sees one.</summary>
    /// <param name="scheme">How they were recognised.</param>
    /// <param name="secret">The secret of their session, when they are in one.</param>
    public ClaimsPrincipal ToPrincipal(string scheme, string? secret = null)
    {
        var claims = new List<Claim>
        {
            new(ClaimTypes.NameIdentifier, Account.Number.ToString(CultureInfo.InvariantCulture)),
            new(ClaimTypes.Name, Account.Name),
        };
        claims.AddRange(RoleScopes.Names(Scopes).Select(scope => new Claim(ScopeClaim, scope)));
        if (secret is not null)
            claims.Add(new Claim(SessionClaim, secret));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }
}
