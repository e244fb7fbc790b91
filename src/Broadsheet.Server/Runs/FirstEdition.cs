using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace Broadsheet.Server.Runs;

/// <summary>What a reader sees who comes before anything was printed: how far the first edition is, again and again until it is there.</summary>
internal sealed class FirstEdition(string title, PressroomStatus status)
{
    private const string Style =
        ":root{color-scheme:light dark}body{max-width:34rem;margin:18vh auto;padding:0 1.5rem;font:1.125rem/1.5 Charter,Georgia,serif;text-align:center}"
        + "h1{font-size:2.5rem;line-height:1.1;margin:0 0 1rem}progress{width:100%;accent-color:#96221b}";

    private const int SecondsBetweenLooks = 3;

    private static readonly string Policy = FormattableString.Invariant(
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'");

    /// <summary>Answers 503 with <c>Retry-After</c> (RFC 9110, section 10.2.3), so that no search engine keeps the page.</summary>
    public Task TellAsync(HttpContext http)
    {
        var answer = http.Response;
        var now = status.Current;
        answer.StatusCode = StatusCodes.Status503ServiceUnavailable;
        answer.ContentType = "text/html; charset=utf-8";
        answer.Headers.ContentSecurityPolicy = Policy;
        answer.Headers.CacheControl = "no-store";
        answer.Headers.RetryAfter = SecondsBetweenLooks.ToString(CultureInfo.InvariantCulture);
        answer.Headers["Refresh"] = answer.Headers.RetryAfter;
        var name = HtmlEncoder.Default.Encode(title);
        var progress = now is { Done: { } done, Total: > 0 and var total } ? FormattableString.Invariant($"<p><progress aria-label=\"Progress\" value=\"{done}\" max=\"{total}\"></progress></p>\n") : "";
        return answer.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{name}</title>
            <style>{Style}</style>
            </head>
            <body>
            <h1>{name}</h1>
            <p role="status">{Sentence(now)}</p>
            {progress}</body>
            </html>

            """,
            http.RequestAborted);
    }

    private static string Sentence(StatusView now) => now.Doing switch
    {
        "waiting" or "serving" => "No edition has been printed yet.",
        "printing" => "The first edition is being printed.",
        "starting" => "The first edition is about to be made.",
        var stage => now is { Done: { } done, Total: { } total }
            ? FormattableString.Invariant($"The first edition is being made: {stage}, {done} of {total}.")
            : $"The first edition is being made: {stage}.",
    };
}
