using System.Globalization;
using Broadsheet.Cli.Commands;
using Broadsheet.Server.Accounts;
using Broadsheet.Site;
using Microsoft.Data.Sqlite;

namespace Broadsheet.Cli.Doctor;

/// <summary>Looks at what lies on the disk: settings, rights, databases, room, the clock, the last backup. Changes nothing.</summary>
internal static class FolderExamination
{
    private const long LittleRoom = 1_000_000_000;
    private const long NoRoom = 200_000_000;
    private static readonly TimeSpan OldBackup = TimeSpan.FromDays(7);
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    public static IEnumerable<Finding> Examine(SiteFolder site, DateTimeOffset now) =>
        [.. Settings(site), .. Rights(site), .. Passwords(site), .. Stores(site), Room(site), Clock(site), Backup(site, now)];

    private static IEnumerable<Finding> Settings(SiteFolder site)
    {
        if (site.Problems.All.Count == 0)
            yield return Finding.Good("settings", string.Create(CultureInfo.InvariantCulture, $"{site.Topics.Count} topics and {site.Sources.Count} feeds, without a mistake."));
        foreach (var problem in site.Problems.All)
            yield return new Finding("settings", problem.IsError ? Health.Bad : Health.Look, (problem with { Remedy = "" }).ToString().TrimEnd(), problem.Remedy);
    }

    private static IEnumerable<Finding> Rights(SiteFolder site)
    {
        var isGood = true;
        foreach (var folder in new[] { site.Root, site.StatePath, Path.Combine(site.Root, "public") }.Where(Directory.Exists).Where(folder => !CanWrite(folder)))
        {
            isGood = false;
            yield return Finding.Bad("folder", $"{folder} cannot be written to by {Environment.UserName}.", $"Run Broadsheet as the owner of the folder, or 'chown -R {Environment.UserName} {site.Root}'.");
        }

        foreach (var secret in Secrets(site).Where(IsReadByOthers))
        {
            isGood = false;
            yield return Finding.Bad("folder", $"{secret} holds secrets and can be read by others on this machine.", $"chmod go-rwx {secret}");
        }

        if (isGood)
            yield return Finding.Good("folder", $"{site.Root} can be written to, and its secrets are private.");
    }

    private static IEnumerable<Finding> Passwords(SiteFolder site)
    {
        if (site.Problems.HasErrors || KnownPasswords.Of(site.Settings.Section<AccountsOptions>("accounts"), site.Root) is not { } known)
            yield break;
        yield return known.Trouble() is { } trouble
            ? Finding.Bad("passwords", trouble, "Meanwhile nobody can be given a password: mend the file, or leave accounts.knownPasswords out.")
            : Finding.Good("passwords", "New ones are compared with the file of known ones.");
    }

    private static IEnumerable<Finding> Stores(SiteFolder site)
    {
        if (!Directory.Exists(site.StatePath))
        {
            yield return Finding.Look("stores", "Nothing is stored yet.", "broadsheet run");
            yield break;
        }

        var count = 0;
        foreach (var file in Directory.GetFiles(site.StatePath, "*.db").Order(StringComparer.Ordinal))
        {
            count++;
            if (TroubleOf(file) is { } trouble)
                yield return trouble;
        }

        if (count > 0)
            yield return Finding.Good("stores", string.Create(CultureInfo.InvariantCulture, $"{count} databases were checked."));
    }

    private static Finding Room(SiteFolder site)
    {
        var free = new DriveInfo(site.Root).AvailableFreeSpace;
        var state = Directory.Exists(site.StatePath) ? new DirectoryInfo(site.StatePath).EnumerateFiles("*.db*").Sum(file => file.Length) : 0;
        var text = string.Create(CultureInfo.InvariantCulture, $"{free / 1e9:0.0} GB are free; the site's databases take {state / 1e9:0.000}.");
        const string remedy = "Make room: remove old archives and logs, or move the site to a larger disk.";
        return free < NoRoom || free < state / 2 ? Finding.Bad("disk", text, remedy) : free < LittleRoom || free < state ? Finding.Look("disk", text, remedy) : Finding.Good("disk", text);
    }

    private static Finding Clock(SiteFolder site)
    {
        // The clock that files are dated by, whatever moment is looked at.
        var now = TimeProvider.System.GetUtcNow();
        // What was written a moment ago cannot be from tomorrow, unless the clock was set back since, or runs ahead now and then.
        var latest = File.Exists(site.StorePath) ? File.GetLastWriteTimeUtc(site.StorePath) : DateTime.MinValue;
        return latest > now.UtcDateTime + Ahead
            ? Finding.Bad("clock", string.Create(CultureInfo.InvariantCulture, $"The store was written at {latest:yyyy-MM-dd HH:mm} UTC, and now it is {now:yyyy-MM-dd HH:mm} UTC: the clock was set back, or is wrong."), "Keep the clock by NTP ('timedatectl set-ntp true').")
            : Finding.Good("clock", string.Create(CultureInfo.InvariantCulture, $"It is {now:yyyy-MM-dd HH:mm} UTC."));
    }

    private static Finding Backup(SiteFolder site, DateTimeOffset now)
    {
        const string remedy = "broadsheet backup DIR /backup --keep 14, each night";
        var note = Path.Combine(site.StatePath, BackupCommand.NoteName);
        if (!File.Exists(note) || File.ReadAllLines(note) is not [var at, var archive, ..] || !DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var made))
            return Finding.Look("backup", "No backup was made with 'broadsheet backup'.", remedy);
        if (now - made > OldBackup)
            return Finding.Look("backup", string.Create(CultureInfo.InvariantCulture, $"The last backup is {(now - made).TotalDays:0} days old."), remedy);
        return File.Exists(archive)
            ? Finding.Good("backup", string.Create(CultureInfo.InvariantCulture, $"The last backup is of {made:yyyy-MM-dd HH:mm} UTC: {archive}."))
            : Finding.Look("backup", $"The last backup, {archive}, is not there any longer.", "See that it was moved and not lost; make another otherwise.");
    }

    private static bool CanWrite(string folder)
    {
        var probe = Path.Combine(folder, ".broadsheet-probe.part");
        try
        {
            using var file = new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception refusal) when (refusal is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Secrets(SiteFolder site)
    {
        string[] files = [Path.Combine(site.StatePath, "accounts.db"), Path.Combine(site.StatePath, "mail.db"), Path.Combine(site.StatePath, "keys")];
        return files.Where(Path.Exists);
    }

    private static bool IsReadByOthers(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != UnixFileMode.None;

    private static Finding? TroubleOf(string file)
    {
        var remedy = Path.GetFileName(file) is "search.db" or "manifest.db"
            ? $"Stop the server and remove {file}: it is made anew."
            : "Stop the server and restore the last backup ('broadsheet restore ARCHIVE DIR --force'); what is there is put aside.";
        try
        {
            using var connection = SqliteFile.Open(file, SqliteOpenMode.ReadWrite);
            // What it finds is told in several lines.
            return connection.All("PRAGMA quick_check(1)", row => row.GetString(0)).FirstOrDefault() is not "ok" and { } answer
                ? Finding.Bad("stores", $"{file} is damaged: {answer.Replace('\n', ' ')}", remedy)
                : null;
        }
        catch (SqliteException trouble)
        {
            var mends = SqliteFile.Remedy(trouble, remedy);
            return Finding.Bad("stores", $"{file} {(mends == remedy ? "is damaged" : "cannot be opened")}: {trouble.Message}", mends);
        }
    }
}
