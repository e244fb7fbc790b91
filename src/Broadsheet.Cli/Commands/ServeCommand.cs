using System.CommandLine;
using System.Globalization;
using Broadsheet.Cli.Terminal;
using Broadsheet.Server;
using Broadsheet.Site;
using Broadsheet.Storage;

namespace Broadsheet.Cli.Commands;

/// <summary><c>broadsheet serve</c>: polls, prints and serves a site until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var directory = SiteArguments.Directory();
        var settings = SiteArguments.Settings();
        var now = SiteArguments.Now();
        var port = new Option<int>("--port") { Description = "Port to listen on; 0 takes a free one.", DefaultValueFactory = _ => 8080 };
        var host = new Option<string>("--host") { Description = "Address to listen on. Use 0.0.0.0 to be reached from other machines.", DefaultValueFactory = _ => "localhost" };
        var noPoll = new Option<bool>("--no-poll") { Description = "Serve what is there; ask no feed." };
        var replay = new Option<string?>("--replay") { Description = "Answer every request to the web from a WARC file and touch no network.", HelpName = "FILE.warc.gz" };
        var command = new Command("serve", "Poll the feeds when they are due, print the site after each run, and serve its pages, API, search and events.")
        {
            directory, settings, port, host, noPoll, replay, now,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var streams = parsed.InvocationConfiguration;
            var (root, file) = (parsed.GetRequiredValue(directory), parsed.GetValue(settings));
            if (SiteArguments.Open(root, file, streams) is not { } site)
                return Task.FromResult(ExitCode.SiteMistake);
            var time = parsed.GetValue(now) is { } start ? new ShiftedTime(TimeProvider.System, start) : TimeProvider.System;
            var web = new WebChoice(Record: null, parsed.GetValue(replay));
            return ServeAsync(
                site,
                new LiveSetup
                {
                    ReadSite = () => SiteArguments.Read(root, file),
                    Address = AddressOf(parsed.GetRequiredValue(host), parsed.GetRequiredValue(port)),
                    OpenWeb = options => web.Open(options, time.GetUtcNow()),
                    TellsHubs = web.IsNetwork,
                    Polls = !parsed.GetValue(noPoll),
                    Time = time,
                },
                streams,
                cancellation);
        });
        return command.WithExamples(
            ("broadsheet serve", "the site you stand in, on http://localhost:8080"),
            ("broadsheet serve harbour --port 80 --host 0.0.0.0", "for everybody"),
            ("broadsheet serve --replay web.warc.gz --now 2026-03-07T18:00:00Z", "try it out without network"));
    }

    // "localhost" is two addresses, IPv4 and IPv6, which cannot be given one free port.
    private static string AddressOf(string host, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"http://{(port == 0 && host == "localhost" ? "127.0.0.1" : host)}:{port}");

    private static async Task<int> ServeAsync(SiteFolder folder, LiveSetup setup, InvocationConfiguration streams, CancellationToken cancellation)
    {
        try
        {
            using (var newsroom = Newsroom.Open(folder))
                OldRecords.Adopt(folder, newsroom);
            await using var site = await LiveSite.StartAsync(setup, cancellation);
            streams.Output.WriteLine($"Open {site.Address} (stop with Ctrl+C).");
            await site.RunAsync(cancellation);
            return ExitCode.Done;
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

    /// <summary>A clock that shows another time and goes on from there.</summary>
    private sealed class ShiftedTime(TimeProvider clock, DateTimeOffset start) : TimeProvider
    {
        private readonly TimeSpan shift = start - clock.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + shift;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.CreateTimer(callback, state, dueTime, period);
    }
}
