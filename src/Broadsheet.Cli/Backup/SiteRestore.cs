using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using Broadsheet.Site;

namespace Broadsheet.Cli.Backup;

/// <summary>Makes a site folder of an archive. Nothing of the folder changes before all of the archive is read and found whole.</summary>
internal static class SiteRestore
{
    /// <summary>Folder that is filled while an archive is read.</summary>
    public const string Staging = ".restoring";

    /// <summary>How the folder begins that keeps what was there before.</summary>
    public const string Before = ".before-restore";

    private const int LargestManifest = 256 * 1024 * 1024;
    private const UnixFileMode NotGiven = ~(UnixFileMode)0b111_111_111;

    /// <summary>Restores.</summary>
    /// <param name="archive">Path of the archive.</param>
    /// <param name="folder">The site folder; made when there is none.</param>
    /// <param name="force">Whether what is in the folder may be put aside.</param>
    /// <param name="at">Now, for the name of what is put aside.</param>
    /// <exception cref="InvalidDataException">The archive is damaged or none of ours, or the folder is not empty.</exception>
    /// <exception cref="FolderBusyException">A process works on the folder.</exception>
    public static RestoreReport Restore(string archive, string folder, bool force, DateTimeOffset at)
    {
        folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(folder);
        if (!force && Directory.EnumerateFileSystemEntries(folder).Any(entry => Path.GetFileName(entry) != Staging))
            throw new InvalidDataException($"{folder} is not empty. Name another folder, or say --force: what is there is then put aside, not deleted.");
        var staging = Path.Combine(folder, Staging);
        if (Directory.Exists(staging))
            Directory.Delete(staging, recursive: true);
        try
        {
            Directory.CreateDirectory(staging);
            var manifest = Unpack(archive, staging);
            var aside = PutInPlace(folder, staging, at);
            return new RestoreReport(folder, manifest.Made, manifest.Files.Count, manifest.Files.Sum(file => file.Bytes), aside);
        }
        finally
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
        }
    }

    private static BackupManifest Unpack(string archive, string staging)
    {
        var found = new Dictionary<string, BackupFile>(StringComparer.Ordinal);
        BackupManifest? manifest = null;
        try
        {
            using var packed = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
            using var reader = new TarReader(packed);
            while (reader.GetNextEntry() is { } entry)
            {
                if (manifest is not null)
                    throw new InvalidDataException($"{archive}: something follows the manifest. This is not an archive of ours.");
                if (entry.Name == BackupManifest.Name)
                    manifest = ReadManifest(entry, archive);
                else if (!found.TryAdd(entry.Name, Unpack(entry, archive, staging)))
                    throw new InvalidDataException($"{archive}: '{entry.Name}' is in it twice.");
            }
        }
        // Our own refusals name the archive already.
        catch (Exception damage) when (damage is EndOfStreamException or FormatException || (damage is InvalidDataException && !damage.Message.StartsWith(archive, StringComparison.Ordinal)))
        {
            throw new InvalidDataException($"{archive} is damaged: {damage.Message} Use another backup.", damage);
        }

        Check(archive, manifest ?? throw new InvalidDataException($"{archive}: its end is missing, or it is not an archive of 'broadsheet backup'. Use another backup."), found);
        return manifest;
    }

    private static BackupManifest ReadManifest(TarEntry entry, string archive)
    {
        if (entry.Length > LargestManifest || entry.DataStream is not { } data)
            throw new InvalidDataException($"{BackupManifest.Name} in the archive is too large.");
        using var bytes = new MemoryStream();
        data.CopyTo(bytes);
        var manifest = BackupManifest.Parse(bytes.ToArray());
        return manifest.Format == BackupManifest.CurrentFormat
            ? manifest
            : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{archive} has format {manifest.Format}. Restore it with the version of Broadsheet that made it."));
    }

    private static BackupFile Unpack(TarEntry entry, string archive, string staging)
    {
        // Links and devices have no place in a site, and are how archives reach out of their folder.
        if (entry.EntryType != TarEntryType.RegularFile || !IsInside(entry.Name))
            throw new InvalidDataException($"{archive}: '{entry.Name}' would be written outside the site folder, or is no plain file. Nothing was restored.");
        var path = Path.Combine(staging, entry.Name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string sum;
        using (var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            // The archive's own reader needs the stream for the way to the next entry. An empty file has none.
            using var summed = new SummedStream(entry.DataStream ?? Stream.Null, entry.Length, leaveOpen: true);
            summed.CopyTo(target);
            sum = summed.Sum;
            target.Flush(flushToDisk: true);
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, entry.Mode & ~NotGiven);
            if (entry.Name.StartsWith(".broadsheet/keys/", StringComparison.Ordinal))
                File.SetUnixFileMode(Path.GetDirectoryName(path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        File.SetLastWriteTimeUtc(path, entry.ModificationTime.UtcDateTime);
        return new BackupFile(entry.Name, entry.Length, sum);
    }

    private static bool IsInside(string name) =>
        name.Length > 0 && !name.Contains('\\', StringComparison.Ordinal) && !name.Contains('\0', StringComparison.Ordinal) && !name.Contains(':', StringComparison.Ordinal)
        && name.Split('/').All(part => part is not ("" or "." or ".."));

    private static void Check(string archive, BackupManifest manifest, Dictionary<string, BackupFile> found)
    {
        foreach (var file in manifest.Files)
        {
            if (!found.Remove(file.Path, out var read))
                throw new InvalidDataException($"{archive}: '{file.Path}' is missing. Use another backup.");
            if (read != file)
                throw new InvalidDataException($"{archive}: '{file.Path}' is damaged. Use another backup.");
        }

        if (found.Keys.Order(StringComparer.Ordinal).FirstOrDefault() is { } more)
            throw new InvalidDataException($"{archive}: '{more}' is not in its manifest. It was changed after it was made.");
    }

    /// <summary>Moves what was unpacked to its place, and what is there aside. The state goes out first and comes in last: in between there is no site, and not a mixed one.</summary>
    private static string? PutInPlace(string folder, string staging, DateTimeOffset at)
    {
        var old = Directory.GetFileSystemEntries(folder)
            .Where(entry => entry != staging && !Path.GetFileName(entry).StartsWith(Before, StringComparison.Ordinal))
            .OrderBy(entry => Path.GetFileName(entry) != ".broadsheet").ToArray();
        string? aside = null;
        if (old.Length > 0)
        {
            // Whoever works on the folder would go on in the files that are put aside.
            using var polling = FolderLock.ToPoll(SiteFolder.Open(folder), "broadsheet restore");
            using var printing = FolderLock.ToPrint(SiteFolder.Open(folder));
            aside = Path.Combine(folder, Before + at.UtcDateTime.ToString("-yyyyMMdd-HHmmss", CultureInfo.InvariantCulture));
            Directory.CreateDirectory(aside);
            foreach (var entry in old)
                Directory.Move(entry, Path.Combine(aside, Path.GetFileName(entry)));
        }

        foreach (var entry in Directory.GetFileSystemEntries(staging).OrderBy(entry => Path.GetFileName(entry) == ".broadsheet"))
            Directory.Move(entry, Path.Combine(folder, Path.GetFileName(entry)));
        DurableFile.FlushFolder(folder);
        return aside;
    }
}

/// <summary>What a restore did.</summary>
/// <param name="Folder">The site folder.</param>
/// <param name="Made">When the backup was made.</param>
/// <param name="Files">Files restored.</param>
/// <param name="Bytes">Their length.</param>
/// <param name="Aside">Where what was there before is now; null when there was nothing.</param>
internal sealed record RestoreReport(string Folder, DateTimeOffset Made, int Files, long Bytes, string? Aside);
