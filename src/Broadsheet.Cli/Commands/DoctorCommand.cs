using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Broadsheet.Cli.Doctor;
using Broadsheet.Cli.Terminal;

namespace Broadsheet.Cli.Commands;

/// <summary><c>broadsheet doctor</c>: what is wrong with a site at work, and what would do.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var (directory, settings, now, json) = (SiteArguments.Directory(), SiteArguments.Settings(), SiteArguments.Now(), SiteArguments.Json());
        var offline = new Option<bool>("--offline") { Description = "Ask neither the mail server nor the site's public address." };
        var command = new Command("doctor", "Examine a site, which may be running: settings, rights, databases, disk, clock, feeds, mail, webhooks, backups. Mends nothing, and says what would.")
        {
            directory, settings, now, offline, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var streams = parsed.InvocationConfiguration;
            var at = parsed.GetValue(now) ?? TimeProvider.System.GetUtcNow();
            var site = SiteArguments.Read(parsed.GetRequiredValue(directory), parsed.GetValue(settings));
            try
            {
                List<Finding> findings = [.. FolderExamination.Examine(site, at), .. WorkExamination.Examine(site, at)];
                if (!parsed.GetValue(offline) && !site.Problems.HasErrors)
                    findings.AddRange(await NetworkExamination.ExamineAsync(site, at, cancellation));
                Print(findings, parsed.GetValue(json), streams);
                return site.Problems.HasErrors ? ExitCode.SiteMistake : findings.Exists(finding => finding.Health == Health.Bad) ? ExitCode.Unwell : ExitCode.Done;
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                streams.Error.WriteLine(trouble.Message);
                return ExitCode.Failed;
            }
        });
        return command.WithExamples(
            ("broadsheet doctor harbour", "exit code 8 when something needs mending"),
            ("broadsheet doctor harbour --offline --json", "for a monitor"));
    }

    private static void Print(List<Finding> findings, bool json, InvocationConfiguration streams)
    {
        if (json)
        {
            streams.Output.WriteLine(JsonSerializer.Serialize(findings, MachineJson.Default.IReadOnlyListFinding));
            return;
        }

        foreach (var finding in findings.OrderByDescending(finding => finding.Health))
        {
            streams.Output.WriteLine($"{Word(finding.Health)} {finding.Check}: {finding.What}");
            if (finding.Remedy is { } remedy)
                streams.Output.WriteLine($"          {remedy}");
        }

        streams.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{findings.Count(finding => finding.Health == Health.Bad)} to mend, {findings.Count(finding => finding.Health == Health.Look)} to look at."));
    }

    private static string Word(Health health) => health switch { Health.Bad => "Mend:    ", Health.Look => "Look at: ", _ => "Good:    " };
}
