using System.CommandLine;
using System.Globalization;
using Broadsheet.Cli.Terminal;
using Broadsheet.Publishing;
using Broadsheet.Publishing.Mailing;
using Broadsheet.Site;

namespace Broadsheet.Cli.Commands.NewsletterVerbs;

/// <summary><c>broadsheet newsletter send</c>: makes the newsletter of the day, and sends it, and whatever else waits.</summary>
internal static class NewsletterSendCommand
{
    public static Command Create()
    {
        var directory = SiteArguments.Directory();
        var settings = SiteArguments.Settings();
        var now = SiteArguments.Now();
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be sent, and to how many; keep and send nothing." };
        var to = new Option<string?>("--to") { Description = "Send it to this address only, to look at; nothing is kept.", HelpName = "ADDRESS" };
        var ifDue = new Option<bool>("--if-due") { Description = "Make one only when the schedule calls for it; for cron." };
        var resend = new Option<bool>("--resend-doubtful") { Description = "Send again what was handed over without an answer. Some readers may get it twice." };
        var command = new Command("send", "Make the newsletter of the day and send it to all who subscribed. What was sent is never sent again, however often this runs.")
        {
            directory, settings, dryRun, to, ifDue, resend, now,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var streams = parsed.InvocationConfiguration;
            var at = NewsletterCommand.Moment(parsed.GetValue(now));
            var clock = parsed.GetValue(now) is null ? TimeProvider.System : new StoppedTime(at);
            return NewsletterCommand.InMailroomAsync(parsed.GetRequiredValue(directory), parsed.GetValue(settings), clock, streams, (mailroom, site) =>
            {
                if (parsed.GetValue(to) is { } address)
                    return TestAsync(mailroom, site, at, address, streams, cancellation);
                if (parsed.GetValue(dryRun))
                    return Task.FromResult(Tell(mailroom, site, at, streams));
                if (parsed.GetValue(resend))
                    streams.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{mailroom.Store.ResendDoubtful()} mails go out again."));
                return SendAsync(mailroom, site, at, parsed.GetValue(ifDue), streams, cancellation);
            });
        });
        return command.WithExamples(
            ("broadsheet newsletter send harbour --dry-run", "what would go out, and to how many"),
            ("broadsheet newsletter send harbour --to you@example.org", "one copy, to look at"),
            ("broadsheet newsletter send harbour", "to everybody"),
            ("broadsheet newsletter send harbour --if-due", "every few minutes from cron, when no server runs"));
    }

    private static async Task<int> SendAsync(Mailroom mailroom, SiteFolder site, DateTimeOffset at, bool ifDue, InvocationConfiguration streams, CancellationToken cancellation)
    {
        var slot = mailroom.Calendar.DueAt(at, mailroom.Store.LastSlot);
        if (!ifDue || slot is not null)
            Make(mailroom, site, at, slot, streams);
        var report = await mailroom.SendAsync(cancellation);
        streams.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{report.Sent} sent, {report.Deferred} put off, {report.Refused} refused, {report.Doubtful} without an answer."));
        if (mailroom.Store.Doubtful() is > 0 and var doubtful)
        {
            streams.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"In all, {doubtful} handed over without an answer: nobody can tell whether they arrived, so they are not sent again unless you say --resend-doubtful."));
        }

        if (report.Trouble is not { } trouble)
            return ExitCode.Done;
        streams.Error.WriteLine(trouble + " What was not sent waits for the next time.");
        return ExitCode.Failed;
    }

    private static void Make(Mailroom mailroom, SiteFolder site, DateTimeOffset at, DateTimeOffset? slot, InvocationConfiguration streams)
    {
        using var newsroom = Newsroom.Open(site);
        var edition = newsroom.EditionAt(at);
        switch (mailroom.Make(edition, slot))
        {
            case MakingResult.Made made:
                // The mail leads to its own page, which must be there when it arrives.
                var press = PrintingPress.Open(site, newsroom.Seal).Print(edition);
                streams.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Made {made.Newsletter.Name}: {made.Newsletter.Stories} stories."));
                if (press.Refusal is { } refusal)
                    streams.Error.WriteLine(refusal);
                break;
            case MakingResult.Existing existing:
                streams.Output.WriteLine($"{existing.Newsletter.Name} was made before; only what is left of it is sent.");
                break;
            default:
                streams.Output.WriteLine("There is too little news for a newsletter; what there is waits for the next one.");
                break;
        }
    }

    private static int Tell(Mailroom mailroom, SiteFolder site, DateTimeOffset at, InvocationConfiguration streams)
    {
        if (mailroom.Preview(NewsletterCommand.EditionOf(site, at)) is not { Newsletter: var newsletter })
        {
            streams.Output.WriteLine("Nothing would be sent: there is too little news.");
            return ExitCode.Done;
        }

        streams.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{newsletter.Name} would go to {mailroom.Store.Confirmed()} readers, with {newsletter.Stories} stories. Subject: {newsletter.Subject}"));
        foreach (var item in newsletter.Sections.SelectMany(section => section.Items))
            streams.Output.WriteLine($"  {item.Title} ({item.Outlet})");
        return ExitCode.Done;
    }

    private static async Task<int> TestAsync(Mailroom mailroom, SiteFolder site, DateTimeOffset at, string text, InvocationConfiguration streams, CancellationToken cancellation)
    {
        if (ReaderAddress.Parse(text) is not { } address)
        {
            streams.Error.WriteLine("--to: this is no mail address.");
            return ExitCode.Usage;
        }

        if (mailroom.Preview(NewsletterCommand.EditionOf(site, at)) is not { } preview)
        {
            streams.Output.WriteLine("There is too little news for a newsletter.");
            return ExitCode.Done;
        }

        streams.Output.WriteLine($"The mail server says: {await mailroom.SendTestAsync(preview.Newsletter, address, cancellation)}");
        return ExitCode.Done;
    }

    /// <summary>A clock that shows one moment; waiting takes its time all the same.</summary>
    private sealed class StoppedTime(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
