using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Broadsheet.Cli.Terminal;
using Broadsheet.Site;
using Spectre.Console;

namespace Broadsheet.Cli.Commands;

/// <summary><c>broadsheet check</c>: what is wrong with a site folder, and what is in force.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var directory = SiteArguments.Directory();
        var settings = SiteArguments.Settings();
        var json = SiteArguments.Json();
        var command = new Command("check", "Check every setting, topic, organization and feed; show what is in force and where it comes from.")
        {
            directory, settings, json,
        };
        command.SetAction(parsed => Check(
            SiteArguments.Read(parsed.GetRequiredValue(directory), parsed.GetValue(settings)),
            parsed.GetValue(json),
            parsed.InvocationConfiguration));
        return command.WithExamples(
            ("broadsheet check", "the site you stand in"),
            ("broadsheet check harbour --json", "for a script; exit code 3 when something is wrong"));
    }

    private static int Check(SiteFolder site, bool json, InvocationConfiguration streams)
    {
        var problems = site.Problems.All;
        if (json)
            streams.Output.WriteLine(JsonSerializer.Serialize(new CheckReport(problems, [.. site.Settings.InForce()], site.Topics.Count, site.Organizations.Count, site.Sources.Count), MachineJson.Default.CheckReport));
        else
            Show(RunCommand.Console(streams), site, problems);
        return site.Problems.HasErrors ? ExitCode.SiteMistake : ExitCode.Done;
    }

    private static void Show(IAnsiConsole console, SiteFolder site, IReadOnlyList<SiteProblem> problems)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Setting", "Value", "From");
        foreach (var setting in site.Settings.InForce())
            table.AddRow(Markup.Escape(setting.Path), Markup.Escape(setting.Value), Markup.Escape(setting.From));
        console.Write(table);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{site.Topics.Count} topics, {site.Organizations.Count} organizations, {site.Sources.Count} feeds."));
        foreach (var problem in problems)
            console.WriteLine((problem.IsError ? "Mistake: " : "Look at: ") + problem);
        console.WriteLine(problems.Count == 0 ? "Nothing is wrong." : string.Create(CultureInfo.InvariantCulture, $"{problems.Count(problem => problem.IsError)} mistakes, {problems.Count(problem => !problem.IsError)} things to look at."));
    }
}
