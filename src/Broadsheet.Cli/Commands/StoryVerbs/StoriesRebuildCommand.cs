using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Broadsheet.Cli.Terminal;

namespace Broadsheet.Cli.Commands.StoryVerbs;

/// <summary><c>broadsheet stories rebuild</c>: finds all stories anew.</summary>
internal static class StoriesRebuildCommand
{
    public static Command Create()
    {
        var directory = SiteArguments.Directory();
        var settings = SiteArguments.Settings();
        var json = SiteArguments.Json();
        var command = new Command("rebuild", "Forget all stories and find them again in the whole archive, after a change of clustering settings. Decisions hold.") { directory, settings, json };
        command.SetAction(parsed =>
        {
            var streams = parsed.InvocationConfiguration;
            return SiteArguments.InNewsroom(parsed.GetRequiredValue(directory), parsed.GetValue(settings), streams, (newsroom, _) =>
            {
                var (before, after, notes) = newsroom.RebuildStories();
                foreach (var note in notes)
                    streams.Error.WriteLine(note);
                streams.Output.WriteLine(parsed.GetValue(json)
                    ? JsonSerializer.Serialize(new Rebuilding(before, after), MachineJson.Default.Rebuilding)
                    : string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(before, "story", "stories")} before, {after} now. 'broadsheet publish' prints them."));
                return ExitCode.Done;
            });
        });
        return command.WithExamples(
            ("broadsheet stories rebuild && broadsheet publish", "after a change of clustering settings"));
    }
}

/// <summary>What finding all stories anew led to.</summary>
/// <param name="StoriesBefore">Stories before.</param>
/// <param name="StoriesAfter">Stories after.</param>
internal sealed record Rebuilding(int StoriesBefore, int StoriesAfter);
