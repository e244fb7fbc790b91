using System.CommandLine;
using System.Globalization;
using Broadsheet.Cli.Terminal;
using Broadsheet.Feeds;

namespace Broadsheet.Cli.Commands.FeedVerbs;

/// <summary><c>broadsheet feeds import</c>: takes over the feeds of another list.</summary>
internal static class FeedsImportCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "An OPML file, as every feed reader exports one; - for standard input." };
        var directory = SiteArguments.Directory();
        var command = new Command("import", "Add the feeds of an OPML file with their folders; feeds that are listed stay as they are.") { file, directory };
        command.SetAction(parsed =>
        {
            var streams = parsed.InvocationConfiguration;
            if (FeedList.Open(parsed.GetRequiredValue(directory), streams) is not { } list)
                return ExitCode.SiteMistake;
            var from = parsed.GetRequiredValue(file);
            if (from != "-" && !File.Exists(from))
            {
                streams.Error.WriteLine($"There is no file '{from}'.");
                return ExitCode.NotFound;
            }
            var feeds = OpmlDocument.Parse(from == "-" ? ReadInput() : File.ReadAllBytes(from)).Feeds;
            if (feeds.Count == 0)
            {
                streams.Error.WriteLine($"{from}: there is no feed in it. An OPML file has outlines with an xmlUrl.");
                return ExitCode.NotFound;
            }
            Import(feeds, list, streams);
            return ExitCode.Done;
        });
        return command.WithExamples(
            ("broadsheet feeds import subscriptions.opml harbour", "what a feed reader exported"),
            ("broadsheet feeds export other-site | broadsheet feeds import - harbour", "from another site"));
    }

    private static void Import(IReadOnlyList<OpmlFeed> feeds, FeedList list, InvocationConfiguration streams)
    {
        var (added, known) = (0, 0);
        foreach (var feed in feeds)
        {
            if (WebAddress.From(feed.XmlUrl) is null)
            {
                streams.Error.WriteLine($"Left out: '{feed.XmlUrl}' is not an address that can be asked.");
            }
            else if (list.Document.Find(feed.XmlUrl) is not null)
            {
                known++;
            }
            else
            {
                list.Document.Add(feed);
                added++;
            }
        }
        if (added > 0)
            list.Save();
        streams.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{added} feeds added, {known} were listed already, {feeds.Count - added - known} left out."));
    }

    private static byte[] ReadInput()
    {
        using var input = Console.OpenStandardInput();
        using var bytes = new MemoryStream();
        input.CopyTo(bytes);
        return bytes.ToArray();
    }
}
