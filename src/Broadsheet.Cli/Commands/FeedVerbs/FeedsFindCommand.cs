using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Broadsheet.Cli.Terminal;
using Broadsheet.Feeds;
using Broadsheet.Polling;

namespace Broadsheet.Cli.Commands.FeedVerbs;

/// <summary><c>broadsheet feeds find</c>: which feeds a page offers, each one read.</summary>
internal static class FeedsFindCommand
{
    public static Command Create()
    {
        var address = new Argument<string>("ADDRESS") { Description = "A page, or what may be a feed. Without https:// it is taken for a site's name." };
        var add = new Option<string?>("--add") { Description = "Add the best one to this site.", HelpName = "DIR" };
        var replay = new Option<string?>("--replay") { Description = "Answer every request from a WARC file and touch no network.", HelpName = "FILE.warc.gz" };
        var now = SiteArguments.Now();
        var json = SiteArguments.Json();
        var command = new Command("find", "Find the feeds a page offers; each is read before it is told, the best first.") { address, add, replay, now, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var streams = parsed.InvocationConfiguration;
            var asked = parsed.GetRequiredValue(address);
            var page = asked.Contains("://", StringComparison.Ordinal) ? asked : "https://" + asked;
            var at = parsed.GetValue(now) ?? TimeProvider.System.GetUtcNow();
            try
            {
                // One site is asked a dozen times at most, so the pauses between them are what a person would take to click.
                using var web = new WebChoice(null, parsed.GetValue(replay)).Open(new PollingOptions(), at);
                var finding = await new FeedFinder(web, at).FindAsync(page, cancellation);
                Show(finding, page, parsed.GetValue(json), streams);
                if (finding.Feeds.Count == 0)
                    return ExitCode.NotFound;
                return parsed.GetValue(add) is { } directory ? Add(finding.Feeds[0], page, directory, streams) : ExitCode.Done;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return ExitCode.Cancelled;
            }
            catch (Exception trouble) when (trouble is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                streams.Error.WriteLine(trouble.Message);
                return ExitCode.Failed;
            }
        });
        return command.WithExamples(
            ("broadsheet feeds find https://example.org", "the best first"),
            ("broadsheet feeds find example.org --add harbour", "and read it from now on"),
            ("broadsheet feeds find https://example.org --json", "for a script; exit code 5 when there is none"));
    }

    private static int Add(FoundFeed feed, string page, string directory, InvocationConfiguration streams)
    {
        if (FeedList.Open(directory, streams) is not { } list)
            return ExitCode.SiteMistake;
        if (list.Document.Find(feed.Url) is not null)
        {
            streams.Error.WriteLine($"{feed.Url} is listed already.");
            return ExitCode.Done;
        }
        list.Document.Add(new OpmlFeed { XmlUrl = feed.Url, Title = feed.Title, HtmlUrl = feed.SiteUrl ?? page });
        list.Save();
        streams.Error.WriteLine($"Added {feed.Url}. The next run asks it.");
        return ExitCode.Done;
    }

    private static void Show(FeedFinding finding, string page, bool json, InvocationConfiguration streams)
    {
        if (json)
        {
            streams.Output.WriteLine(JsonSerializer.Serialize(finding, MachineJson.Default.FeedFinding));
            return;
        }
        if (finding.Feeds.Count == 0)
        {
            streams.Error.WriteLine($"{page}: {finding.Reason}");
            return;
        }
        // No table: an address is to be copied, and a table would break it at the terminal's edge.
        foreach (var feed in finding.Feeds)
        {
            var newest = feed.Newest is { } at ? $", the newest of {at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "";
            streams.Output.WriteLine(feed.Url);
            streams.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {feed.Title ?? "(without a title)"}: {feed.Version}, {feed.Items} items{newest}"));
        }
    }
}
