using Broadsheet.Testing;

namespace Broadsheet.Publishing.Tests;

/// <summary>A newspaper to which everything happens that can: articles come, change, move, merge, are hidden and shown again, and ranks fade.</summary>
internal sealed class ChangingTown(int seed)
{
    private static readonly string[] Topics = ["Harbour", "Ferry", "Council", "Voice"];

    private readonly Random random = new(seed);
    private readonly List<Story> stories = [];
    private readonly Dictionary<string, string> aliases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Placement> placements = new(StringComparer.Ordinal);
    private readonly HashSet<string> otherPlacements = new(StringComparer.Ordinal);
    private Dictionary<string, Story> before = [];
    private int made;

    public Edition Last { get; private set; } = Some.Edition();

    public bool Chance(int among) => random.Next(among) == 0;

    public Edition Next()
    {
        var steps = stories.Count == 0 ? 25 : random.Next(0, 6);
        for (var i = 0; i < steps; i++)
            Step();
        Dictionary<string, Story> now = stories.ToDictionary(story => story.Id, StringComparer.Ordinal);
        var changed = before.Keys.Union(now.Keys).Where(id => otherPlacements.Contains(id) || !ReferenceEquals(before.GetValueOrDefault(id), now.GetValueOrDefault(id)))
            .ToDictionary(id => id, id => now.TryGetValue(id, out var story) ? Copy(story) : null, StringComparer.Ordinal);
        var edition = Edition();
        // Now its maker knows how it came of the one before, now all is to be compared.
        edition = edition with { Lineage = Chance(4) ? null : new EditionLineage(edition, Last.Lineage, changed) };
        before = now;
        otherPlacements.Clear();
        return Last = edition;
    }

    private Edition Edition() => Some.Edition() with
    {
        At = Some.Moment.AddHours(made),
        // The store gives other objects at each reading.
        Stories = [.. stories.OrderByDescending(story => story.Heat + random.Next(30)).ThenBy(story => story.Id, StringComparer.Ordinal).Select(Copy)],
        Topics =
        [
            new() { Id = "harbour", Name = "Harbour" },
            new() { Id = "ferry", Name = "Ferry", Parent = "Harbour" },
            new() { Id = "council", Name = "Council", Parent = "Harbour" },
            new() { Id = "voice", Name = "Voice", Parent = "Harbour", Highlight = new Highlight("Voice", "#FFFFFF", "#0015BC") },
        ],
        StoryAliases = new Dictionary<string, string>(aliases, StringComparer.Ordinal),
        Placements = new Dictionary<string, Placement>(placements, StringComparer.Ordinal),
        Rising = [.. stories.Where(story => story.IsPublished).Take(random.Next(3))],
    };

    private static Story Copy(Story story) => story with
    {
        Articles = [.. story.Articles.Select(article => article with { Topics = [.. article.Topics.Select(topic => topic with { })], Provider = article.Provider with { Images = [.. article.Provider.Images.Select(image => image with { })] } })],
    };

    private void Step()
    {
        if (stories.Count == 0 || random.Next(10) < 4)
        {
            stories.Add(Some.Story(Article()));
            return;
        }

        var at = random.Next(stories.Count);
        var story = stories[at];
        switch (random.Next(12))
        {
            case 0:
                stories.RemoveAt(at);
                return;
            case 1 or 2:
                stories[at] = Of(story, [.. story.Articles, Article()]);
                return;
            case 3:
                Merge(at);
                return;
            case 4:
                stories[at] = story with { IsPublished = !story.IsPublished, PublishReason = "An editor said so." };
                return;
            case 5:
                stories[at] = story with { Heat = story.Heat + 1 };
                return;
            case 6:
                stories[at] = Of(story, [story.Lead with { Title = story.Lead.Title + ", corrected", Modified = Some.Moment.AddMinutes(made) }, .. story.Articles.Skip(1)]);
                return;
            case 7:
                stories[at] = Of(story, [story.Lead with { Topics = SomeTopics() }, .. story.Articles.Skip(1)]);
                return;
            case 8:
                stories[at] = Of(story, [.. story.Articles.Reverse()]);
                return;
            case 9:
                otherPlacements.Add(story.Id);
                placements[story.Lead.Id] = new Placement(story.Lead.Id, story.Id, random.NextDouble(), ["ferry"], null, 0, "joined");
                return;
            case 10:
                stories[at] = Of(story, [story.Lead with { Provider = SomeProvider() }, .. story.Articles.Skip(1)]);
                return;
            default:
                Split(at);
                return;
        }
    }

    private void Merge(int at)
    {
        var other = stories[random.Next(stories.Count)];
        var story = stories[at];
        if (ReferenceEquals(other, story))
            return;
        stories[at] = Of(story, [.. story.Articles, .. other.Articles]);
        stories.Remove(other);
        foreach (var alias in aliases.Where(alias => alias.Value == other.Id).Select(alias => alias.Key).ToList())
            aliases[alias] = story.Id;
        aliases[other.Id] = story.Id;
        aliases.Remove(story.Id);
    }

    private void Split(int at)
    {
        var story = stories[at];
        if (story.Articles.Count < 2)
            return;
        var apart = Some.Story([.. story.Articles.Skip(1)]);
        if (stories.Any(other => other.Id == apart.Id))
            return;
        stories[at] = Of(story, [story.Lead]);
        stories.Add(apart);
        // Now and then the alias stays, as it does when an editor takes back a merge by hand.
        if (Chance(2))
            aliases.Remove(apart.Id);
    }

    private static Story Of(Story story, IReadOnlyList<Article> articles) => story with { Articles = articles, Heat = articles[0].Quality.Value + (20 * (articles.Count - 1)) };

    private Article Article()
    {
        var number = made++;
        var published = Some.Moment.AddHours(-random.Next(24 * 200));
        var article = Some.Article(title: $"Report {number} from the quay", published: published, provider: SomeProvider(), topics: SomeTopics(), quality: 70 + random.Next(60)) with
        {
            FirstSeen = published.AddHours(random.Next(60)),
        };
        return random.Next(6) == 0 ? article with { WebUrl = null, Type = ArticleType.Video } : article;
    }

    private Provider SomeProvider()
    {
        var number = random.Next(4);
        return Some.Provider($"Outlet {number}", $"outlet{number}.example") with { Images = Chance(2) ? [new Picture("https://gazette.example/logo.png", 50, 50, true)] : [] };
    }

    private TopicMatch[] SomeTopics() => [new("Harbour", "root", "Harbour"), .. Topics.Skip(1).Where(_ => Chance(3)).Select(topic => new TopicMatch(topic, "keyword", topic))];
}
