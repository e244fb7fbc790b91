using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Broadsheet.Cli.Backup;
using Broadsheet.Cli.Terminal;

namespace Broadsheet.Cli.Commands;

/// <summary><c>broadsheet restore</c>: a site folder from an archive of <c>backup</c>.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var archive = new Argument<string>("ARCHIVE") { Description = "The archive." };
        var directory = new Argument<string>("DIR") { Description = "The site folder to make." };
        var force = new Option<bool>("--force") { Description = "Put aside what is in the folder (into .before-restore-…), instead of refusing." };
        var json = SiteArguments.Json();
        var command = new Command("restore", "Make a site folder from an archive of 'backup', after checking that it is whole.") { archive, directory, force, json };
        command.SetAction(parsed =>
        {
            var streams = parsed.InvocationConfiguration;
            var source = parsed.GetRequiredValue(archive);
            if (!File.Exists(source))
            {
                streams.Error.WriteLine($"There is no archive '{source}'.");
                return ExitCode.NotFound;
            }

            return SiteArguments.OnFiles(streams, () =>
            {
                var report = SiteRestore.Restore(source, parsed.GetRequiredValue(directory), parsed.GetValue(force), TimeProvider.System.GetUtcNow());
                streams.Output.WriteLine(parsed.GetValue(json)
                    ? JsonSerializer.Serialize(report, MachineJson.Default.RestoreReport)
                    : string.Create(CultureInfo.InvariantCulture, $"{report.Folder}: {report.Files} files as they were at {report.Made:yyyy-MM-dd HH:mm:ss} UTC.{(report.Aside is { } aside ? $" What was there is in {aside}." : "")}"));
                return ExitCode.Done;
            });
        });
        return command.WithExamples(
            ("broadsheet restore /backup/harbour-20260307T180000Z.broadsheet.tar.gz harbour", "into a new folder"),
            ("broadsheet restore harbour.tar.gz harbour --force", "with the server stopped, in place of what is there"));
    }
}
