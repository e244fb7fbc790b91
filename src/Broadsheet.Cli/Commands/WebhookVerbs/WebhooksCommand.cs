using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Broadsheet.Cli.Terminal;
using Broadsheet.Server.Webhooks;
using Broadsheet.Site;
using Broadsheet.Storage;

namespace Broadsheet.Cli.Commands.WebhookVerbs;

/// <summary><c>broadsheet webhooks</c>: looks after what is told to programs elsewhere.</summary>
internal static class WebhooksCommand
{
    private static readonly string[] States = ["waiting", "delivered", "dead", "dropped"];

    public static Command Create() => new Command("webhooks", "Look at what is told to programs elsewhere, send it, try again what was given up.")
    {
        List(), Retry(), Test(), Send(),
    }.WithExamples(
        ("broadsheet webhooks test harbour", "see whether the endpoints take our signature"),
        ("broadsheet webhooks list harbour --state dead", "what was given up, and why"),
        ("broadsheet webhooks retry harbour", "try all of that again"));

    private static Command List()
    {
        var (directory, settings, json) = (SiteArguments.Directory(), SiteArguments.Settings(), SiteArguments.Json());
        var state = new Option<string?>("--state") { Description = "Only those: waiting, delivered, dead or dropped.", HelpName = "STATE" }.AcceptOnlyFromAmong(States);
        var most = new Option<int>("--limit") { Description = "How many, the latest first.", HelpName = "NUMBER", DefaultValueFactory = _ => 50 };
        var command = new Command("list", "List events with what became of them at each endpoint, the latest first.") { directory, settings, state, most, json };
        command.SetAction((parsed, _) => InStoreAsync(parsed.GetRequiredValue(directory), parsed.GetValue(settings), parsed.InvocationConfiguration, (_, _, store) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var deliveries = store.Deliveries(parsed.GetValue(state), Math.Max(1, parsed.GetValue(most)));
            if (parsed.GetValue(json))
            {
                output.WriteLine(JsonSerializer.Serialize(deliveries, MachineJson.Default.IReadOnlyListWebhookDelivery));
                return Task.FromResult(ExitCode.Done);
            }

            foreach (var one in deliveries)
            {
                var next = one.State == "waiting" ? string.Create(CultureInfo.InvariantCulture, $", next {one.Due:yyyy-MM-dd HH:mm:ss} UTC") : "";
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{one.EventId}  {one.At:yyyy-MM-dd HH:mm:ss}  {one.Kind} {one.Subject}  {one.Endpoint}  {one.State} after {one.Attempts}{next}{(one.Answer is null ? "" : ": " + one.Answer)}"));
            }

            output.WriteLine(string.Join(", ", States.Select(name => string.Create(CultureInfo.InvariantCulture, $"{store.Counts().GetValueOrDefault(name)} {name}"))) + ".");
            return Task.FromResult(ExitCode.Done);
        }));
        return command.WithExamples(("broadsheet webhooks list", "the last fifty"), ("broadsheet webhooks list --state waiting --json", "for a script"));
    }

    private static Command Retry()
    {
        var (directory, settings) = (SiteArguments.Directory(), SiteArguments.Settings());
        var id = new Option<string?>("--event") { Description = "Only this event, also when it still waits.", HelpName = "ID" };
        var command = new Command("retry", "Have everything that was given up tried again: by the running server within half a minute, or by 'webhooks send'.") { directory, settings, id };
        command.SetAction((parsed, _) => InStoreAsync(parsed.GetRequiredValue(directory), parsed.GetValue(settings), parsed.InvocationConfiguration, (_, _, store) =>
        {
            var count = store.Retry(parsed.GetValue(id), TimeProvider.System.GetUtcNow());
            parsed.InvocationConfiguration.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} to be tried again."));
            return Task.FromResult(count == 0 && parsed.GetValue(id) is not null ? ExitCode.NotFound : ExitCode.Done);
        }));
        return command.WithExamples(("broadsheet webhooks retry", "all that was given up"), ("broadsheet webhooks retry --event evt_0f3a…", "one"));
    }

    private static Command Test()
    {
        var (directory, settings) = (SiteArguments.Directory(), SiteArguments.Settings());
        var command = new Command("test", "Send an event of the kind 'test' to every endpoint, and tell what each answers.") { directory, settings };
        command.SetAction((parsed, cancellation) => InStoreAsync(parsed.GetRequiredValue(directory), parsed.GetValue(settings), parsed.InvocationConfiguration, async (_, webhooks, store) =>
        {
            if (!IsOn(webhooks, store, parsed.InvocationConfiguration))
                return ExitCode.NotFound;
            using var courier = new Courier(webhooks, store, TimeProvider.System);
            var isAll = true;
            foreach (var endpoint in store.Endpoints(webhooks.Options.Endpoints).Select(one => one.Address))
            {
                var (isDelivered, answer) = await courier.TryAsync(endpoint, cancellation);
                isAll &= isDelivered;
                parsed.InvocationConfiguration.Output.WriteLine($"{endpoint}: {answer}");
            }

            return isAll ? ExitCode.Done : ExitCode.Failed;
        }));
        return command.WithExamples(("broadsheet webhooks test", "exit code 1 when one does not take it"));
    }

    private static Command Send()
    {
        var (directory, settings, now) = (SiteArguments.Directory(), SiteArguments.Settings(), SiteArguments.Now());
        var command = new Command("send", "Tell what changed since it was last told, and send what is due: after 'run', where no server does.") { directory, settings, now };
        command.SetAction((parsed, cancellation) => InStoreAsync(parsed.GetRequiredValue(directory), parsed.GetValue(settings), parsed.InvocationConfiguration, async (site, webhooks, store) =>
        {
            if (!IsOn(webhooks, store, parsed.InvocationConfiguration))
                return ExitCode.NotFound;
            using var courier = new Courier(webhooks, store, TimeProvider.System);
            using (var newsroom = Newsroom.Open(site))
                courier.Tell(newsroom.PreviewAt(parsed.GetValue(now) ?? TimeProvider.System.GetUtcNow()));
            var report = await courier.RoundAsync(cancellation);
            parsed.InvocationConfiguration.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Delivered} delivered, {report.Failed} put off, {report.Dead} given up."));
            return ExitCode.Done;
        }));
        return command.WithExamples(("broadsheet run && broadsheet webhooks send", "from a timer"));
    }

    private static bool IsOn(WebhookSettings webhooks, WebhookStore store, InvocationConfiguration streams)
    {
        var isOn = webhooks.CanSign && store.Endpoints(webhooks.Options.Endpoints).Count > 0;
        if (!isOn)
            streams.Error.WriteLine("No endpoint is named (webhooks.endpoints in broadsheet.yml, or at the desk), or there is no secret to sign with.");
        return isOn;
    }

    private static async Task<int> InStoreAsync(string directory, string? settings, InvocationConfiguration streams, Func<SiteFolder, WebhookSettings, WebhookStore, Task<int>> work)
    {
        if (SiteArguments.Open(directory, settings, streams) is not { } site)
            return ExitCode.SiteMistake;
        try
        {
            using var store = WebhookStore.Open(site.StatePath);
            return await work(site, WebhookSettings.Read(site), store);
        }
        catch (Exception trouble) when (trouble is StoreException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            streams.Error.WriteLine(trouble.Message);
            return ExitCode.Failed;
        }
    }
}
