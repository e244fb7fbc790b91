using Broadsheet.Server.Accounts;
using Broadsheet.Server.Desk.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Broadsheet.Server.Desk;

/// <summary>Where one's own second factor is set up and taken off.</summary>
internal static class SecondFactorRoutes
{
    /// <summary>Path of the page below the desk.</summary>
    public const string Path = "/me/second-factor";

    public static void Map(RouteGroupBuilder desk)
    {
        desk.MapGet(Path, (HttpContext http, AccountBook book, AccountsOptions options, CodeDoor codes) => Show(http, book, codes, codes.Offer(), TroubleOf(http, book, options), StatusCodes.Status200OK));
        desk.MapPost(Path, ChangeAsync);
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, AccountBook book, PasswordDoor passwords, CodeDoor codes, SessionCookies sessions, AccountNotices notices, TimeProvider time)
    {
        var fields = await DeskFields.ReadAsync(http);
        var caller = Caller.Required(http);
        var offered = codes.Secret(fields["secret"]) is null ? codes.Offer() : fields["secret"];
        try
        {
            if (fields["do"] is not ("on" or "off") || !caller.Account.HasPassword)
                throw new AccountException("The form does not say what is to be done.");
            // Who sits down at a browser that was left open knows neither.
            if (passwords.Open(caller.Account.Name, fields["present"], caller.From) is null)
                throw new AccountException("That is not your password, or there were too many wrong ones and you must wait a while.");
            return fields["do"] == "on"
                ? await SwitchOnAsync(http, book, codes, sessions, notices, offered, fields["code"], time.GetUtcNow())
                : SwitchOff(http, book, codes, notices, fields["code"]);
        }
        catch (AccountException refusal)
        {
            return Show(http, book, codes, offered, refusal.Message, StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<IResult> SwitchOnAsync(HttpContext http, AccountBook book, CodeDoor codes, SessionCookies sessions, AccountNotices notices, string offered, string code, DateTimeOffset at)
    {
        var caller = Caller.Required(http);
        if (book.SecondFactors.Has(caller.Account))
            throw new AccountException("It is on already. Take it off first.");
        if (OneTimeCode.Find(codes.Secret(offered)!, code, at) is not { } step)
            throw new AccountException("That is not the code of the moment. Does the phone have the right time?");
        var recovery = book.SecondFactors.Set(caller.Account, offered, step);
        book.Audit.Add(caller.Account.Name, "second-factor-on", caller.Account.Name, "", caller.From);
        notices.Tell(caller.Account, AccountNotice.SecondFactorOn, caller);
        // Whoever is signed in elsewhere came with the password alone.
        book.EndAll(caller.Account);
        await sessions.SignInAsync(http, caller.Account, "after the second factor was set up");
        return DeskRoutes.Page<SecondFactorPage>(new { Desk = DeskContext.Of(http, "It is on. You are signed out everywhere else."), Factor = book.SecondFactors.Find(caller.Account), Recovery = recovery });
    }

    private static RedirectHttpResult SwitchOff(HttpContext http, AccountBook book, CodeDoor codes, AccountNotices notices, string code)
    {
        var caller = Caller.Required(http);
        if (!codes.Open(caller.Account, code, caller.From))
            throw new AccountException("That is not the code of the moment, or it was used before, or there were too many wrong ones and you must wait a while.");
        book.SecondFactors.Off(caller.Account);
        book.Audit.Add(caller.Account.Name, "second-factor-off", caller.Account.Name, "", caller.From);
        notices.Tell(caller.Account, AccountNotice.SecondFactorOff, caller);
        return TypedResults.LocalRedirect($"{http.Request.PathBase}{Doors.Desk}{Path}");
    }

    private static string? TroubleOf(HttpContext http, AccountBook book, AccountsOptions options)
    {
        var account = Caller.Required(http).Account;
        return options.MustHaveSecondFactor(account) && !book.SecondFactors.Has(account) ? "This site asks you to set up a second factor before you go on." : null;
    }

    private static RazorComponentResult Show(HttpContext http, AccountBook book, CodeDoor codes, string offered, string? trouble, int status)
    {
        var account = Caller.Required(http).Account;
        var desk = DeskContext.Of(http, trouble: trouble);
        return DeskRoutes.Page<SecondFactorPage>(
            new
            {
                Desk = desk,
                Factor = book.SecondFactors.Find(account),
                Offered = offered,
                Secret = OneTimeCode.Written(codes.Secret(offered)),
                Link = OneTimeCode.Link(desk.SiteTitle, account.Name, codes.Secret(offered)),
            },
            status);
    }
}
