using Broadsheet.Server.Accounts;
using Broadsheet.Server.Desk.Pages;
using Broadsheet.Server.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Broadsheet.Server.Desk;

/// <summary>Which programs elsewhere are told, and how they are doing. For owners: what is sent leaves the house.</summary>
internal static class WebhookRoutes
{
    public static void Map(RouteGroupBuilder desk)
    {
        desk.MapGet("/webhooks", (HttpContext http, Telegraph telegraph) => Show(http, telegraph, http.Request.Query.ContainsKey("done") ? "Done." : null, null, StatusCodes.Status200OK)).OnlyFor(Scopes.Accounts);
        desk.MapPost("/webhooks", ChangeAsync).OnlyFor(Scopes.Accounts);
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, Telegraph telegraph, Newsstand stand, AccountBook book, TimeProvider time)
    {
        var fields = await DeskFields.ReadAsync(http);
        var address = fields["address"].Trim();
        try
        {
            var store = telegraph.Store ?? throw new AccountException("There is no secret to sign with yet.");
            if (fields["do"] == "test")
                return await TryAsync(http, telegraph, store, address, book, time);
            Change(fields["do"], address, telegraph, store, time);
        }
        catch (AccountException refusal)
        {
            return Show(http, telegraph, null, refusal.Message, StatusCodes.Status400BadRequest);
        }

        var caller = Caller.Required(http);
        book.Audit.Add(caller.Account.Name, "webhook-" + fields["do"], address, "", caller.From);
        // The edition that is out is where telling begins; and what waits may go.
        if (stand.Current is { } news)
            telegraph.Tell(news.Edition);
        telegraph.Ring();
        return TypedResults.LocalRedirect($"{http.Request.PathBase}{Doors.Desk}/webhooks?done=1");
    }

    private static void Change(string what, string address, Telegraph telegraph, WebhookStore store, TimeProvider time)
    {
        if (what == "add")
        {
            if (WebhookEndpoint.ComplaintAbout(address, telegraph.Settings.Options.AllowPrivate) is { } complaint)
                throw new AccountException(complaint);
            if (!store.AddEndpoint(address, telegraph.Settings.Options.Endpoints))
                throw new AccountException($"It is there already, or there are {WebhookEndpoint.Most} and that is the most.");
            return;
        }

        var endpoint = Find(telegraph, address);
        switch (what)
        {
            case "remove" when endpoint.IsNamed:
                throw new AccountException("It stands in broadsheet.yml (webhooks.endpoints). Take it out there, or pause it.");
            case "remove":
                store.RemoveEndpoint(address);
                break;
            case "pause" or "resume":
                store.PauseEndpoint(address, what == "pause");
                break;
            case "retry":
                store.RetryEndpoint(address, time.GetUtcNow());
                break;
            default:
                throw new AccountException("The form does not say what is to be done.");
        }
    }

    private static async Task<IResult> TryAsync(HttpContext http, Telegraph telegraph, WebhookStore store, string address, AccountBook book, TimeProvider time)
    {
        var endpoint = Find(telegraph, address);
        var caller = Caller.Required(http);
        using var courier = new Courier(telegraph.Settings, store, time);
        var (isDelivered, answer) = await courier.TryAsync(endpoint.Address, http.RequestAborted);
        book.Audit.Add(caller.Account.Name, "webhook-test", address, answer, caller.From);
        return isDelivered
            ? Show(http, telegraph, $"It took the test: {answer}", null, StatusCodes.Status200OK)
            : Show(http, telegraph, null, $"It did not take the test: {answer}", StatusCodes.Status200OK);
    }

    private static WebhookEndpoint Find(Telegraph telegraph, string address) =>
        telegraph.Store!.Endpoints(telegraph.Settings.Options.Endpoints).FirstOrDefault(known => known.Address == address) ?? throw new AccountException("There is no such endpoint any more.");

    private static RazorComponentResult Show(HttpContext http, Telegraph telegraph, string? notice, string? trouble, int status) =>
        DeskRoutes.Page<WebhooksPage>(
            new
            {
                Desk = DeskContext.Of(http, notice, trouble),
                Standings = telegraph.Store?.Standings(telegraph.Settings.Options.Endpoints) ?? [],
                CanSign = telegraph.Store is not null,
                Events = string.Join(", ", telegraph.Settings.Options.Events),
            },
            status);
}
