using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Broadsheet.Cli.Terminal;
using Broadsheet.Polling;
using Spectre.Console;

namespace Broadsheet.Cli.Commands.FeedVerbs;

/// <summary><c>broadsheet feeds health</c>: how each feed is doing, measured by its own rhythm.</summary>
internal static class FeedsHealthCommand
{
    public static Command Create()
    {
        var directory = SiteArguments.Directory();
        var settings = SiteArguments.Settings();
        var now = SiteArguments.Now();
        var json = SiteArguments.Json();
        var command = new Command("health", "Show how each feed is doing by its own rhythm: quiet, silently empty, failing, dead. Asks nobody.")
        {
            directory, settings, now, json,
        };
        command.SetAction(parsed =>
        {
            var streams = parsed.InvocationConfiguration;
            return SiteArguments.InNewsroom(parsed.GetRequiredValue(directory), parsed.GetValue(settings), streams, (newsroom, site) =>
            {
                var health = newsroom.FeedsAt(parsed.GetValue(now) ?? TimeProvider.System.GetUtcNow());
                if (parsed.GetValue(json))
                    streams.Output.WriteLine(JsonSerializer.Serialize(health, MachineJson.Default.IReadOnlyListFeedHealth));
                else
                    Show(RunCommand.Console(streams), health, site.Sources);
                return ExitCode.Done;
            });
        });
        return command.WithExamples(
            ("broadsheet feeds health", "of the site you stand in, the worst first"),
            ("broadsheet feeds health harbour --json", "for a monitor"));
    }

    private static void Show(IAnsiConsole console, IReadOnlyList<FeedHealth> health, IReadOnlyList<Source> sources)
    {
        var names = sources.ToDictionary(source => source.Url, source => source.Title ?? source.Url, StringComparer.Ordinal);
        var table = new Table().Border(TableBorder.Simple).AddColumns("Feed", "Health", "A week", "Last success", "Next poll");
        table.Columns[2].RightAligned();
        // The enumeration runs from well to gone; whoever looks wants the worst first.
        foreach (var feed in health.OrderByDescending(feed => feed.Verdict))
        {
            table.AddRow(
                Markup.Escape(names[feed.SourceUrl] + Remark(feed)),
                VerdictWords(feed.Verdict),
                feed.ItemsPerWeek.ToString("0.#", CultureInfo.InvariantCulture),
                Instant(feed.LastSuccess),
                Instant(feed.NextPoll));
        }
        console.Write(table);
    }

    private static string VerdictWords(HealthVerdict verdict) => verdict == HealthVerdict.SilentlyEmpty ? "silently empty" : verdict.ToString().ToLowerInvariant();

    /// <summary>Why it is not well, and what had to be forgiven; of a well feed nothing need be said.</summary>
    private static string Remark(FeedHealth feed)
    {
        var why = feed.Verdict is HealthVerdict.Ok or HealthVerdict.New ? "" : "\n" + feed.Sentence;
        return feed.ProblemCount == 0 ? why : string.Create(CultureInfo.InvariantCulture, $"{why}\nFaults forgiven: {feed.ProblemCount}.");
    }

    private static string Instant(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "–";
}
