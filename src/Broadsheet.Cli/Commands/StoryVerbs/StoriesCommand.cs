using System.CommandLine;
using Broadsheet.Cli.Terminal;

namespace Broadsheet.Cli.Commands.StoryVerbs;

/// <summary><c>broadsheet stories</c>: what the clusterer made of the articles, and the editor's word on it.</summary>
internal static class StoriesCommand
{
    public static Command Create() => new Command("stories", "List stories, and decide about them. A decision is kept, wins over the program's judgement for good, and can be undone.")
    {
        StoriesListCommand.Create(),
        MergeCommand.Create(),
        SplitCommand.Create(),
        DecideCommands.Lead(),
        DecideCommands.Pin(),
        DecideCommands.Unpin(),
        DecideCommands.Hide(),
        DecideCommands.Publish(),
        DecideCommands.Unpublish(),
        DecideCommands.Note(),
        UndoCommand.Create(),
        StoriesLogCommand.Create(),
        StoriesRebuildCommand.Create(),
    }.WithExamples(
        ("broadsheet stories list", "the stories on the pages, with their ids"),
        ("broadsheet stories merge ferry-returns ferry-is-back --why \"one event\"", "and 'broadsheet publish' prints it"),
        ("broadsheet stories undo", "take the last decision back"));
}
