using System.CommandLine;
using Broadsheet.Cli.Delivery;
using Broadsheet.Cli.Terminal;
using Broadsheet.Publishing;
using Broadsheet.Site;
using Broadsheet.Storage;

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
        var profile = new Option<string?>("--profile") { Description = "Profile to use instead of the site's own: modern; compat, for what the system of 2020–2024 printed; jekyll, hugo or eleventy, which also lay out what these need to build a site from the records.", HelpName = "NAME" };
        var removeAny = new Option<bool>("--remove-any") { Description = "Do not refuse to remove a large part of the site; for when that is meant." };
        var all = new Option<bool>("--all") { Description = "Look at every file, and mend what another hand changed; without it only what the news changed is looked at." };
        var to = new Option<string?>("--to") { Description = "Deliver what was printed: git commits it when anything changed.", HelpName = "git" };
        to.AcceptOnlyFromAmong("git");
        var wait = SiteArguments.Wait();
        var push = new Option<bool>("--push") { Description = "Push after the commit. Without it nothing leaves the machine." };
        var command = new Command("publish", "Print the site again from what is stored; asks no feed.") { directory, settings, profile, now, all, removeAny, wait, to, push, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(push) && result.GetValue(to) is null)
                result.AddError("--push needs --to git.");
        });
        command.SetAction(PublishAsync);
        return command.WithExamples(
            ("broadsheet publish", "after a change of topics, settings or theme"),
            ("broadsheet publish --to git", "and commit what changed"),
            ("broadsheet publish --profile hugo", "with what Hugo needs to build its own site from the records"),
            ("broadsheet publish --all", "after somebody meddled with the files"),
            ("broadsheet publish old-site --profile compat", "a repository of the old system, its records and API to the byte"),
            ("broadsheet publish --now 2026-03-07T18:00:00Z", "as the site was to look at that moment"));

        async Task<int> PublishAsync(ParseResult parsed, CancellationToken cancellation)
        {
            var streams = parsed.InvocationConfiguration;
            var site = SiteArguments.Open(parsed.GetRequiredValue(directory), parsed.GetValue(settings), streams, parsed.GetValue(profile));
            if (site is null)
                return ExitCode.SiteMistake;
            try
            {
                return await PrintAsync(parsed, site, streams, cancellation);
            }
            catch (FolderBusyException busy)
            {
                streams.Error.WriteLine(busy.Message);
                return ExitCode.Busy;
            }
            catch (Exception trouble) when (trouble is StoreException or IOException or UnauthorizedAccessException or InvalidDataException)
            {
                streams.Error.WriteLine(trouble.Message);
                return ExitCode.Failed;
            }
        }

        async Task<int> PrintAsync(ParseResult parsed, SiteFolder site, InvocationConfiguration streams, CancellationToken cancellation)
        {
            using var newsroom = Newsroom.Open(site);
            OldRecords.Adopt(site, newsroom);
            foreach (var note in newsroom.Reconsider())
                streams.Error.WriteLine(note);
            var at = parsed.GetValue(now) ?? TimeProvider.System.GetUtcNow();
            var press = PrintingPress.Open(site, newsroom.Seal).Print(() => newsroom.EditionAt(at), parsed.GetValue(removeAny), parsed.GetValue(all), TimeSpan.FromSeconds(parsed.GetValue(wait)));
            if (parsed.GetValue(json))
                streams.Output.WriteLine(MachineReport.Of(press));
            else
                RunView.Show(RunCommand.Console(streams), press);
            if (press.Refusal is not null)
            {
                streams.Error.WriteLine(press.Refusal);
                return ExitCode.Failed;
            }

            LayOutFor(parsed.GetValue(profile), site, streams);
            var delivered = parsed.GetValue(to) is null ? ExitCode.Done : Deliver(site, at, parsed.GetValue(push), parsed.GetValue(json) ? streams.Error : streams.Output, streams.Error);
            // Not before the files are where readers get them.
            if (delivered == ExitCode.Done)
                await OwnHubs.TellAsync(site, press, streams.Error, cancellation);
            return delivered;
        }
    }

    private static void LayOutFor(string? profile, SiteFolder site, InvocationConfiguration streams)
    {
        if (profile is not ("jekyll" or "hugo" or "eleventy"))
            return;
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["title"] = EmbeddedFiles.Quoted(site.Masthead.Title),
            ["url"] = EmbeddedFiles.Quoted(site.Masthead.Url + site.Masthead.BaseUrl + "/"),
        };
        foreach (var path in EmbeddedFiles.LayOut("Generators/" + profile, site.Root, values))
            streams.Error.WriteLine($"Laid out {path}; it is yours to change.");
    }

    private static int Deliver(SiteFolder site, DateTimeOffset at, bool pushes, TextWriter output, TextWriter error)
    {
        try
        {
            output.WriteLine(new GitDelivery(site.Root).Deliver(at, pushes));
            return ExitCode.Done;
        }
        catch (GitException refusal)
        {
            error.WriteLine(refusal.Message);
            return ExitCode.Failed;
        }
    }
}
