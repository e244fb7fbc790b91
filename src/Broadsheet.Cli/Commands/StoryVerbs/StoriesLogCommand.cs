using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Broadsheet.Cli.Terminal;
using Broadsheet.Decisions;

namespace Broadsheet.Cli.Commands.StoryVerbs;

/// <summary><c>broadsheet stories log</c>: what editors decided.</summary>
internal static class StoriesLogCommand
{
    public static Command Create()
    {
        var directory = SiteArguments.Directory();
        var json = SiteArguments.Json();
        var command = new Command("log", "Show what editors decided, the latest last, and whether it still holds.") { directory, json };
        command.SetAction(parsed =>
        {
            var streams = parsed.InvocationConfiguration;
            try
            {
                var book = new DecisionBook(new DecisionLog(parsed.GetRequiredValue(directory)).Read());
                var holds = book.InForce.Select(decision => decision.Id).ToHashSet(StringComparer.Ordinal);
                var lines = book.All.Select(decision => new DecisionLine(decision.Id, decision.At, decision.By, DecisionWords.Of(decision), decision.Why, holds.Contains(decision.Id))).ToArray();
                if (parsed.GetValue(json))
                    streams.Output.WriteLine(JsonSerializer.Serialize(lines, MachineJson.Default.DecisionLineArray));
                else
                    Show(lines, streams.Output);
                return ExitCode.Done;
            }
            catch (InvalidDataException trouble)
            {
                streams.Error.WriteLine(trouble.Message);
                return ExitCode.SiteMistake;
            }
        });
        return command.WithExamples(("broadsheet stories log harbour", "with the ids that 'undo' takes"));
    }

    private static void Show(DecisionLine[] lines, TextWriter output)
    {
        foreach (var line in lines)
        {
            var day = line.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
            output.WriteLine($"{line.Id}  {day}  {(line.Holds ? "" : "(no longer) ")}{line.What}. {line.By}{(line.Why.Length > 0 ? ": " + line.Why : "")}");
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(lines.Length, "decision")}, {lines.Count(line => line.Holds)} in force."));
    }
}

/// <summary>A decision as it is listed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When it was made.</param>
/// <param name="By">Who made it.</param>
/// <param name="What">What was decided.</param>
/// <param name="Why">Why.</param>
/// <param name="Holds">Whether it holds: it was not undone, and is no undoing itself.</param>
internal sealed record DecisionLine(string Id, DateTimeOffset At, string By, string What, string Why, bool Holds);
