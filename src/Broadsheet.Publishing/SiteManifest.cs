using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Broadsheet.Publishing;

/// <summary>
/// What we remember of the files we wrote. Kept as lines of text; beside it a journal of what is being written, so that a run
/// that was killed half-way leaves no file that nobody knows of.
/// </summary>
internal sealed class SiteManifest : IDisposable
{
    private const char Separator = '\t';

    /// <summary>Another build of ours may make other bytes from the same input; its hashes of input are then worth nothing.</summary>
    private static readonly string Header = $"broadsheet manifest 1 {typeof(SiteManifest).Module.ModuleVersionId}";

    private readonly string root;
    private readonly string path;
    private readonly string journalPath;
    private readonly Lock journalLock = new();
    private StreamWriter? journal;
    private byte[] saved = [];

    private SiteManifest(string root)
    {
        this.root = root;
        var state = Path.Combine(root, ".broadsheet");
        path = Path.Combine(state, "manifest");
        journalPath = Path.Combine(state, "manifest.journal");
        Directory.CreateDirectory(state);
    }

    /// <summary>The files by path.</summary>
    public Dictionary<string, ManifestEntry> Entries { get; private set; } = new(StringComparer.Ordinal);

    public static SiteManifest Load(string root)
    {
        var manifest = new SiteManifest(root);
        manifest.ReadEntries();
        manifest.Recover();
        return manifest;
    }

    /// <summary>Name of the file beside the target in which content is laid down before it takes the target's place.</summary>
    public static string Draft(string file) => Path.Combine(Path.GetDirectoryName(file)!, $".{Path.GetFileName(file)}.draft");

    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>To be called before a file is written, from any thread.</summary>
    public void Announce(string file, string contentHash)
    {
        lock (journalLock)
        {
            journal ??= new StreamWriter(journalPath, append: true, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
            journal.WriteLine(string.Concat(contentHash, "\t", file));
        }
    }

    /// <summary>Keeps the new state and closes the journal.</summary>
    public void Save(Dictionary<string, ManifestEntry> entries)
    {
        Entries = entries;
        var text = new StringBuilder(entries.Count * 160).Append(Header).Append('\n');
        foreach (var (file, entry) in entries.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(entry.ContentHash).Append(Separator)
                .Append(CultureInfo.InvariantCulture, $"{entry.Length}").Append(Separator)
                .Append(CultureInfo.InvariantCulture, $"{entry.Modified}").Append(Separator)
                .Append(entry.IsOurs ? '1' : '0').Append(Separator)
                .Append(entry.InputHash).Append(Separator)
                .Append(file).Append('\n');
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        if (!bytes.AsSpan().SequenceEqual(saved))
        {
            File.WriteAllBytes(Draft(path), bytes);
            File.Move(Draft(path), path, overwrite: true);
            saved = bytes;
        }

        Dispose();
        File.Delete(journalPath);
    }

    /// <summary>Closes the journal; without <see cref="Save"/> it stays for the next run to recover from.</summary>
    public void Dispose()
    {
        journal?.Dispose();
        journal = null;
    }

    private void ReadEntries()
    {
        if (!File.Exists(path))
            return;
        saved = File.ReadAllBytes(path);
        var lines = Encoding.UTF8.GetString(saved).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var isSameBuild = lines.Length > 0 && lines[0] == Header;
        foreach (var line in lines.Skip(1))
        {
            var parts = line.Split(Separator);
            if (parts.Length != 6 || !long.TryParse(parts[1], CultureInfo.InvariantCulture, out var length) || !long.TryParse(parts[2], CultureInfo.InvariantCulture, out var modified))
                continue;
            Entries[parts[5]] = new ManifestEntry(isSameBuild && parts[4].Length > 0 ? parts[4] : null, parts[0], length, modified, parts[3] == "1");
        }
    }

    /// <summary>A journal that is still there tells of a run that did not end: what it had finished is ours, its drafts go.</summary>
    private void Recover()
    {
        if (!File.Exists(journalPath))
            return;
        foreach (var line in File.ReadLines(journalPath))
        {
            var parts = line.Split(Separator);
            if (parts.Length != 2 || parts[1].Length == 0)
                continue;
            var file = Path.Combine(root, parts[1]);
            File.Delete(Draft(file));
            if (File.Exists(file) && HashOf(File.ReadAllBytes(file)) == parts[0])
                Entries[parts[1]] = ManifestEntry.Of(new FileInfo(file), null, parts[0], isOurs: true);
        }
    }
}

/// <summary>One file as we left it.</summary>
/// <param name="InputHash">What it was made from; null when unknown.</param>
/// <param name="ContentHash">SHA-256 of its content.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Modified">Its time stamp in ticks (UTC), to notice that another hand was at it.</param>
/// <param name="IsOurs">Whether we wrote it; a file that was already there with the right content is not ours to remove.</param>
internal sealed record ManifestEntry(string? InputHash, string ContentHash, long Length, long Modified, bool IsOurs)
{
    public static ManifestEntry Of(FileInfo file, string? inputHash, string contentHash, bool isOurs) =>
        new(inputHash, contentHash, file.Length, file.LastWriteTimeUtc.Ticks, isOurs);

    public bool IsUntouched(FileInfo file) => file.Exists && file.Length == Length && file.LastWriteTimeUtc.Ticks == Modified;
}
