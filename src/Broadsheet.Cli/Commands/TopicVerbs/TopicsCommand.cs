using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Broadsheet.Cli.Terminal;

namespace Broadsheet.Cli.Commands.TopicVerbs;

/// <summary><c>broadsheet topics</c>: what the site is about, and trying changed rules before they are printed.</summary>
internal static class TopicsCommand
{
    public static Command Create() => new Command("topics", "List topics, test their rules, and see what a change of rules would do.")
    {
        List(),
        TopicsTestCommand.Create(),
        TopicsDiffCommand.Create(),
    }.WithExamples(
        ("broadsheet topics list", "with keywords, rules and voices counted"),
        ("broadsheet topics test topic-examples.yml", "examples with the topics they should have"),
        ("broadsheet topics diff", "what the present rules add and remove over the archive"));

    private static Command List()
    {
        var directory = SiteArguments.Directory();
        var settings = SiteArguments.Settings();
        var json = SiteArguments.Json();
        var command = new Command("list", "List the topics in the order of their files, the root first.") { directory, settings, json };
        command.SetAction(parsed =>
        {
            var streams = parsed.InvocationConfiguration;
            return SiteArguments.InNewsroom(parsed.GetRequiredValue(directory), parsed.GetValue(settings), streams, (newsroom, site) =>
            {
                var counts = newsroom.ArticlesByTopic();
                var lines = site.Topics.Select(topic => TopicLine.Of(topic, counts.GetValueOrDefault(topic.Name))).ToArray();
                if (parsed.GetValue(json))
                    streams.Output.WriteLine(JsonSerializer.Serialize(lines, MachineJson.Default.TopicLineArray));
                else
                    Show(lines, streams.Output);
                return ExitCode.Done;
            });
        });
        return command.WithExamples(
            ("broadsheet topics list harbour --json", "for a script"));
    }

    private static void Show(TopicLine[] lines, TextWriter output)
    {
        foreach (var topic in lines)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{topic.Name}{(topic.Parent is { } parent ? $" (in {parent})" : "")}: {Counted.Of(topic.Articles, "article")}"));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {topic.File}: {topic.Keywords} keywords, {topic.Include} include rules, {topic.Exclude} exclude rules, {topic.Sources} voices"));
        }
    }
}

/// <summary>A topic as it is listed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parent">Its parent's name; null for the root.</param>
/// <param name="File">The file it stands in.</param>
/// <param name="Keywords">How many keywords it has.</param>
/// <param name="Include">How many include rules.</param>
/// <param name="Exclude">How many exclude rules.</param>
/// <param name="Sources">How many voices.</param>
/// <param name="Articles">How many articles of the archive have it.</param>
internal sealed record TopicLine(string Id, string Name, string? Parent, string? File, int Keywords, int Include, int Exclude, int Sources, int Articles)
{
    /// <summary>The line of a topic.</summary>
    public static TopicLine Of(Topic topic, int articles) => new(
        topic.Id, topic.Name, topic.Parent, topic.File, topic.Keywords.Count, topic.Rules?.Include.Count ?? 0, topic.Rules?.Exclude.Count ?? 0, topic.Sources.Count, articles);
}
