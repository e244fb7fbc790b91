namespace Broadsheet;

/// <summary>
/// How an edition came of the one before: the stories that are other than there. Whoever followed that one need not compare all stories to
/// follow this one. It vouches for the very collections it was made with, so that an edition made of another <c>with</c> other stories has none.
/// </summary>
public sealed class EditionLineage
{
    // Marks instead of the lineages themselves: otherwise the newest edition would keep all earlier ones in memory.
    private readonly object mark = new();
    private readonly object? markBefore;
    private readonly IReadOnlyList<Story> stories;
    private readonly IReadOnlyDictionary<string, Placement> placements;
    private readonly IReadOnlyDictionary<string, string> aliases;
    private readonly IReadOnlyDictionary<string, Story?>? changed;

    /// <summary>Begins a line of editions, or goes on with it.</summary>
    /// <param name="edition">The edition it is for, each story in it once.</param>
    /// <param name="before">The lineage of the edition before; null when there is none.</param>
    /// <param name="changed">
    /// By id, each story that came or differs from before in anything but its rank, or whose placements do, and null for each that went. More than
    /// these do no harm. Where merged stories went is compared by whoever follows.
    /// </param>
    public EditionLineage(Edition edition, EditionLineage? before, IReadOnlyDictionary<string, Story?>? changed)
    {
        ArgumentNullException.ThrowIfNull(edition);
        (stories, placements, aliases) = (edition.Stories, edition.Placements, edition.StoryAliases);
        if (before is null || changed is null)
            return;
        markBefore = before.mark;
        this.changed = changed;
    }

    /// <summary>What changed between two editions: see the constructor; null when that cannot be said without comparing them.</summary>
    public static IReadOnlyDictionary<string, Story?>? Between(Edition before, Edition after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return after.Lineage is { } later && before.Lineage is { } earlier && later.VouchesFor(after) && earlier.VouchesFor(before) && ReferenceEquals(later.markBefore, earlier.mark)
            ? later.changed
            : null;
    }

    private bool VouchesFor(Edition edition) =>
        ReferenceEquals(stories, edition.Stories) && ReferenceEquals(placements, edition.Placements) && ReferenceEquals(aliases, edition.StoryAliases);
}
