using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Broadsheet.Cli.Terminal;
using Broadsheet.Feeds;
using Spectre.Console;

namespace Broadsheet.Cli.Commands.FeedVerbs;

/// <summary><c>broadsheet feeds list</c>: the feeds in the order of the file.</summary>
internal static class FeedsListCommand
{
    public static Command Create()
    {
        var directory = SiteArguments.Directory();
        var json = SiteArguments.Json();
        var command = new Command("list", "List the feeds of a site.") { directory, json };
        command.SetAction(parsed =>
        {
            var streams = parsed.InvocationConfiguration;
            if (FeedList.Open(parsed.GetRequiredValue(directory), streams) is not { } list)
                return ExitCode.SiteMistake;
            if (parsed.GetValue(json))
                streams.Output.WriteLine(JsonSerializer.Serialize(list.Document.Feeds, MachineJson.Default.IReadOnlyListOpmlFeed));
            else
                Show(RunCommand.Console(streams), list.Document.Feeds);
            return ExitCode.Done;
        });
        return command.WithExamples(
            ("broadsheet feeds list", "of the site you stand in"),
            ("broadsheet feeds list harbour --json", "for a script"));
    }

    private static void Show(IAnsiConsole console, IReadOnlyList<OpmlFeed> feeds)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Feed", "Kind", "Weight", "Folder");
        foreach (var feed in feeds)
        {
            // Title and address share a cell, so that a long address does not squeeze all else on a narrow terminal.
            var name = $"{feed.Title ?? feed.XmlUrl}{(feed.Paused ? " (paused)" : "")}\n{feed.XmlUrl}";
            table.AddRow(
                Markup.Escape(name),
                Markup.Escape(feed.Kind ?? "search"),
                (feed.Weight ?? 1).ToString(CultureInfo.InvariantCulture),
                Markup.Escape(feed.Category ?? string.Join('/', feed.Folders)));
        }
        console.Write(table);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{feeds.Count} feeds."));
    }
}
