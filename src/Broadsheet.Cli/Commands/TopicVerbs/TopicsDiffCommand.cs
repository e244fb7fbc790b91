using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Broadsheet.Cli.Terminal;

namespace Broadsheet.Cli.Commands.TopicVerbs;

/// <summary><c>broadsheet topics diff</c>: what the rules as they stand would change over the archive.</summary>
internal static class TopicsDiffCommand
{
    public static Command Create()
    {
        var directory = SiteArguments.Directory();
        var settings = SiteArguments.Settings();
        var json = SiteArguments.Json();
        var command = new Command("diff", "Show which topics the present rules add to and remove from the articles in the archive, and by which rule. Changes nothing.") { directory, settings, json };
        command.SetAction(parsed =>
        {
            var streams = parsed.InvocationConfiguration;
            return SiteArguments.InNewsroom(parsed.GetRequiredValue(directory), parsed.GetValue(settings), streams, (newsroom, _) =>
            {
                var changes = newsroom.TopicChanges();
                if (parsed.GetValue(json))
                    streams.Output.WriteLine(JsonSerializer.Serialize(changes, MachineJson.Default.IReadOnlyListTopicChange));
                else
                    Show(changes, streams.Output);
                return ExitCode.Done;
            });
        });
        return command.WithExamples(
            ("broadsheet topics diff", "after a change below _data/topics, before 'broadsheet publish'"),
            ("broadsheet topics diff harbour --json", "for a script"));
    }

    private static void Show(IReadOnlyList<TopicChange> changes, TextWriter output)
    {
        foreach (var change in changes)
            output.WriteLine($"{(change.IsAdded ? '+' : '-')} {change.Topic}: {change.Article.Title} ({change.Article.Path})\n    {change.Reason}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{changes.Count(change => change.IsAdded)} added, {changes.Count(change => !change.IsAdded)} removed."));
    }
}
