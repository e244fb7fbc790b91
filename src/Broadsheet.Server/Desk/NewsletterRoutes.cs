using System.Text;
using Broadsheet.Publishing.Mailing;
using Broadsheet.Server.Accounts;
using Broadsheet.Server.Desk.Pages;
using Broadsheet.Server.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Broadsheet.Server.Desk;

/// <summary>The newsletter: how it would look now, a copy to look at in a mail program, and sending it.</summary>
internal static class NewsletterRoutes
{
    // Mail programs know styles in the document only; the sandbox keeps whatever else stands in it from doing anything.
    private const string MailPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https: http:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";
    private const int IssuesShown = 30;

    public static void Map(RouteGroupBuilder desk)
    {
        desk.MapGet("/newsletter", (HttpContext http) => Show(http, StatusCodes.Status200OK, trouble: null));
        desk.MapGet("/newsletter/preview", Preview);
        desk.MapPost("/newsletter", ChangeAsync).OnlyFor(Scopes.Decide);
    }

    private static RazorComponentResult Show(HttpContext http, int status, string? trouble)
    {
        // The preview is a page of ours in a frame of ours; no other page of the desk has one.
        http.Response.Headers.ContentSecurityPolicy = http.Response.Headers.ContentSecurityPolicy.ToString().Replace("default-src 'none';", "default-src 'none'; frame-src 'self';", StringComparison.Ordinal);
        var query = http.Request.Query;
        var notice = query.ContainsKey("sent") ? "It is on its way." : query.ContainsKey("tested") ? "One copy is sent." : null;
        var desk = DeskContext.Of(http, notice, trouble);
        if (http.RequestServices.GetService<PostOffice>() is not { } office)
            return DeskRoutes.Page<NewsletterPage>(new { Desk = desk, IsSet = false }, status);
        var store = office.Mailroom.Store;
        return DeskRoutes.Page<NewsletterPage>(
            new
            {
                Desk = desk,
                IsSet = true,
                Preview = PreviewOf(http, office),
                Issues = (IReadOnlyList<(IssueLine, Progress)>)[.. store.Issues().Take(IssuesShown).Select(issue => (issue, store.ProgressOf(issue.Name)))],
                Readers = store.Confirmed(),
                Next = office.Mailroom.Calendar.NextAfter(desk.At),
                office.Mailroom.CanSend,
            },
            status);
    }

    private static IResult Preview(HttpContext http)
    {
        if (http.RequestServices.GetService<PostOffice>() is not { } office || PreviewOf(http, office) is not { } preview)
            return DeskRoutes.Message(http, StatusCodes.Status404NotFound, "It is not there", "There is too little news for a newsletter, or this site has none.");
        http.Response.Headers.ContentSecurityPolicy = MailPolicy;
        // Its pictures have the address the site will be read at, which need not be this one yet.
        var masthead = office.Edition.Masthead;
        var html = Encoding.UTF8.GetString(preview.Html).Replace($"src=\"{masthead.Url}{masthead.BaseUrl}/", $"src=\"{http.Request.PathBase}/", StringComparison.Ordinal);
        return TypedResults.Content(html, "text/html; charset=utf-8");
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, AccountBook book)
    {
        var fields = await DeskFields.ReadAsync(http);
        var caller = Caller.Required(http);
        if (http.RequestServices.GetService<PostOffice>() is not { } office)
            return Show(http, StatusCodes.Status400BadRequest, trouble: null);
        if (!office.Mailroom.CanSend)
            return Show(http, StatusCodes.Status400BadRequest, "No mail server is set, so nothing can be sent.");
        try
        {
            return fields["do"] switch
            {
                "test" => await TestAsync(http, office, fields["to"].Trim(), book, caller),
                "send" => Send(http, office, book, caller),
                _ => Show(http, StatusCodes.Status400BadRequest, "The form does not say what is to be done."),
            };
        }
        catch (MailException refusal)
        {
            return Show(http, StatusCodes.Status502BadGateway, refusal.Message);
        }
    }

    private static async Task<IResult> TestAsync(HttpContext http, PostOffice office, string to, AccountBook book, Caller caller)
    {
        if (ReaderAddress.Parse(to) is not { } address)
            return Show(http, StatusCodes.Status400BadRequest, "Write one mail address.");
        if (PreviewOf(http, office) is not { } preview)
            return TooLittle(http);
        // Before it goes out: a mail that was sent and is in no log would be worse than one that is and was not.
        book.Audit.Add(caller.Account.Name, "newsletter-tested", preview.Newsletter.Name, address.Ascii, caller.From);
        await office.Mailroom.SendTestAsync(preview.Newsletter, address, http.RequestAborted);
        return TypedResults.LocalRedirect($"{http.Request.PathBase}{Doors.Desk}/newsletter?tested=1");
    }

    private static IResult Send(HttpContext http, PostOffice office, AccountBook book, Caller caller)
    {
        if (!office.HasEdition)
            return TooLittle(http);
        var (name, subject) = office.Mailroom.Make(EditionOf(http, office), slot: null) switch
        {
            MakingResult.Made made => (made.Newsletter.Name, made.Newsletter.Subject),
            // The day has one: whoever pressed second, or again, sends the rest of the same and nothing twice.
            MakingResult.Existing existing => (existing.Newsletter.Name, existing.Newsletter.Subject),
            _ => ("", ""),
        };
        if (name.Length == 0)
            return TooLittle(http);
        book.Audit.Add(caller.Account.Name, "newsletter-sent", name, subject, caller.From);
        office.Ring();
        return TypedResults.LocalRedirect($"{http.Request.PathBase}{Doors.Desk}/newsletter?sent=1");
    }

    private static RazorComponentResult TooLittle(HttpContext http) => Show(http, StatusCodes.Status400BadRequest, "There is too little news for a newsletter; what there is waits for the next one.");

    private static NewsletterPreview? PreviewOf(HttpContext http, PostOffice office) => office.HasEdition ? office.Mailroom.Preview(EditionOf(http, office)) : null;

    /// <summary>The newspaper of this moment, to the second: what is kept is kept in seconds.</summary>
    private static Edition EditionOf(HttpContext http, PostOffice office)
    {
        var at = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        return office.Edition with { At = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero) };
    }
}
