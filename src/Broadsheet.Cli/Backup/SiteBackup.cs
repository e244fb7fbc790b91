using System.Formats.Tar;
using System.IO.Compression;
using Broadsheet.Site;
using Microsoft.Data.Sqlite;

namespace Broadsheet.Cli.Backup;

/// <summary>
/// Writes everything a site is made of into one archive, while it runs: each database as it was at one instant, by SQLite's own way of copying, and each
/// file whole. Printing waits meanwhile, so that pages and the list of what was printed belong together.
/// </summary>
internal static class SiteBackup
{
    // Made anew when missing, held by a process, or not ours.
    private static readonly string[] LeftOutFolders = [".git", "node_modules", "_site", SiteRestore.Staging];
    private static readonly string[] LeftOutEndings = [".lock", ".by", ".part", ".new", "-wal", "-shm", "-journal"];

    /// <summary>Makes the archive. It takes its place when it is whole, readable by its owner alone: it holds what the accounts and keys of the site do.</summary>
    /// <param name="site">The site.</param>
    /// <param name="target">Path of the archive, outside the site folder; one that is there is replaced.</param>
    /// <param name="at">The moment it is dated.</param>
    /// <exception cref="InvalidDataException">A database is damaged; nothing is written.</exception>
    public static BackupReport Write(SiteFolder site, string target, DateTimeOffset at)
    {
        target = Path.GetFullPath(target);
        if (target.StartsWith(site.Root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new InvalidDataException($"{target} lies in the site folder, so the next backup would hold this one. Name a place outside.");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var draft = target + ".part";
        var copies = Path.Combine(Path.GetDirectoryName(target)!, "." + Path.GetFileName(target) + ".databases");
        try
        {
            OwnFolder(copies);
            var report = Write(site, target, draft, copies, at);
            File.Move(draft, target, overwrite: true);
            DurableFile.FlushFolder(Path.GetDirectoryName(target)!);
            return report;
        }
        finally
        {
            File.Delete(draft);
            if (Directory.Exists(copies))
                Directory.Delete(copies, recursive: true);
        }
    }

    /// <summary>Whether a path in the site folder is part of a backup.</summary>
    /// <param name="path">The path, with slashes.</param>
    internal static bool IsPart(string path) =>
        !Array.Exists(LeftOutFolders, folder => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal))
        && !path.StartsWith(SiteRestore.Before, StringComparison.Ordinal)
        && !path.StartsWith(".broadsheet/search.db", StringComparison.Ordinal)
        && !Array.Exists(LeftOutEndings, ending => path.EndsWith(ending, StringComparison.Ordinal));

    private static BackupReport Write(SiteFolder site, string target, string draft, string copies, DateTimeOffset at)
    {
        using var printing = FolderLock.ToPrint(site);
        var (files, leftOut) = List(site.Root);
        var written = new List<BackupFile>();
        using (var stream = OwnFile(draft))
        {
            using (var packed = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
            using (var archive = new TarWriter(packed, TarEntryFormat.Pax))
            {
                foreach (var path in files)
                {
                    if (Add(archive, site.Root, path, copies) is { } file)
                        written.Add(file);
                }

                var manifest = new BackupManifest(BackupManifest.CurrentFormat, at, site.Masthead.Title, written).ToJson();
                archive.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, BackupManifest.Name) { DataStream = new MemoryStream(manifest), ModificationTime = at, Mode = Private });
            }

            stream.Flush(flushToDisk: true);
        }

        return new BackupReport(target, written.Count, written.Sum(file => file.Bytes), new FileInfo(draft).Length, leftOut);
    }

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static BackupFile? Add(TarWriter archive, string root, string path, string copies)
    {
        var source = Path.Combine(root, path);
        FileStream stream;
        try
        {
            stream = File.OpenRead(IsDatabase(path, source) ? CopyOf(source, copies) : source);
        }
        catch (FileNotFoundException)
        {
            // It was there when the folder was listed; whoever took it away meant it.
            return null;
        }

        using var summed = new SummedStream(stream, stream.Length);
        archive.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path)
        {
            DataStream = summed,
            ModificationTime = File.GetLastWriteTimeUtc(source),
            Mode = OperatingSystem.IsWindows() ? Private : File.GetUnixFileMode(source),
        });
        return new BackupFile(path, summed.Length, summed.Sum);
    }

    private static bool IsDatabase(string path, string source)
    {
        if (!path.EndsWith(".db", StringComparison.Ordinal) || !path.StartsWith(".broadsheet/", StringComparison.Ordinal))
            return false;
        Span<byte> start = stackalloc byte[16];
        using var stream = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual("SQLite format 3\0"u8);
    }

    /// <summary>Copies a database that others may be writing to.</summary>
    private static string CopyOf(string source, string copies)
    {
        var copy = Path.Combine(copies, Path.GetFileName(source));
        try
        {
            using var from = SqliteFile.Open(source, SqliteOpenMode.ReadWrite);
            using var to = SqliteFile.Open(copy, SqliteOpenMode.ReadWriteCreate);
            from.BackupDatabase(to);
            // One file without a log beside it; whoever opens it next turns the log on again.
            to.Execute("PRAGMA journal_mode = DELETE;");
            if (to.All("PRAGMA quick_check(1)", row => row.GetString(0)).FirstOrDefault() is not "ok" and { } damage)
                throw new InvalidDataException($"{source} is damaged: {damage}. There is nothing to be gained from a backup of it; restore an older one.");
        }
        catch (SqliteException trouble)
        {
            throw new InvalidDataException($"{source} cannot be copied: {trouble.Message}.", trouble);
        }

        return copy;
    }

    private static (List<string> Files, List<string> LeftOut) List(string root)
    {
        var (files, leftOut) = (new List<string>(), new List<string>());
        var folders = new Stack<string>([root]);
        while (folders.TryPop(out var folder))
        {
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
            {
                var path = Path.GetRelativePath(root, entry.FullName).Replace('\\', '/');
                if (!IsPart(path))
                    continue;
                // Where a link leads is not part of the folder, and may lead round in a circle.
                if (entry.LinkTarget is not null)
                    leftOut.Add(path);
                else if (entry is DirectoryInfo)
                    folders.Push(entry.FullName);
                else
                    files.Add(path);
            }
        }

        files.Sort(StringComparer.Ordinal);
        leftOut.Sort(StringComparer.Ordinal);
        return (files, leftOut);
    }

    private static void OwnFolder(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, Private | UnixFileMode.UserExecute);
    }

    private static FileStream OwnFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Private;
        return new FileStream(path, options);
    }
}

/// <summary>What a backup did.</summary>
/// <param name="Archive">The archive.</param>
/// <param name="Files">Files in it.</param>
/// <param name="Bytes">Their length.</param>
/// <param name="ArchiveBytes">The archive's length.</param>
/// <param name="LeftOut">Links, which were left out.</param>
internal sealed record BackupReport(string Archive, int Files, long Bytes, long ArchiveBytes, IReadOnlyList<string> LeftOut);
