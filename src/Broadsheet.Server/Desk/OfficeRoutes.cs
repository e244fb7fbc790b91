using System.Globalization;
using Broadsheet.Server.Accounts;
using Broadsheet.Server.Desk.Pages;
using Broadsheet.Server.Runs;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Broadsheet.Server.Desk;

/// <summary>What goes on, who did what, and who may.</summary>
internal static class OfficeRoutes
{
    private const int PageLength = 100;

    public static void Map(RouteGroupBuilder desk)
    {
        desk.MapGet("/now", Now);
        desk.MapPost("/now", Run).OnlyFor(Scopes.Feeds);
        desk.MapGet("/audit", Audit).OnlyFor(Scopes.Decide);
        desk.MapGet("/accounts", (HttpContext http, AccountBook book) => Accounts(http, book, null, StatusCodes.Status200OK)).OnlyFor(Scopes.Accounts);
        desk.MapPost("/accounts", ChangeAccountAsync).OnlyFor(Scopes.Accounts);
        desk.MapGet("/me", (HttpContext http, AccountBook book, AccountsOptions options) => Me(http, book, options, null, null, StatusCodes.Status200OK));
        desk.MapPost("/me", ChangeMeAsync);
        SecondFactorRoutes.Map(desk);
    }

    private static RazorComponentResult Now(HttpContext http, Newsstand stand, PressroomStatus status) =>
        stand.Current is { } news
            ? DeskRoutes.Page<NowPage>(new { Desk = DeskContext.Of(http, http.Request.Query.ContainsKey("run") ? "The feeds that are due are being asked." : null), News = news, Status = status.Current })
            : DeskRoutes.Message(http, StatusCodes.Status503ServiceUnavailable, "One moment", "The news are being read from the store.");

    private static RedirectHttpResult Run(HttpContext http, Pressroom pressroom, AccountBook book)
    {
        var caller = Caller.Required(http);
        book.Audit.Add(caller.Account.Name, "run-begun", "", "", caller.From);
        pressroom.RunSoon();
        return TypedResults.LocalRedirect($"{http.Request.PathBase}{Doors.Desk}/now?run=1");
    }

    private static RazorComponentResult Audit(HttpContext http, AccountBook book, Newsstand stand, long? before)
    {
        var entries = book.Audit.Latest(PageLength, before ?? long.MaxValue);
        return DeskRoutes.Page<AuditPage>(new { Desk = DeskContext.Of(http), Entries = entries, More = entries.Count == PageLength ? entries[^1].Number : (long?)null, News = stand.Current });
    }

    private static RazorComponentResult Accounts(HttpContext http, AccountBook book, string? trouble, int status) =>
        DeskRoutes.Page<AccountsPage>(new { Desk = DeskContext.Of(http, http.Request.Query.ContainsKey("done") ? "Done." : null, trouble), Accounts = book.All(), Tokens = book.Tokens() }, status);

    private static async Task<IResult> ChangeAccountAsync(HttpContext http, AccountBook book, AccountNotices notices)
    {
        var fields = await DeskFields.ReadAsync(http);
        try
        {
            ChangeAccount(fields, book, notices, Caller.Required(http));
        }
        catch (AccountException refusal)
        {
            return Accounts(http, book, refusal.Message, StatusCodes.Status400BadRequest);
        }

        return TypedResults.LocalRedirect($"{http.Request.PathBase}{Doors.Desk}/accounts?done=1");
    }

    private static void ChangeAccount(DeskFields fields, AccountBook book, AccountNotices notices, Caller caller)
    {
        if (fields["do"] == "revoke")
        {
            Revoke(book, fields, book.Tokens(), caller);
            return;
        }

        var name = fields["name"].Trim();
        var role = Enum.TryParse<Role>(fields["role"], ignoreCase: true, out var wanted) && Enum.IsDefined(wanted) ? wanted : Role.Reader;
        if (fields["do"] == "add")
        {
            book.Add(name, role, fields["password"]);
            book.Audit.Add(caller.Account.Name, "account-added", name, AccountBook.Word(role), caller.From);
            return;
        }

        var account = book.Find(name) ?? throw new AccountException("There is no such account any more.");
        switch (fields["do"])
        {
            case "role":
                book.SetRole(account, role);
                book.Audit.Add(caller.Account.Name, "role-changed", account.Name, $"{AccountBook.Word(account.Role)} to {AccountBook.Word(role)}", caller.From);
                break;
            case "password" when account.External is null:
                book.SetPassword(account, fields["password"]);
                book.Audit.Add(caller.Account.Name, "password-changed", account.Name, "", caller.From);
                notices.Tell(account, AccountNotice.PasswordChanged, caller);
                break;
            case "sign-out":
                book.EndAll(account);
                book.Audit.Add(caller.Account.Name, "signed-out-everywhere", account.Name, "", caller.From);
                break;
            case "remove":
                book.Remove(account);
                book.Audit.Add(caller.Account.Name, "account-removed", account.Name, AccountBook.Word(account.Role), caller.From);
                notices.Tell(account, AccountNotice.Removed, caller);
                break;
            default:
                throw new AccountException("The form does not say what is to be done.");
        }
    }

    private static RazorComponentResult Me(HttpContext http, AccountBook book, AccountsOptions options, string? trouble, string? newToken, int status)
    {
        var account = Caller.Required(http).Account;
        return DeskRoutes.Page<MePage>(
            new
            {
                Desk = DeskContext.Of(http, http.Request.Query.ContainsKey("done") ? "Done." : null, trouble),
                Sessions = book.SessionsOf(account, options),
                Tokens = book.Tokens(account),
                NewToken = newToken,
                HasSecondFactor = book.SecondFactors.Has(account),
            },
            status);
    }

    private static async Task<IResult> ChangeMeAsync(HttpContext http, AccountBook book, AccountsOptions options, PasswordDoor door, SessionCookies sessions, AccountNotices notices, TimeProvider time)
    {
        var fields = await DeskFields.ReadAsync(http);
        var caller = Caller.Required(http);
        try
        {
            switch (fields["do"])
            {
                case "token":
                    return Me(http, book, options, null, MakeToken(fields, book, notices, caller, time), StatusCodes.Status200OK);
                case "revoke":
                    Revoke(book, fields, book.Tokens(caller.Account), caller);
                    break;
                case "sign-out":
                    book.EndAll(caller.Account);
                    book.Audit.Add(caller.Account.Name, "signed-out-everywhere", caller.Account.Name, "", caller.From);
                    await http.SignOutAsync(Doors.Session);
                    return TypedResults.LocalRedirect($"{http.Request.PathBase}{Doors.Desk}/sign-in");
                case "password" when caller.Account.HasPassword:
                    AskForPassword(fields, door, caller);
                    book.SetPassword(caller.Account, fields["password"]);
                    book.Audit.Add(caller.Account.Name, "password-changed", caller.Account.Name, "", caller.From);
                    notices.Tell(caller.Account, AccountNotice.PasswordChanged, caller);
                    await sessions.SignInAsync(http, caller.Account, "after a change of the password");
                    break;
                case "mail" when caller.Account.HasPassword:
                    AskForPassword(fields, door, caller);
                    book.SetMail(caller.Account, fields["mail"].Trim() is { Length: > 0 } address ? address : null);
                    book.Audit.Add(caller.Account.Name, "mail-changed", caller.Account.Name, "", caller.From);
                    notices.Tell(caller.Account, AccountNotice.MailChanged, caller);
                    break;
                default:
                    throw new AccountException("The form does not say what is to be done.");
            }
        }
        catch (AccountException refusal)
        {
            return Me(http, book, options, refusal.Message, null, StatusCodes.Status400BadRequest);
        }

        return TypedResults.LocalRedirect($"{http.Request.PathBase}{Doors.Desk}/me?done=1");
    }

    /// <summary>Who sits down at a browser that was left open does not know it.</summary>
    private static void AskForPassword(DeskFields fields, PasswordDoor door, Caller caller)
    {
        if (door.Open(caller.Account.Name, fields["present"], caller.From) is null)
            throw new AccountException("That is not your password, or there were too many wrong ones and you must wait a while.");
    }

    private static string MakeToken(DeskFields fields, AccountBook book, AccountNotices notices, Caller caller, TimeProvider time)
    {
        var scopes = fields.Several("scope").Select(name => RoleScopes.Find(name) ?? Scopes.None).Aggregate(Scopes.None, (all, one) => all | one);
        DateTimeOffset? expires = null;
        if (fields["days"].Length > 0)
        {
            if (!int.TryParse(fields["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is < 1 or > 3650)
                throw new AccountException("Write a number of days from 1 to 3650, or nothing for a token that does not end.");
            expires = time.GetUtcNow().AddDays(days);
        }

        var (secret, token) = book.AddToken(caller.Account, Publishing.PlainText.Of(fields["label"]), scopes, expires);
        book.Audit.Add(caller.Account.Name, "token-created", caller.Account.Name, $"{string.Join(' ', RoleScopes.Names(token.Scopes))} {token.Label}".TrimEnd(), caller.From);
        notices.Tell(caller.Account, AccountNotice.TokenMade, caller);
        return secret;
    }

    private static void Revoke(AccountBook book, DeskFields fields, IReadOnlyList<ApiToken> tokens, Caller caller)
    {
        var token = tokens.FirstOrDefault(known => known.Number.ToString(CultureInfo.InvariantCulture) == fields["token"]) ?? throw new AccountException("There is no such token any more.");
        book.Revoke(token);
        book.Audit.Add(caller.Account.Name, "token-revoked", token.Account.Name, token.Label, caller.From);
    }
}
