using System.CommandLine;
using Broadsheet.Cli.Terminal;
using Broadsheet.Polling;
using Broadsheet.Publishing;
using Broadsheet.Site;
using Broadsheet.Storage;
using Spectre.Console;

namespace Broadsheet.Cli.Commands;

/// <summary><c>broadsheet run</c>: one run from the feeds to the printed site.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var directory = SiteArguments.Directory();
        var settings = SiteArguments.Settings();
        var json = SiteArguments.Json();
        var now = SiteArguments.Now();
        var wait = SiteArguments.Wait();
        var record = new Option<string?>("--record") { Description = "Keep every exchange with the web in a WARC file.", HelpName = "FILE.warc.gz" };
        var replay = new Option<string?>("--replay") { Description = "Answer every request from a WARC file and touch no network.", HelpName = "FILE.warc.gz" };
        var command = new Command("run", "Ask the feeds that are due, read what is new, and print the site.")
        {
            directory, settings, now, record, replay, wait, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(record) is not null && result.GetValue(replay) is not null)
                result.AddError("--record and --replay exclude each other.");
        });
        command.SetAction((parsed, cancellation) =>
        {
            var web = new WebChoice(parsed.GetValue(record), parsed.GetValue(replay));
            var site = SiteArguments.Open(parsed.GetRequiredValue(directory), parsed.GetValue(settings), parsed.InvocationConfiguration);
            return site is null
                ? Task.FromResult(ExitCode.SiteMistake)
                : RunAsync(site, web, parsed.GetValue(now) ?? TimeProvider.System.GetUtcNow(), parsed.GetValue(json), TimeSpan.FromSeconds(parsed.GetValue(wait)), parsed.InvocationConfiguration, cancellation);
        });
        return command.WithExamples(
            ("broadsheet run", "the site you stand in"),
            ("broadsheet run harbour --json", "for a script"),
            ("broadsheet run --record today.warc.gz", "keep what the web said"),
            ("broadsheet run --replay today.warc.gz --now 2026-03-07T18:00:00Z", "the same run again, to the byte"));
    }

    /// <summary>Runs a site and shows what came of it.</summary>
    public static async Task<int> RunAsync(
        SiteFolder site, WebChoice choice, DateTimeOffset at, bool json, TimeSpan longestWait, InvocationConfiguration streams, CancellationToken cancellation)
    {
        var console = Console(streams);
        try
        {
            using var polling = FolderLock.ToPoll(site, "broadsheet run");
            using var newsroom = Newsroom.Open(site);
            OldRecords.Adopt(site, newsroom);
            using var web = choice.Open(newsroom.Settings.Polling, at);
            var live = !json && console.Profile.Capabilities.Interactive && console.Profile.Capabilities.Ansi;
            var (run, press) = await RunView.WatchAsync(console, live, async progress =>
            {
                var report = await newsroom.RunAsync(web, at, progress, cancellation);
                return (report, PrintingPress.Open(site, newsroom.Seal).Print(() => newsroom.EditionAt(at), longestWait: longestWait));
            });
            if (json)
                streams.Output.WriteLine(MachineReport.Of(run, press));
            else
                RunView.Show(console, run, press);
            if (press.Refusal is { } refusal)
            {
                streams.Error.WriteLine(refusal);
                return ExitCode.Failed;
            }
            if (choice.IsNetwork)
                await OwnHubs.TellAsync(site, press, streams.Error, cancellation);
            return run.Feeds.Count > 0 && run.Feeds.All(feed => feed.Outcome is "failed" or "gone") ? ExitCode.NoFeed : ExitCode.Done;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            streams.Error.WriteLine("Stopped. What was read is kept; the next run goes on from there.");
            return ExitCode.Cancelled;
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

    /// <summary>The terminal behind a command's output.</summary>
    public static IAnsiConsole Console(InvocationConfiguration streams) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(streams.Output) });
}

/// <summary>Where a run finds the web: on the network, kept in a file as well, or in a file alone.</summary>
/// <param name="Record">File to keep every exchange in.</param>
/// <param name="Replay">File to answer from.</param>
internal sealed record WebChoice(string? Record, string? Replay)
{
    public static WebChoice Network { get; } = new(null, null);

    /// <summary>Whether it is the web of today, and not a recording.</summary>
    public bool IsNetwork => Replay is null;

    /// <summary>Opens it.</summary>
    public WebFetcher Open(PollingOptions options, DateTimeOffset at)
    {
        if (Replay is not null)
            return WebFetcher.Replaying(Replay, options, at);
        return Record is not null ? WebFetcher.Recording(Record, options, TimeProvider.System, at) : WebFetcher.OnNetwork(options, TimeProvider.System);
    }
}
