using System.Globalization;

namespace Broadsheet.Publishing;

/// <summary>
/// Brings a site folder to what an edition calls for: makes only what changed, leaves equal files and their time stamps alone, takes away
/// what it wrote earlier and nobody calls for now. Each file changes as a whole or not at all, and a run that was killed is
/// completed by the next.
/// </summary>
public sealed class SiteWriter
{
    private readonly string root;
    private readonly SiteWriterOptions options;

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
        Dictionary<string, (PlannedFile File, string Part)> planned = new(StringComparer.Ordinal);
        foreach (var part in plan.Parts)
        {
            foreach (var file in part.Files)
            {
                SitePath.Check(file.Path);
                if (planned.TryAdd(file.Path, (file, part.Key)))
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
        if (RefusalOf(planned.Keys, obsolete, ours, mayRemoveAny) is { } refusal)
            return new WriteReport { Refusal = refusal };
        var outcomes = Bring([.. planned.Values.OrderBy(file => file.File.Path, StringComparer.Ordinal)], known, manifest);
        var (removed, kept) = Remove(obsolete, known);
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

    private string? RefusalOf(IEnumerable<string> planned, List<string> obsolete, int ours, bool mayRemoveAny)
    {
        var folders = planned.Concat(obsolete).Where(path => path.Contains('/', StringComparison.Ordinal)).Select(path => path[..path.LastIndexOf('/')]);
        if (SitePath.FirstLeadingOut(root, folders) is { } folder)
            return $"The folder '{folder}' is a link that leads out of the site. Nothing was written; replace it with a folder.";
        if (mayRemoveAny || obsolete.Count <= options.AlwaysRemovable || obsolete.Count <= ours * options.MaxRemovedShare)
            return null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"This run would remove {obsolete.Count} of the {ours} files we wrote (the first is '{obsolete[0]}'), more than maxRemovedShare allows ({options.MaxRemovedShare:0.##}). Nothing was written; if this is meant, say so or raise the setting.");
    }

    private Outcome[] Bring((PlannedFile File, string Part)[] files, Dictionary<string, ManifestEntry> known, SiteManifest manifest)
    {
        var outcomes = new Outcome[files.Length];
        var parallelism = options.Parallelism == 0 ? Environment.ProcessorCount : options.Parallelism;
        try
        {
            Parallel.For(0, files.Length, new ParallelOptions { MaxDegreeOfParallelism = parallelism }, i => outcomes[i] = BringOne(files[i].File, files[i].Part, known.GetValueOrDefault(files[i].File.Path), manifest));
        }
        catch (AggregateException e) when (e.InnerExceptions.Count > 0)
        {
            // One full disk tells the same story as many.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(e.InnerExceptions[0]).Throw();
        }

        return outcomes;
    }

    private Outcome BringOne(PlannedFile planned, string part, ManifestEntry? known, SiteManifest manifest)
    {
        var file = FileOf(planned.Path);
        var isUntouched = known?.IsUntouched(file) == true;
        if (isUntouched && planned.InputHash is { } input && known!.InputHash == input)
            return new Outcome(planned.Path, known with { Part = part }, IsWritten: false);
        var content = planned.Render();
        var hash = SiteManifest.HashOf(content.Span);
        if (isUntouched ? known!.ContentHash == hash : Holds(file, content.Span))
            return new Outcome(planned.Path, ManifestEntry.Of(file, part, planned.InputHash, hash, known?.IsOurs == true), IsWritten: false);
        manifest.Announce(planned.Path, hash);
        file.Directory!.Create();
        var draft = SiteManifest.Draft(file.FullName);
        File.WriteAllBytes(draft, content.Span);
        File.Move(draft, file.FullName, overwrite: true);
        file.Refresh();
        return new Outcome(planned.Path, ManifestEntry.Of(file, part, planned.InputHash, hash, isOurs: true), IsWritten: true);
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

    private void RemoveEmptyFolders(DirectoryInfo folder)
    {
        for (var at = folder; at is not null && at.FullName.Length > root.Length && at.Exists && !at.EnumerateFileSystemInfos().Any(); at = at.Parent)
            at.Delete();
    }

    private readonly record struct Outcome(string Path, ManifestEntry Entry, bool IsWritten);
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
