using System.CommandLine;
using Broadsheet.Cli.Terminal;

namespace Broadsheet.Cli.Commands.FeedVerbs;

/// <summary><c>broadsheet feeds</c>: the list of feeds a site reads, and how they are doing.</summary>
internal static class FeedsCommand
{
    public static Command Create() => new Command("feeds", "List, change, find and look after the feeds of a site.")
    {
        FeedsListCommand.Create(),
        FeedsAddCommand.Create(),
        FeedsRemoveCommand.Create(),
        FeedsImportCommand.Create(),
        FeedsExportCommand.Create(),
        FeedsFindCommand.Create(),
        FeedsHealthCommand.Create(),
    }.WithExamples(
        ("broadsheet feeds find https://example.org", "which feeds a page offers"),
        ("broadsheet feeds add https://example.org/feed.xml harbour", "read one from now on"),
        ("broadsheet feeds health harbour", "which are quiet, empty, failing or dead"));
}
