using System.CommandLine;
using System.Globalization;
using Broadsheet.Cli.Terminal;

namespace Broadsheet.Cli.Commands.NewsletterVerbs;

/// <summary><c>broadsheet newsletter status</c>: the last newsletters, and how their sending stands.</summary>
internal static class NewsletterStatusCommand
{
    private const int Shown = 10;

    public static Command Create()
    {
        var directory = SiteArguments.Directory();
        var settings = SiteArguments.Settings();
        var command = new Command("status", "Show the last newsletters, how their sending stands, and when the next is due.") { directory, settings };
        command.SetAction((parsed, _) =>
        {
            var streams = parsed.InvocationConfiguration;
            return NewsletterCommand.InMailroomAsync(parsed.GetRequiredValue(directory), parsed.GetValue(settings), TimeProvider.System, streams, (mailroom, _) =>
            {
                foreach (var issue in mailroom.Store.Issues().Take(Shown))
                {
                    var progress = mailroom.Store.ProgressOf(issue.Name);
                    streams.Output.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{issue.Name}: {progress.Sent} sent, {progress.Waiting} waiting, {progress.Refused} refused, {progress.Doubtful} without an answer, {progress.Dropped} dropped"));
                }

                streams.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{mailroom.Store.Confirmed()} readers."));
                var next = mailroom.Calendar.NextAfter(TimeProvider.System.GetUtcNow());
                streams.Output.WriteLine(next is { } slot ? string.Create(CultureInfo.InvariantCulture, $"The next one is due at {slot:yyyy-MM-dd HH:mm} UTC.") : "No schedule is set (newsletter.schedule).");
                return Task.FromResult(ExitCode.Done);
            });
        });
        return command.WithExamples(("broadsheet newsletter status harbour", "what was sent, and what waits"));
    }
}
