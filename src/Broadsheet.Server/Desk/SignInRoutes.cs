using Broadsheet.Server.Accounts;
using Broadsheet.Server.Api;
using Broadsheet.Server.Desk.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Broadsheet.Server.Desk;

/// <summary>The way in, and out.</summary>
internal static class SignInRoutes
{
    public static void Map(RouteGroupBuilder desk)
    {
        desk.MapGet("/sign-in", Show).AllowAnonymous();
        desk.MapPost("/sign-in", SignInAsync).AllowAnonymous().RequireRateLimiting(ReaderLimit.SignIn);
        desk.MapPost("/sign-in/code", SignInByCodeAsync).AllowAnonymous().RequireRateLimiting(ReaderLimit.SignIn);
        desk.MapGet("/sign-in/openid", GoToProvider).AllowAnonymous().RequireRateLimiting(ReaderLimit.SignIn);
        desk.MapPost("/sign-out", SignOutAsync).OnlyFor(Scopes.Read);
    }

    private static RazorComponentResult Show(HttpContext http, AccountBook book, AccountsOptions options)
    {
        var refused = http.Request.Query["refused"] == "openid" ? "You were not let in: the provider did not vouch for you, or you have no role here. The audit log says why." : null;
        return Page(http, book, options, http.Request.Query["return"].ToString(), "", refused, StatusCodes.Status200OK);
    }

    private static async Task<IResult> SignInAsync(HttpContext http, AccountBook book, AccountsOptions options, PasswordDoor door, CodeDoor codes, SessionCookies sessions)
    {
        var fields = await DeskFields.ReadAsync(http);
        var goal = fields["return"];
        if (door.Open(fields["name"].Trim(), fields["password"], Caller.AddressOf(http)) is not { } account)
            return Page(http, book, options, goal, fields["name"], "The name or the password is wrong, or there were too many wrong ones and you must wait a while.", StatusCodes.Status401Unauthorized);
        if (book.SecondFactors.Has(account))
            return CodePage(http, goal, codes.Ticket(account), null, StatusCodes.Status200OK);
        await sessions.SignInAsync(http, account, "by password");
        return TypedResults.LocalRedirect(DeskRoutes.Back(http, goal));
    }

    private static async Task<IResult> SignInByCodeAsync(HttpContext http, AccountBook book, AccountsOptions options, CodeDoor codes, SessionCookies sessions)
    {
        var fields = await DeskFields.ReadAsync(http);
        if (codes.Read(fields["ticket"]) is not { } account)
            return Page(http, book, options, fields["return"], "", "That took too long. Begin again with your password.", StatusCodes.Status401Unauthorized);
        if (!codes.Open(account, fields["code"], Caller.AddressOf(http)))
            return CodePage(http, fields["return"], fields["ticket"], "The code is wrong or was used before, or there were too many wrong ones and you must wait a while.", StatusCodes.Status401Unauthorized);
        await sessions.SignInAsync(http, account, "by password and code");
        return TypedResults.LocalRedirect(DeskRoutes.Back(http, fields["return"]));
    }

    private static RazorComponentResult CodePage(HttpContext http, string goal, string ticket, string? trouble, int status) =>
        DeskRoutes.Page<CodePage>(new { Desk = DeskContext.Of(http, trouble: trouble), Return = DeskRoutes.IsOfDesk(goal) ? goal : "", Ticket = ticket }, status);

    private static IResult GoToProvider(HttpContext http, AccountsOptions options) =>
        options.OpenId.IsOn
            ? TypedResults.Challenge(new AuthenticationProperties { RedirectUri = DeskRoutes.Back(http, http.Request.Query["return"]) }, [Doors.OpenId])
            : DeskRoutes.Message(http, StatusCodes.Status404NotFound, "There is no such page", "No OpenID Connect provider is set.");

    private static async Task<RedirectHttpResult> SignOutAsync(HttpContext http, AccountBook book)
    {
        var caller = Caller.Required(http);
        book.End(caller.Session!);
        book.Audit.Add(caller.Account.Name, "signed-out", caller.Account.Name, "", caller.From);
        await http.SignOutAsync(Doors.Session);
        // Pages that the browser kept for the way back are not to be seen by whoever comes next.
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return TypedResults.LocalRedirect($"{http.Request.PathBase}{Doors.Desk}/sign-in");
    }

    private static RazorComponentResult Page(HttpContext http, AccountBook book, AccountsOptions options, string goal, string name, string? trouble, int status) =>
        DeskRoutes.Page<SignInPage>(
            new
            {
                Desk = DeskContext.Of(http, trouble: trouble),
                Return = DeskRoutes.IsOfDesk(goal) ? goal : "",
                Name = Account.ComplaintAbout(name) is null ? name : "",
                IsEmpty = book.All().Count == 0,
                OpenIdButton = options.OpenId.IsOn ? options.OpenId.ButtonText : null,
            },
            status);
}
