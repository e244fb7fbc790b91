using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Broadsheet.Cli.Terminal;
using Broadsheet.Feeds;

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
                Show(streams.Output, list.Document.Feeds);
            return ExitCode.Done;
        });
        return command.WithExamples(
            ("broadsheet feeds list", "of the site you stand in"),
            ("broadsheet feeds list harbour --json", "for a script"));
    }

    private static void Show(TextWriter output, IReadOnlyList<OpmlFeed> feeds)
    {
        // No table: an address is to be copied, and a table would break it at the terminal's edge.
        foreach (var feed in feeds)
        {
            string?[] facts = [feed.Title, feed.Category ?? (feed.Folders.Count > 0 ? string.Join('/', feed.Folders) : null), feed.Kind ?? "search", WeightWords(feed.Weight), feed.Paused ? "paused" : null];
            output.WriteLine(feed.XmlUrl);
            output.WriteLine($"  {string.Join(", ", facts.OfType<string>())}");
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{feeds.Count} feeds."));
    }

    private static string? WeightWords(double? weight) => weight is { } number and not 1 ? string.Create(CultureInfo.InvariantCulture, $"weight {number}") : null;
}
