namespace Broadsheet.Publishing;

/// <summary>A file that an edition calls for.</summary>
/// <param name="Path">Path below the site folder, with <c>/</c>, never absolute and never with <c>..</c>.</param>
/// <param name="InputHash">Changes whenever the content would; when it is what it was at the last publishing, <paramref name="Render"/> is not called. Null: always render.</param>
/// <param name="Render">Makes the content. Pure.</param>
public sealed record PlannedFile(string Path, string? InputHash, Func<ReadOnlyMemory<byte>> Render);

/// <summary>One kind of output: says which files an edition calls for.</summary>
public interface IEditionPublisher
{
    /// <summary>Name for reports and settings, in kebab-case.</summary>
    string Name { get; }

    /// <summary>The files, in any order, each path once.</summary>
    IEnumerable<PlannedFile> Plan(Edition edition);
}
