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
                var moment = parsed.GetValue(now) ?? TimeProvider.System.GetUtcNow();
                var health = newsroom.FeedsAt(moment);
                if (parsed.GetValue(json))
                    streams.Output.WriteLine(JsonSerializer.Serialize(health, MachineJson.Default.IReadOnlyListFeedHealth));
                else
                    Show(RunCommand.Console(streams), health, site.Sources, moment);
                return ExitCode.Done;
            });
        });
        return command.WithExamples(
            ("broadsheet feeds health", "of the site you stand in, the worst first"),
            ("broadsheet feeds health harbour --json", "for a monitor"));
    }

    private static void Show(IAnsiConsole console, IReadOnlyList<FeedHealth> health, IReadOnlyList<Source> sources, DateTimeOffset now)
    {
        var names = sources.ToDictionary(source => source.Url, source => source.Title ?? source.Url, StringComparer.Ordinal);
        var table = new Table().Border(TableBorder.Simple).AddColumns("Feed", "Health", "Status", "A week", "Last success", "Next poll");
        table.Columns[3].RightAligned();
        table.Columns[4].NoWrap();
        table.Columns[5].NoWrap();
        // The enumeration runs from well to gone; whoever looks wants the worst first.
        FeedHealth[] worstFirst = [.. health.OrderByDescending(feed => feed.Verdict)];
        foreach (var feed in worstFirst)
        {
            table.AddRow(
                Markup.Escape(names[feed.SourceUrl]),
                VerdictWords(feed.Verdict),
                Markup.Escape(StatusWords(feed)),
                feed.ItemsPerWeek.ToString("0.#", CultureInfo.InvariantCulture),
                Instant(feed.LastSuccess, now),
                Instant(feed.NextPoll, now));
        }

        console.Write(table);
        // Sentences need the whole width.
        foreach (var feed in worstFirst)
        {
            if (Remark(feed) is { Length: > 0 } remark)
                console.WriteLine($"{names[feed.SourceUrl]}: {remark}");
        }
    }

    /// <summary>How it last ended, and how often in a row when it failed.</summary>
    private static string StatusWords(FeedHealth feed) =>
        feed.FailuresInARow > 0 ? string.Create(CultureInfo.InvariantCulture, $"{feed.FailuresInARow} × {feed.LastStatus}") : feed.LastStatus ?? "–";

    private static string VerdictWords(HealthVerdict verdict) => verdict == HealthVerdict.SilentlyEmpty ? "silently empty" : verdict.ToString().ToLowerInvariant();

    /// <summary>Why it is not well, and what had to be forgiven; of a well feed nothing need be said.</summary>
    private static string Remark(FeedHealth feed)
    {
        var why = feed.Verdict is HealthVerdict.Ok or HealthVerdict.New ? "" : feed.Sentence;
        return feed.ProblemCount == 0 ? why : string.Create(CultureInfo.InvariantCulture, $"{why} Faults forgiven: {feed.ProblemCount}.").Trim();
    }

    /// <summary>The year only where it is not plain which; a line of a terminal is short.</summary>
    private static string Instant(DateTimeOffset? at, DateTimeOffset now) =>
        at?.UtcDateTime.ToString((at.Value - now).Duration() < TimeSpan.FromDays(180) ? "MM-dd HH:mm'Z'" : "yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "–";
}
