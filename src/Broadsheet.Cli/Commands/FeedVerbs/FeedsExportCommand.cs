using System.CommandLine;
using Broadsheet.Cli.Terminal;
using Broadsheet.Feeds;

namespace Broadsheet.Cli.Commands.FeedVerbs;

/// <summary><c>broadsheet feeds export</c>: the list as OPML for other programs.</summary>
internal static class FeedsExportCommand
{
    public static Command Create()
    {
        var directory = SiteArguments.Directory();
        var plain = new Option<bool>("--plain") { Description = "Leave out what only Broadsheet knows (kind, weight, provider, user agent, paused)." };
        var command = new Command("export", "Print the feeds as OPML 2.0, which every feed reader imports.") { directory, plain };
        command.SetAction(parsed =>
        {
            var streams = parsed.InvocationConfiguration;
            if (FeedList.Open(parsed.GetRequiredValue(directory), streams) is not { } list)
                return ExitCode.SiteMistake;
            streams.Output.Write(parsed.GetValue(plain) ? Plain(list.Document) : list.Document.ToString());
            return ExitCode.Done;
        });
        return command.WithExamples(
            ("broadsheet feeds export harbour > harbour.opml", "all that is known of them"),
            ("broadsheet feeds export harbour --plain", "for strict readers"));
    }

    private static OpmlDocument Plain(OpmlDocument document)
    {
        var plain = OpmlDocument.Create(document.Title ?? "Feeds");
        foreach (var feed in document.Feeds)
            plain.Add(new OpmlFeed { XmlUrl = feed.XmlUrl, Title = feed.Title, HtmlUrl = feed.HtmlUrl, Folders = feed.Folders });
        return plain;
    }
}
