namespace Broadsheet.Publishing;

/// <summary>A file that an edition calls for.</summary>
/// <param name="Path">Path below the site folder, with <c>/</c>, never absolute and never with <c>..</c>.</param>
/// <param name="InputHash">Changes whenever the content would; when it is what it was at the last publishing, <paramref name="Render"/> is not called. Null: always render.</param>
/// <param name="Render">Makes the content. Pure.</param>
public sealed record PlannedFile(string Path, string? InputHash, Func<ReadOnlyMemory<byte>> Render)
{
    /// <summary>Path at which the same was before, when it may have moved: that file's removal is then no loss. Null: nowhere.</summary>
    public string? MovedFrom { get; init; }

    /// <summary>Whether it only says what became of the page that stood there, which is lost all the same.</summary>
    public bool IsFarewell { get; init; }
}

/// <summary>Files that are planned together or not at all.</summary>
/// <param name="Key">Its name among all parts of the site; the same from run to run.</param>
/// <param name="Files">All its files; none when it is gone.</param>
public sealed record SitePart(string Key, IReadOnlyList<PlannedFile> Files);

/// <summary>One kind of output: says which files an edition calls for.</summary>
internal interface IEditionPublisher
{
    /// <summary>Name for reports and settings, in kebab-case.</summary>
    string Name { get; }

    /// <summary>
    /// The parts that may be other than at the last printing, gone ones too; all there are when everything changed. What a part says may depend
    /// on nothing but the index and the publisher's settings.
    /// </summary>
    IEnumerable<SitePart> Parts(EditionIndex index, EditionChanges changes);
}

/// <summary>Asks a publisher for a whole edition.</summary>
internal static class WholeEdition
{
    /// <summary>The files, in any order, each path once.</summary>
    public static IEnumerable<PlannedFile> PlanAll(this IEditionPublisher publisher, Edition edition) => publisher.PlanAll(EditionIndex.Of(edition));

    /// <summary>The same of an edition that others are asked for too.</summary>
    public static IEnumerable<PlannedFile> PlanAll(this IEditionPublisher publisher, EditionIndex index) =>
        publisher.Parts(index, EditionChanges.Everything()).SelectMany(part => part.Files).DistinctBy(file => file.Path, StringComparer.Ordinal);
}
