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
        Dictionary<string, PlannedFile> planned = new(StringComparer.Ordinal);
        foreach (var file in plan)
        {
            SitePath.Check(file.Path);
            if (!planned.TryAdd(file.Path, file))
                throw new ArgumentException($"'{file.Path}' is planned twice.", nameof(plan));
        }

        using var manifest = SiteManifest.Load(root);
        var obsolete = manifest.Entries.Where(entry => entry.Value.IsOurs && !planned.ContainsKey(entry.Key)).Select(entry => entry.Key).Order(StringComparer.Ordinal).ToList();
        if (RefusalOf(planned.Keys, obsolete, manifest, mayRemoveAny) is { } refusal)
            return new WriteReport { Refusal = refusal };
        var outcomes = Bring([.. planned.Values.OrderBy(file => file.Path, StringComparer.Ordinal)], manifest);
        var (removed, kept) = Remove(obsolete, manifest);
        manifest.Save(outcomes.ToDictionary(outcome => outcome.Path, outcome => outcome.Entry, StringComparer.Ordinal));
        return new WriteReport
        {
            Written = [.. outcomes.Where(outcome => outcome.IsWritten).Select(outcome => outcome.Path)],
            Unchanged = outcomes.Count(outcome => !outcome.IsWritten),
            Removed = removed,
            Kept = kept,
        };
    }

    private string? RefusalOf(IEnumerable<string> planned, List<string> obsolete, SiteManifest manifest, bool mayRemoveAny)
    {
        var folders = planned.Concat(obsolete).Where(path => path.Contains('/', StringComparison.Ordinal)).Select(path => path[..path.LastIndexOf('/')]);
        if (SitePath.FirstLeadingOut(root, folders) is { } folder)
            return $"The folder '{folder}' is a link that leads out of the site. Nothing was written; replace it with a folder.";
        var ours = manifest.Entries.Values.Count(entry => entry.IsOurs);
        if (mayRemoveAny || obsolete.Count <= options.AlwaysRemovable || obsolete.Count <= ours * options.MaxRemovedShare)
            return null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"This run would remove {obsolete.Count} of the {ours} files we wrote (the first is '{obsolete[0]}'), more than maxRemovedShare allows ({options.MaxRemovedShare:0.##}). Nothing was written; if this is meant, say so or raise the setting.");
    }

    private Outcome[] Bring(PlannedFile[] files, SiteManifest manifest)
    {
        var outcomes = new Outcome[files.Length];
        var parallelism = options.Parallelism == 0 ? Environment.ProcessorCount : options.Parallelism;
        try
        {
            Parallel.For(0, files.Length, new ParallelOptions { MaxDegreeOfParallelism = parallelism }, i => outcomes[i] = BringOne(files[i], manifest));
        }
        catch (AggregateException e) when (e.InnerExceptions.Count > 0)
        {
            // One full disk tells the same story as many.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(e.InnerExceptions[0]).Throw();
        }

        return outcomes;
    }

    private Outcome BringOne(PlannedFile planned, SiteManifest manifest)
    {
        var file = new FileInfo(Path.Combine(root, planned.Path));
        var known = manifest.Entries.GetValueOrDefault(planned.Path);
        var isUntouched = known?.IsUntouched(file) == true;
        if (isUntouched && planned.InputHash is { } input && known!.InputHash == input)
            return new Outcome(planned.Path, known, IsWritten: false);
        var content = planned.Render();
        var hash = SiteManifest.HashOf(content.Span);
        if (isUntouched ? known!.ContentHash == hash : Holds(file, content.Span))
            return new Outcome(planned.Path, ManifestEntry.Of(file, planned.InputHash, hash, known?.IsOurs == true), IsWritten: false);
        manifest.Announce(planned.Path, hash);
        file.Directory!.Create();
        var draft = SiteManifest.Draft(file.FullName);
        File.WriteAllBytes(draft, content.Span);
        File.Move(draft, file.FullName, overwrite: true);
        file.Refresh();
        return new Outcome(planned.Path, ManifestEntry.Of(file, planned.InputHash, hash, isOurs: true), IsWritten: true);
    }

    private static bool Holds(FileInfo file, ReadOnlySpan<byte> content) =>
        file.Exists && file.Length == content.Length && File.ReadAllBytes(file.FullName).AsSpan().SequenceEqual(content);

    private (List<string> Removed, List<string> Kept) Remove(List<string> obsolete, SiteManifest manifest)
    {
        List<string> removed = [];
        List<string> kept = [];
        foreach (var path in obsolete)
        {
            var file = new FileInfo(Path.Combine(root, path));
            if (!file.Exists)
                continue;
            if (manifest.Entries[path].IsUntouched(file) || SiteManifest.HashOf(File.ReadAllBytes(file.FullName)) == manifest.Entries[path].ContentHash)
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
