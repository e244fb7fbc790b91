using System.CommandLine;
using Broadsheet.Cli.Terminal;
using Broadsheet.Publishing;

namespace Broadsheet.Cli.Commands;

/// <summary><c>broadsheet publish</c>: prints the site again from the store.</summary>
internal static class PublishCommand
{
    public static Command Create()
    {
        var directory = SiteArguments.Directory();
        var settings = SiteArguments.Settings();
        var json = SiteArguments.Json();
        var now = SiteArguments.Now();
        var profile = new Option<string?>("--profile") { Description = "Profile to use instead of the site's own: modern, or compat for what the system of 2020–2024 printed.", HelpName = "NAME" };
        var removeAny = new Option<bool>("--remove-any") { Description = "Do not refuse to remove a large part of the site; for when that is meant." };
        var all = new Option<bool>("--all") { Description = "Look at every file, and mend what another hand changed; without it only what the news changed is looked at." };
        var command = new Command("publish", "Print the site again from what is stored; asks nobody.") { directory, settings, profile, now, all, removeAny, json };
        command.SetAction(Publish);
        return command.WithExamples(
            ("broadsheet publish", "after a change of topics, settings or theme"),
            ("broadsheet publish --all", "after somebody meddled with the files"),
            ("broadsheet publish old-site --profile compat", "a repository of the old system, its records and API to the byte"),
            ("broadsheet publish --now 2026-03-07T18:00:00Z", "as the site was to look at that moment"));

        int Publish(ParseResult parsed)
        {
            var streams = parsed.InvocationConfiguration;
            var site = SiteArguments.Open(parsed.GetRequiredValue(directory), parsed.GetValue(settings), streams, parsed.GetValue(profile));
            if (site is null)
                return ExitCode.SiteMistake;
            using var newsroom = Newsroom.Open(site);
            OldRecords.Adopt(site, newsroom);
            newsroom.Reconsider();
            var at = parsed.GetValue(now) ?? TimeProvider.System.GetUtcNow();
            var press = PrintingPress.Open(site, newsroom.Seal).Print(() => newsroom.EditionAt(at), parsed.GetValue(removeAny), parsed.GetValue(all));
            if (parsed.GetValue(json))
                streams.Output.WriteLine(MachineReport.Of(press));
            else
                RunView.Show(RunCommand.Console(streams), press);
            if (press.Refusal is null)
                return ExitCode.Done;
            streams.Error.WriteLine(press.Refusal);
            return ExitCode.Failed;
        }
    }
}
