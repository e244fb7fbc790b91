using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Broadsheet.Classification;
using Broadsheet.Cli.Terminal;
using Broadsheet.Site;

namespace Broadsheet.Cli.Commands.TopicVerbs;

/// <summary><c>broadsheet topics test</c>: examples with the topics they should have, against the rules in force.</summary>
internal static class TopicsTestCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A YAML file of examples (docs/guide/topics.md)." };
        var directory = SiteArguments.Directory();
        var settings = SiteArguments.Settings();
        var json = SiteArguments.Json();
        var command = new Command("test", "Check that examples get the topics they should; exit code 6 when one does not.") { file, directory, settings, json };
        command.SetAction(parsed =>
        {
            var streams = parsed.InvocationConfiguration;
            if (SiteArguments.Open(parsed.GetRequiredValue(directory), parsed.GetValue(settings), streams) is not { } site)
                return ExitCode.SiteMistake;
            if (ReadExamples(parsed.GetRequiredValue(file), site, streams) is not { } examples)
                return ExitCode.SiteMistake;
            var classifier = new TopicClassifier(site.Topics, NewsroomSettings.Read(site).Classification);
            var outcomes = examples.Select(example => example.Against(classifier)).ToArray();
            if (parsed.GetValue(json))
                streams.Output.WriteLine(JsonSerializer.Serialize(outcomes, MachineJson.Default.TopicExampleOutcomeArray));
            else
                Show(outcomes, streams.Output);
            return outcomes.All(outcome => outcome.IsAsExpected) ? ExitCode.Done : ExitCode.ExampleFails;
        });
        return command.WithExamples(
            ("broadsheet topics test topic-examples.yml", "each example that fails is named, with the words and rules"),
            ("broadsheet topics test topic-examples.yml harbour --json", "for a script"));
    }

    private static IReadOnlyList<TopicExample>? ReadExamples(string file, SiteFolder site, InvocationConfiguration streams)
    {
        if (!File.Exists(file))
        {
            streams.Error.WriteLine($"There is no file '{file}'.");
            return null;
        }
        var problems = new SiteProblems();
        var examples = YamlMapping.Read(file, File.ReadAllText(file), problems) is { } yaml ? TopicExample.Read(yaml, site.Topics) : [];
        foreach (var problem in problems.All)
            streams.Error.WriteLine(problem);
        return problems.HasErrors ? null : examples;
    }

    private static void Show(TopicExampleOutcome[] outcomes, TextWriter output)
    {
        foreach (var outcome in outcomes.Where(outcome => !outcome.IsAsExpected))
        {
            output.WriteLine($"{outcome.Place}: {outcome.Title}");
            foreach (var topic in outcome.Missing)
                output.WriteLine($"  - {topic} is missing. {outcome.Reason}");
            foreach (var topic in outcome.Unexpected)
                output.WriteLine($"  + {topic.Topic} is too much: {topic.Evidence}.");
        }
        var good = outcomes.Count(outcome => outcome.IsAsExpected);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{good} of {outcomes.Length} examples are as expected."));
    }
}
