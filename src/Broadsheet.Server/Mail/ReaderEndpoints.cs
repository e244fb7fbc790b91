using System.Threading.RateLimiting;
using Broadsheet.Publishing.Mailing;
using Broadsheet.Publishing.Newsletters;
using Broadsheet.Server.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;

namespace Broadsheet.Server.Mail;

/// <summary>
/// What readers of the newsletter can do: subscribe, say that they meant it, and leave. Looking at a page never changes anything: mail programs and
/// the machines that guard them follow every link. A stranger learns of no address whether it is on the list.
/// </summary>
internal static class ReaderEndpoints
{
    /// <summary>Name of the limit on subscriptions.</summary>
    public const string Limit = "subscriptions";

    /// <summary>A name no person would type into, for the machines that fill every field.</summary>
    public const string Trap = "website";

    /// <summary>Adds the limit: so many subscriptions an hour from one network address.</summary>
    public static void AddLimit(RateLimiterOptions limiter, int perHour) =>
        limiter.AddPolicy(Limit, context => RateLimitPartition.GetSlidingWindowLimiter(
            ReaderLimit.KeyOf(context.Connection.RemoteIpAddress),
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = perHour, Window = TimeSpan.FromHours(1), SegmentsPerWindow = 6 }));

    /// <summary>Adds the pages of newsletters; those that were printed come from their files.</summary>
    public static void MapNewsletters(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").RequireRateLimiting(ReaderLimit.Policy).ExcludeFromDescription();
        pages.MapGet("/newsletter/", (PostOffice office) => new HtmlPage(office.Mailroom.ArchivePage(office.Edition), StatusCodes.Status200OK));
        pages.MapGet("/newsletter/{name}/", ShowIssue);
    }

    /// <summary>Adds the addresses where readers come and go.</summary>
    public static void MapReaders(this IEndpointRouteBuilder app)
    {
        var reading = app.MapGroup("").RequireRateLimiting(ReaderLimit.Policy).ExcludeFromDescription();
        reading.MapGet("/" + NewsletterAddresses.Subscribe, (PostOffice office) => Page(office, new ReaderAnswer("newsletter.subscribe", "newsletter.subscribe", NewsletterAddresses.Subscribe, AsksAddress: true)));
        reading.MapGet("/" + NewsletterAddresses.Confirm, ShowConfirm);
        reading.MapPost("/" + NewsletterAddresses.Confirm, ConfirmAsync).DisableAntiforgery();
        reading.MapGet("/" + NewsletterAddresses.Unsubscribe, ShowUnsubscribe);
        reading.MapPost("/" + NewsletterAddresses.Unsubscribe, UnsubscribeAsync).DisableAntiforgery();
        app.MapPost("/" + NewsletterAddresses.Subscribe, SubscribeAsync).RequireRateLimiting(Limit).DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<HtmlPage> SubscribeAsync(HttpRequest request, PostOffice office)
    {
        var form = await FormAsync(request);
        // The same words whether the address is new, known or a trap's: nobody finds out who reads this paper, and no machine that it was noticed.
        if (ReaderAddress.Parse(form["address"]) is not { } address)
            return Page(office, new ReaderAnswer("newsletter.wrong", "newsletter.subscribe", NewsletterAddresses.Subscribe, AsksAddress: true), StatusCodes.Status400BadRequest);
        if (form[Trap].ToString().Length == 0)
            office.Subscribe(address);
        return Page(office, new ReaderAnswer("newsletter.asked"));
    }

    private static HtmlPage ShowConfirm(string? t, PostOffice office) => office.Mailroom.ReaderToConfirm(t) is null
        ? Page(office, new ReaderAnswer("newsletter.stale"), StatusCodes.Status410Gone)
        : Page(office, new ReaderAnswer("newsletter.meant", "newsletter.confirm.button", NewsletterAddresses.Confirm, t));

    private static async Task<HtmlPage> ConfirmAsync(HttpRequest request, PostOffice office) =>
        office.Mailroom.Confirm(await TokenAsync(request))
            ? Page(office, new ReaderAnswer("newsletter.confirmed"))
            : Page(office, new ReaderAnswer("newsletter.stale"), StatusCodes.Status410Gone);

    private static HtmlPage ShowUnsubscribe(string? t, PostOffice office) => office.Mailroom.IsUnsubscribeToken(t)
        ? Page(office, new ReaderAnswer("newsletter.leave", "newsletter.unsubscribe", NewsletterAddresses.Unsubscribe, t))
        : Page(office, new ReaderAnswer("newsletter.stale"), StatusCodes.Status410Gone);

    /// <summary>Both the button on our page and RFC 8058's <c>List-Unsubscribe=One-Click</c>; a program gets no redirect, which it would not follow.</summary>
    private static async Task<HtmlPage> UnsubscribeAsync(HttpRequest request, PostOffice office) =>
        office.Mailroom.Unsubscribe(await TokenAsync(request))
            ? Page(office, new ReaderAnswer("newsletter.left"))
            : Page(office, new ReaderAnswer("newsletter.stale"), StatusCodes.Status410Gone);

    private static async Task<string?> TokenAsync(HttpRequest request)
    {
        var form = await FormAsync(request);
        return form["t"].ToString() is { Length: > 0 } posted ? posted : request.Query["t"].ToString();
    }

    private static async Task<IFormCollection> FormAsync(HttpRequest request)
    {
        try
        {
            return request.HasFormContentType ? await request.ReadFormAsync() : FormCollection.Empty;
        }
        catch (Exception fault) when (fault is InvalidDataException or BadHttpRequestException)
        {
            return FormCollection.Empty;
        }
    }

    private static HtmlPage Page(PostOffice office, ReaderAnswer answer, int status = StatusCodes.Status200OK) => new HtmlPage(office.Mailroom.AnswerPage(office.Edition, answer), status);

    private static HtmlPage ShowIssue(string name, PostOffice office) => office.Mailroom.IssuePage(office.Edition, name) is { } page
        ? new HtmlPage(page, StatusCodes.Status200OK)
        : Page(office, new ReaderAnswer("missing"), StatusCodes.Status404NotFound);
}

/// <summary>A page made for one reader.</summary>
internal sealed class HtmlPage(ReadOnlyMemory<byte> content, int status) : IResult
{
    public async Task ExecuteAsync(HttpContext context)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        // Tokens stand in these addresses.
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }
}
