using System.CommandLine;
using System.Text.Json;
using Broadsheet.Cli.Terminal;

namespace Broadsheet.Cli.Commands;

/// <summary><c>broadsheet explain</c>: why an article has these topics, this quality, this story and this heat.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var what = new Argument<string>("ARTICLE") { Description = "Its address, the path of its record, or the slug in that path." };
        var directory = SiteArguments.Directory();
        var settings = SiteArguments.Settings();
        var now = SiteArguments.Now();
        var json = SiteArguments.Json();
        var command = new Command("explain", "Show why an article has its topics, quality, story and heat, and whether it is published.")
        {
            what, directory, settings, now, json,
        };
        command.SetAction(parsed => Explain(
            SiteArguments.Open(parsed.GetRequiredValue(directory), parsed.GetValue(settings), parsed.InvocationConfiguration) is { } site ? Newsroom.Open(site) : null,
            parsed.GetRequiredValue(what),
            parsed.GetValue(now) ?? TimeProvider.System.GetUtcNow(),
            parsed.GetValue(json),
            parsed.InvocationConfiguration));
        return command.WithExamples(
            ("broadsheet explain https://example.org/news/ferry", "by address"),
            ("broadsheet explain _news/2026-03-04-ferry-returns.md", "by record"),
            ("broadsheet explain ferry-returns harbour --json", "by slug, for a script"));
    }

    private static int Explain(Newsroom? newsroom, string what, DateTimeOffset at, bool json, InvocationConfiguration streams)
    {
        if (newsroom is null)
            return ExitCode.SiteMistake;
        using (newsroom)
        {
            var why = newsroom.Explain(what, at);
            if (why is null)
            {
                streams.Error.WriteLine($"There is no article '{what}'. Give its address, the path of its record below the site folder, or its slug.");
                return ExitCode.NotFound;
            }
            if (json)
                streams.Output.WriteLine(JsonSerializer.Serialize(why, MachineJson.Default.Explanation));
            else
                ExplainView.Show(RunCommand.Console(streams), why);
            return ExitCode.Done;
        }
    }
}
