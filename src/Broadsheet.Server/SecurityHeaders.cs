using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Broadsheet.Server;

/// <summary>What every answer says to browsers.</summary>
internal static class SecurityHeaders
{
    /// <summary>Adds the headers. A page states its own, stricter policy; this one holds for all that does not.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = context.Request.Path.StartsWithSegments("/desk") ? "same-origin" : "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        // Both policies hold at the same time, so this one may not forbid what a video's page allows itself.
        headers.ContentSecurityPolicy = PolicyFor(context.Request.Path);
        return next(context);
    });

    private static string PolicyFor(PathString path)
    {
        if (path.StartsWithSegments("/desk"))
            return "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' https: http:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        if (path.StartsWithSegments("/openapi"))
            return "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        return path.StartsWithSegments("/api")
            ? "default-src 'none'; frame-ancestors 'none'"
            : "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' https: http:; frame-src https:; "
                + "base-uri 'none'; form-action 'self'; frame-ancestors 'self'";
    }
}
