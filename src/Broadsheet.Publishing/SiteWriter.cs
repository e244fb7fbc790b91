using System.Collections.Concurrent;
using System.Globalization;

namespace Broadsheet.Publishing;

/// <summary>
/// Brings a site folder to what an edition calls for: makes only what changed, leaves equal files and their time stamps alone, takes away
/// what it wrote earlier and nobody calls for now. Each file changes as a whole or not at all, and a run that was killed is
/// completed by the next.
/// </summary>
public sealed class SiteWriter
{
    // As many files at a time as one word to the journal tells of.
    private const int Batch = 32;

    private readonly string root;
    private readonly SiteWriterOptions options;
    private readonly ConcurrentDictionary<string, bool> folders = new(StringComparer.Ordinal);

    /// <summary>A writer for one site folder.</summary>
    /// <param name="root">Path of the folder.</param>
    /// <param name="options">Settings.</param>
    public SiteWriter(string root, SiteWriterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.root = Path.GetFullPath(root);
        this.options = options;
    }

    /// <summary>Writes a plan.</summary>
    /// <param name="plan">All files of the site, each path once; files we wrote that are not in it are removed.</param>
    /// <param name="mayRemoveAny">Whether the operator has said that a large removal is meant.</param>
    /// <exception cref="ArgumentException">A path leaves the folder or is planned twice.</exception>
    /// <exception cref="IOException">The disk refuses. What was written so far is whole, and the next run completes the rest.</exception>
    public WriteReport Write(IEnumerable<PlannedFile> plan, bool mayRemoveAny = false)
    {
        ArgumentNullException.ThrowIfNull(plan);
        using var manifest = SiteManifest.Open(root);
        return Write(manifest, new SitePlan([new SitePart("", [.. plan])], IsComplete: true, [], []), mayRemoveAny)!;
    }

    /// <summary>Writes the parts of a plan. Null, and nothing is written, when a part of a site shows that all of it must be looked at: because another hand was at it, or because two parts want the same file.</summary>
    internal WriteReport? Write(SiteManifest manifest, SitePlan plan, bool mayRemoveAny)
    {
        Dictionary<string, Planned> planned = new(StringComparer.Ordinal);
        foreach (var part in plan.Parts)
        {
            foreach (var file in part.Files)
            {
                SitePath.Check(file.Path);
                if (planned.TryAdd(file.Path, new Planned(file, part.Key)))
                    continue;
                if (!plan.IsComplete)
                    return null;
                throw new ArgumentException($"'{file.Path}' is planned twice.", nameof(plan));
            }
        }

        var known = plan.IsComplete ? manifest.AllFiles() : KnownOf(plan, planned.Keys, manifest);
        if (!plan.IsComplete && (known.Any(file => !IsOf(plan, file.Value)) || planned.Keys.Any(path => known.TryGetValue(path, out var entry) && !entry.IsUntouched(FileOf(path)))))
            return null;
        var obsolete = known.Where(file => file.Value.IsOurs && !planned.ContainsKey(file.Key)).Select(file => file.Key).Order(StringComparer.Ordinal).ToList();
        var ours = plan.IsComplete ? known.Values.Count(entry => entry.IsOurs) : manifest.CountOurs();
        var moved = planned.Values.Select(file => file.File.MovedFrom).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var parting = planned.Values.Where(file => file.File.IsFarewell && known.TryGetValue(file.File.Path, out var entry) && entry.Part != file.Part).Select(file => file.File.Path);
        if (RefusalOf(planned.Keys, obsolete, [.. obsolete.Where(path => !moved.Contains(path)), .. parting], ours, mayRemoveAny) is { } refusal)
            return new WriteReport { Refusal = refusal };
        folders.Clear();
        var outcomes = Bring([.. planned.Values.OrderBy(file => file.File.Path, StringComparer.Ordinal)], known, manifest);
        var (removed, kept) = Remove(obsolete, known);
        for (var i = 0; i < outcomes.Length; i++)
            TakeAway(planned[outcomes[i].Path].File, outcomes[i].Entry, planned, removed, kept);
        var count = Keep(plan, outcomes, known, ours, manifest);
        var written = outcomes.Where(outcome => outcome.IsWritten).Select(outcome => outcome.Path).ToList();
        return new WriteReport { Written = written, Unchanged = count - written.Count, Removed = removed, Kept = kept };
    }

    private static bool IsOf(SitePlan plan, ManifestEntry entry) => plan.Keys.Contains(entry.Part);

    private FileInfo FileOf(string path) => new(Path.Combine(root, path));

    /// <summary>The files that the parts had, and those whose paths they want.</summary>
    private static Dictionary<string, ManifestEntry> KnownOf(SitePlan plan, IEnumerable<string> paths, SiteManifest manifest)
    {
        var known = new Dictionary<string, ManifestEntry>(StringComparer.Ordinal);
        foreach (var part in plan.Parts)
        {
            foreach (var (path, entry) in manifest.FilesOf(part.Key))
                known[path] = entry;
        }

        foreach (var path in paths)
        {
            if (!known.ContainsKey(path) && manifest.Find(path) is { } entry)
                known.Add(path, entry);
        }

        return known;
    }

    /// <summary>Remembers what came of it; gives how many files there are now.</summary>
    private static int Keep(SitePlan plan, Outcome[] outcomes, Dictionary<string, ManifestEntry> known, int ours, SiteManifest manifest)
    {
        var present = outcomes.Select(outcome => outcome.Path).ToHashSet(StringComparer.Ordinal);
        var gone = known.Keys.Where(path => !present.Contains(path)).ToList();
        var count = plan.IsComplete ? outcomes.Length : manifest.CountFiles() - known.Count + outcomes.Length;
        ours = plan.IsComplete
            ? outcomes.Count(outcome => outcome.Entry.IsOurs)
            : ours - known.Values.Count(entry => entry.IsOurs) + outcomes.Count(outcome => outcome.Entry.IsOurs);
        manifest.Save(new ManifestChanges
        {
            IsComplete = plan.IsComplete,
            Files = outcomes.Where(outcome => plan.IsComplete || !outcome.Entry.Equals(known.GetValueOrDefault(outcome.Path))).Select(outcome => (outcome.Path, outcome.Entry)),
            Removed = gone,
            Stories = plan.Stories,
            Facts = [.. plan.Facts, ("files", count.ToString(CultureInfo.InvariantCulture)), ("ours", ours.ToString(CultureInfo.InvariantCulture))],
        });
        return count;
    }

    private string? RefusalOf(IEnumerable<string> planned, List<string> obsolete, List<string> lost, int ours, bool mayRemoveAny)
    {
        var folders = planned.Concat(obsolete).Where(path => path.Contains('/', StringComparison.Ordinal)).Select(path => path[..path.LastIndexOf('/')]);
        if (SitePath.FirstLeadingOut(root, folders) is { } folder)
            return $"The folder '{folder}' is a link that leads out of the site. Nothing was written; replace it with a folder.";
        if (mayRemoveAny || lost.Count <= options.AlwaysRemovable || lost.Count <= ours * options.MaxRemovedShare)
            return null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"This run would remove {lost.Count} of the {ours} files we wrote (the first is '{lost[0]}'), more than maxRemovedShare allows ({options.MaxRemovedShare:0.##}). Nothing was written; if this is meant, say so or raise the setting.");
    }

    private Outcome[] Bring(Planned[] files, Dictionary<string, ManifestEntry> known, SiteManifest manifest)
    {
        var outcomes = new Outcome[files.Length];
        var parallelism = options.Parallelism == 0 ? Environment.ProcessorCount : options.Parallelism;
        // Unless told, it would be done by the threads that answer a server's readers, whoever prints.
        var threads = new ParallelOptions { MaxDegreeOfParallelism = parallelism, TaskScheduler = TaskScheduler.Current };
        try
        {
            Parallel.For(0, (files.Length + Batch - 1) / Batch, threads, number =>
            {
                var range = (number * Batch)..Math.Min((number + 1) * Batch, files.Length);
                BringSome(files.AsSpan(range), outcomes.AsSpan(range), known, manifest);
            });
        }
        catch (AggregateException e) when (e.InnerExceptions.Count > 0)
        {
            // One full disk tells the same story as many.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(e.InnerExceptions[0]).Throw();
        }

        return outcomes;
    }

    /// <summary>Makes some files, tells the journal of those that differ from what is there, and only then lays them down.</summary>
    private void BringSome(ReadOnlySpan<Planned> files, Span<Outcome> outcomes, Dictionary<string, ManifestEntry> known, SiteManifest manifest)
    {
        List<Draft> drafts = [];
        for (var i = 0; i < files.Length; i++)
        {
            var (planned, part) = files[i];
            var entry = known.GetValueOrDefault(planned.Path);
            var file = FileOf(planned.Path);
            var isUntouched = entry?.IsUntouched(file) == true;
            if (isUntouched && planned.InputHash is { } input && entry!.InputHash == input)
            {
                outcomes[i] = new Outcome(planned.Path, entry with { Part = part }, IsWritten: false);
                continue;
            }

            var content = planned.Render();
            var hash = SiteManifest.HashOf(content.Span);
            if (isUntouched ? entry!.ContentHash == hash : Holds(file, content.Span))
                outcomes[i] = new Outcome(planned.Path, ManifestEntry.Of(file, part, planned.InputHash, hash, entry?.IsOurs == true), IsWritten: false);
            else
                drafts.Add(new Draft(i, files[i], file, content, hash));
        }

        if (drafts.Count == 0)
            return;
        manifest.Announce(drafts.Select(draft => (draft.Planned.File.Path, draft.Hash)));
        foreach (var (place, (planned, part), file, content, hash) in drafts)
        {
            // Asked once a folder, not once a file; known only when it is there, for others write into it at the same time.
            if (!folders.ContainsKey(file.DirectoryName!))
            {
                file.Directory!.Create();
                folders.TryAdd(file.DirectoryName!, true);
            }

            var modified = LayDown(file.FullName, content);
            outcomes[place] = new Outcome(planned.Path, new ManifestEntry(part, planned.InputHash, hash, content.Length, modified, IsOurs: true), IsWritten: true);
        }
    }

    /// <summary>Puts content in a file's place, whole or not at all; gives its time stamp in ticks (UTC).</summary>
    private static long LayDown(string path, ReadOnlyMemory<byte> content)
    {
        var draft = SiteManifest.Draft(path);
        long modified;
        using (var handle = OpenNew(draft))
        {
            RandomAccess.Write(handle, content.Span, 0);
            modified = File.GetLastWriteTimeUtc(handle).Ticks;
        }

        File.Move(draft, path, overwrite: true);
        return modified;
    }

    /// <summary>
    /// Opens a draft. A new file: one that is cut to nothing first, even one that is empty, ext4 writes to the disk when it is closed
    /// (<c>auto_da_alloc</c>), each by itself.
    /// </summary>
    private static Microsoft.Win32.SafeHandles.SafeFileHandle OpenNew(string draft)
    {
        try
        {
            return File.OpenHandle(draft, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
        }
        catch (IOException) when (File.Exists(draft))
        {
            // Of a run that was killed.
            File.Delete(draft);
            return File.OpenHandle(draft, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
        }
    }

    private static bool Holds(FileInfo file, ReadOnlySpan<byte> content) =>
        file.Exists && file.Length == content.Length && File.ReadAllBytes(file.FullName).AsSpan().SequenceEqual(content);

    private (List<string> Removed, List<string> Kept) Remove(List<string> obsolete, Dictionary<string, ManifestEntry> known)
    {
        List<string> removed = [];
        List<string> kept = [];
        foreach (var path in obsolete)
        {
            var file = new FileInfo(Path.Combine(root, path));
            if (!file.Exists)
                continue;
            if (known[path].IsUntouched(file) || SiteManifest.HashOf(File.ReadAllBytes(file.FullName)) == known[path].ContentHash)
            {
                file.Delete();
                RemoveEmptyFolders(file.Directory!);
                removed.Add(path);
            }
            else
            {
                kept.Add(path);
            }
        }

        return (removed, kept);
    }

    /// <summary>Takes away the file that another hand had put where this one was before: it is here now, byte for byte, or it stays.</summary>
    private void TakeAway(PlannedFile file, ManifestEntry entry, Dictionary<string, Planned> planned, List<string> removed, List<string> kept)
    {
        if (file.MovedFrom is not { } path || planned.ContainsKey(path) || kept.Contains(path))
            return;
        SitePath.Check(path);
        var before = FileOf(path);
        if (!before.Exists)
            return;
        if (before.Length != entry.Length || SiteManifest.HashOf(File.ReadAllBytes(before.FullName)) != entry.ContentHash)
        {
            kept.Add(path);
            return;
        }

        before.Delete();
        removed.Add(path);
    }

    private void RemoveEmptyFolders(DirectoryInfo folder)
    {
        for (var at = folder; at is not null && at.FullName.Length > root.Length && at.Exists && !at.EnumerateFileSystemInfos().Any(); at = at.Parent)
            at.Delete();
    }

    // Classes: what the runtime has of its collections of structs of ours it must compile at each start.
    private sealed record Planned(PlannedFile File, string Part);

    private sealed record Draft(int Place, Planned Planned, FileInfo File, ReadOnlyMemory<byte> Content, string Hash);

    private sealed record Outcome(string Path, ManifestEntry Entry, bool IsWritten);
}

/// <summary>What is to be written.</summary>
/// <param name="Parts">Parts of the site.</param>
/// <param name="IsComplete">Whether these are all there are.</param>
/// <param name="Stories">The stories they show otherwise than before, null for those that are gone.</param>
/// <param name="Facts">What to remember besides.</param>
internal sealed record SitePlan(
    IReadOnlyList<SitePart> Parts,
    bool IsComplete,
    IReadOnlyCollection<(string Id, PlacedStory? Placed)> Stories,
    IReadOnlyList<(string Name, string Value)> Facts)
{
    /// <summary>Keys of the parts.</summary>
    public IReadOnlySet<string> Keys { get; } = Parts.Select(part => part.Key).ToHashSet(StringComparer.Ordinal);
}
