using System.CommandLine;
using Broadsheet.Cli.Terminal;

namespace Broadsheet.Cli.Commands.FeedVerbs;

/// <summary><c>broadsheet feeds remove</c>: takes a feed off the list. Its articles stay.</summary>
internal static class FeedsRemoveCommand
{
    public static Command Create()
    {
        var address = new Argument<string>("ADDRESS") { Description = "The feed's address as it is listed." };
        var directory = SiteArguments.Directory();
        var command = new Command("remove", "Remove a feed; the articles it brought stay.") { address, directory };
        command.SetAction(parsed =>
        {
            var streams = parsed.InvocationConfiguration;
            if (FeedList.Open(parsed.GetRequiredValue(directory), streams) is not { } list)
                return ExitCode.SiteMistake;
            var url = parsed.GetRequiredValue(address);
            if (!list.Document.Remove(url))
            {
                streams.Error.WriteLine($"No feed '{url}' is listed. See 'broadsheet feeds list'.");
                return ExitCode.NotFound;
            }
            list.Save();
            streams.Output.WriteLine($"Removed {url}.");
            return ExitCode.Done;
        });
        return command.WithExamples(
            ("broadsheet feeds remove https://example.org/feed.xml", "from the site you stand in"));
    }
}
