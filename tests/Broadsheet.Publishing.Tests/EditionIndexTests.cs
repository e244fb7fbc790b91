using Broadsheet.Testing;

namespace Broadsheet.Publishing.Tests;

/// <summary>An index that follows an edition by its lineage knows what one made of the whole edition knows.</summary>
public sealed class EditionIndexTests
{
    private static readonly Story Ferry = Some.Story(Some.Article(title: "Ferry returns"));
    private static readonly Story Bridge = Some.Story(Some.Article(title: "Bridge closes"));

    [Fact]
    public void WhereMergedStoriesWentIsFollowedThoughNoStoryChanged()
    {
        var edition = Begin(Ferry, Bridge);
        var index = EditionIndex.Of(edition);
        IEnumerable<string> both = new[] { Ferry.Id, Bridge.Id }.Order(StringComparer.Ordinal);

        Assert.Equal([Ferry.Id], Follow(Aliases(("sgone", Ferry.Id))));
        Assert.Equal(both, Follow(Aliases(("sgone", Bridge.Id))));
        Assert.Empty(Follow(Aliases(("sgone", Bridge.Id))));
        Assert.Equal(both, Follow(Aliases(("sgone", Bridge.Id), (Bridge.Id, Ferry.Id))));
        // As long as it is published by itself, no page leads from it to another.
        Assert.Equal(both, Follow(edition.StoryAliases, Bridge with { IsPublished = false }));
        Assert.Equal(both, Follow(edition.StoryAliases, Bridge));
        Assert.Equal([Ferry.Id], Follow(Aliases()));

        IEnumerable<string> Follow(IReadOnlyDictionary<string, string> aliases, params Story[] changed)
        {
            edition = Next(edition, aliases, changed);
            var changes = index.Follow(edition);
            var anew = EditionIndex.Of(edition);
            Assert.All(edition.Stories, story => Assert.Equal((anew.Find(story.Id)!.Print, string.Join(' ', anew.Find(story.Id)!.Merged)), (index.Find(story.Id)!.Print, string.Join(' ', index.Find(story.Id)!.Merged))));
            return changes.Stories.Order(StringComparer.Ordinal);
        }
    }

    [Fact]
    public void WhatTheLineageDoesNotNameIsNotLookedAt()
    {
        var edition = Begin(Ferry, Bridge);
        var index = EditionIndex.Of(edition);
        var other = edition with { Stories = [Ferry with { Heat = 7 }, Bridge] };

        // Told wrongly, on purpose: were the stories compared, the ferry's would be found.
        Assert.Empty(index.Follow(other with { Lineage = new EditionLineage(other, edition.Lineage, new Dictionary<string, Story?>()) }).Stories);
        Assert.Equal([Ferry.Id], index.Follow(other with { Lineage = null, Stories = [Ferry with { Heat = 8 }, Bridge] }).Stories);
    }

    private static Edition Begin(params Story[] stories)
    {
        var edition = Some.Edition(stories);
        return edition with { Lineage = new EditionLineage(edition, null, null) };
    }

    private static Edition Next(Edition before, IReadOnlyDictionary<string, string> aliases, Story[] changed)
    {
        var edition = before with { StoryAliases = aliases, Stories = [.. before.Stories.Select(story => changed.FirstOrDefault(other => other.Id == story.Id) ?? story)] };
        return edition with { Lineage = new EditionLineage(edition, before.Lineage, changed.ToDictionary(story => story.Id, Story? (story) => story)) };
    }

    private static Dictionary<string, string> Aliases(params (string From, string Into)[] aliases) => aliases.ToDictionary(alias => alias.From, alias => alias.Into);
}
