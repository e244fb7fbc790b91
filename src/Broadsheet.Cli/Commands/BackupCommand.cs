using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Broadsheet.Cli.Backup;
using Broadsheet.Cli.Terminal;
using Broadsheet.Site;

namespace Broadsheet.Cli.Commands;

/// <summary><c>broadsheet backup</c>: one archive of a site, which may be running.</summary>
internal static class BackupCommand
{
    /// <summary>Where the state folder notes the last backup: its moment and its archive.</summary>
    public const string NoteName = "last-backup";

    private const string Ending = ".broadsheet.tar.gz";

    public static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "The site folder." };
        var target = new Argument<string>("TARGET") { Description = "The archive to write, outside the site folder; or a folder, where it gets the site's name and the moment." };
        var keep = new Option<int?>("--keep") { Description = "Afterwards keep only the latest NUMBER archives of the site in the folder TARGET.", HelpName = "NUMBER" };
        keep.Validators.Add(result =>
        {
            if (result.GetValue(keep) is < 1)
                result.AddError("--keep: write a number from 1 on.");
        });
        var json = SiteArguments.Json();
        var command = new Command("backup", "Write a site, which may be running, into one archive: stores, accounts, decisions, settings and what was printed.") { directory, target, keep, json };
        command.SetAction(parsed =>
        {
            var streams = parsed.InvocationConfiguration;
            if (SiteArguments.Open(parsed.GetRequiredValue(directory), settings: null, streams) is not { } site)
                return ExitCode.SiteMistake;
            return SiteArguments.OnFiles(streams, () =>
            {
                var now = TimeProvider.System.GetUtcNow();
                var (archive, folder) = PlaceOf(site, parsed.GetRequiredValue(target), now);
                var report = SiteBackup.Write(site, archive, now);
                Directory.CreateDirectory(site.StatePath);
                DurableFile.Replace(Path.Combine(site.StatePath, NoteName), System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{now:yyyy-MM-dd'T'HH:mm:ss'Z'}\n{report.Archive}\n")));
                if (folder is not null && parsed.GetValue(keep) is { } number)
                    RemoveOlder(site, folder, number);
                Print(report, parsed.GetValue(json), streams);
                return ExitCode.Done;
            });
        });
        return command.WithExamples(
            ("broadsheet backup harbour /backup --keep 14", "from cron each night; the last fourteen stay"),
            ("broadsheet backup harbour harbour.tar.gz", "into this file"));
    }

    private static (string Archive, string? Folder) PlaceOf(SiteFolder site, string target, DateTimeOffset at) => Directory.Exists(target)
        ? (Path.Combine(target, NameOf(site) + at.UtcDateTime.ToString("-yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture) + Ending), target)
        : (target, null);

    private static string NameOf(SiteFolder site) => Path.GetFileName(Path.TrimEndingDirectorySeparator(site.Root));

    // The moment in the name orders them, whatever times a copy to another disk gave the files.
    private static void RemoveOlder(SiteFolder site, string folder, int keep)
    {
        foreach (var old in Directory.GetFiles(folder, NameOf(site) + "-????????T??????Z" + Ending).OrderDescending(StringComparer.Ordinal).Skip(keep))
            File.Delete(old);
    }

    private static void Print(BackupReport report, bool json, InvocationConfiguration streams)
    {
        if (json)
            streams.Output.WriteLine(JsonSerializer.Serialize(report, MachineJson.Default.BackupReport));
        else
            streams.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Archive}: {report.Files} files, {report.Bytes / 1e6:0.0} MB in {report.ArchiveBytes / 1e6:0.0} MB. It holds the site's secrets: keep it as you keep passwords."));
        foreach (var link in report.LeftOut)
            streams.Error.WriteLine($"Left out: {link} is a link.");
    }
}
