namespace Broadsheet.Publishing;

/// <summary>Which stories were merged into each; not those that are published by themselves all the same.</summary>
internal sealed class MergedStories
{
    private readonly IReadOnlyDictionary<string, string> aliases;
    private readonly ILookup<string, string> byEnd;

    private MergedStories(IReadOnlyDictionary<string, string> aliases, Func<string, bool> isPublished)
    {
        this.aliases = aliases;
        byEnd = aliases.Keys.Where(id => !isPublished(id)).Order(StringComparer.Ordinal).ToLookup(id => EndOf(id, aliases), StringComparer.Ordinal);
    }

    public static MergedStories None { get; } = new(new Dictionary<string, string>(), _ => false);

    /// <summary>Those of an edition, all its stories looked at.</summary>
    public static MergedStories Of(Edition edition)
    {
        if (edition.StoryAliases.Count == 0)
            return None;
        var published = edition.Stories.Where(story => story.IsPublished).Select(story => story.Id).Where(edition.StoryAliases.ContainsKey).ToHashSet(StringComparer.Ordinal);
        return new(edition.StoryAliases, published.Contains);
    }

    /// <summary>Those of the next edition.</summary>
    /// <param name="next">Where stories went as of then.</param>
    /// <param name="changed">Ids of the stories that are other than before.</param>
    /// <param name="isPublished">Whether a story is published in the next edition.</param>
    public MergedStories Next(IReadOnlyDictionary<string, string> next, IEnumerable<string> changed, Func<string, bool> isPublished) =>
        ReferenceEquals(next, aliases) && (aliases.Count == 0 || !changed.Any(aliases.ContainsKey)) ? this : new(next, isPublished);

    /// <summary>Ids of the stories that were merged into one, in their order.</summary>
    public string[] Into(string id) => byEnd.Count == 0 ? [] : [.. byEnd[id]];

    /// <summary>Ids of the stories that others went into than before.</summary>
    public IEnumerable<string> OtherThan(MergedStories before) => ReferenceEquals(before, this)
        ? []
        : byEnd.Concat(before.byEnd).Select(merged => merged.Key).Distinct(StringComparer.Ordinal).Where(id => !Into(id).AsSpan().SequenceEqual(before.Into(id)));

    /// <summary>The end of a chain of stories that were merged each into the next; in a circle, which nobody should have made, any of it.</summary>
    public static string EndOf(string id, IReadOnlyDictionary<string, string> into)
    {
        for (var steps = 0; steps <= into.Count && into.TryGetValue(id, out var next); steps++)
            id = next;
        return id;
    }
}
