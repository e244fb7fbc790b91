using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

namespace Broadsheet.Server.Accounts;

/// <summary>
/// Over https a cookie's name begins with <c>__Host-</c>: browsers then take it from this very host alone, and only by https (RFC 6265bis §4.1.3).
/// Nothing on a neighbouring name, and nobody on the way of a plain request, can plant one. Over plain http no browser would take that name.
/// </summary>
internal sealed class HostCookies : ICookieManager
{
    private const string Prefix = "__Host-";

    private readonly ChunkingCookieManager cookies = new();

    /// <inheritdoc/>
    public string? GetRequestCookie(HttpContext context, string key) => cookies.GetRequestCookie(context, NameOf(context, key));

    /// <inheritdoc/>
    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options)
    {
        Fit(context, options);
        cookies.AppendResponseCookie(context, NameOf(context, key), value, options);
    }

    /// <inheritdoc/>
    public void DeleteCookie(HttpContext context, string key, CookieOptions options)
    {
        Fit(context, options);
        cookies.DeleteCookie(context, NameOf(context, key), options);
    }

    private static string NameOf(HttpContext context, string key) => context.Request.IsHttps ? Prefix + key : key;

    private static void Fit(HttpContext context, CookieOptions options)
    {
        if (!context.Request.IsHttps)
            return;
        (options.Secure, options.Path, options.Domain) = (true, "/", null);
    }
}
