using System.Text.Json;
using Broadsheet.Decisions;
using Broadsheet.Site;
using Broadsheet.Storage;
using Broadsheet.Testing;
using CsCheck;

namespace Broadsheet.Tests.Running;

/// <summary>Whatever happened since the last edition, the next is the same with what is remembered of it as without.</summary>
public sealed class EditionMemoryTests
{
    [Fact]
    public void WhatIsRememberedMakesNoDifference() => Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[2, 8]).Sample(
        (seed, editions) =>
        {
            using var site = new RestlessSite(seed);
            var memory = new EditionMemory();
            Edition? before = null;
            for (var i = 0; i < editions; i++)
            {
                var at = site.LetTimePass();
                using var newsroom = Newsroom.Open(site.Folder());
                var anew = newsroom.PreviewAt(at);

                var next = newsroom.EditionAt(at, memory);

                Assert.Equal(Text(anew), Text(next));
                if (before is not null)
                    AssertTrue(before, next, isExpected: !site.HasOtherSettings);
                before = next;
            }
        },
        iter: Iterations, threads: 1);

    /// <summary>More when somebody wants to know better.</summary>
    private static int Iterations => int.TryParse(Environment.GetEnvironmentVariable("BROADSHEET_ITERATIONS"), out var asked) ? asked : 30;

    [Fact]
    public void WhereNothingHappenedNothingIsSaidToHaveChanged()
    {
        using var site = new RestlessSite(1);
        site.LetTimePass();
        var memory = new EditionMemory();
        using var newsroom = Newsroom.Open(site.Folder());
        // The first keeps its leads, which is news to the second.
        newsroom.EditionAt(RestlessSite.Late, memory);
        var before = newsroom.EditionAt(RestlessSite.Late.AddHours(1), memory);

        var after = newsroom.EditionAt(RestlessSite.Late.AddHours(5), memory);

        Assert.NotEmpty(after.Stories);
        Assert.Empty(EditionLineage.Between(before, after)!);
    }

    [Fact]
    public void AnEditionWithOtherStoriesHasNoLineage()
    {
        using var site = new RestlessSite(1);
        site.LetTimePass();
        var memory = new EditionMemory();
        using var newsroom = Newsroom.Open(site.Folder());
        var before = newsroom.EditionAt(RestlessSite.Late, memory);
        var after = newsroom.EditionAt(RestlessSite.Late, memory);

        Assert.NotNull(EditionLineage.Between(before, after with { At = after.At.AddDays(1) }));
        Assert.Null(EditionLineage.Between(before, after with { Stories = [.. after.Stories] }));
        Assert.Null(EditionLineage.Between(before with { StoryAliases = new Dictionary<string, string>() }, after));
        Assert.Null(EditionLineage.Between(after, before));
        Assert.Null(EditionLineage.Between(before, newsroom.EditionAt(RestlessSite.Late)));
        Assert.Null(EditionLineage.Between(before, newsroom.EditionAt(RestlessSite.Late, memory)));
    }

    /// <summary>What is not named is as it was, but for its rank.</summary>
    private static void AssertTrue(Edition before, Edition after, bool isExpected)
    {
        var changed = EditionLineage.Between(before, after);
        Assert.Equal(isExpected, changed is not null);
        if (changed is null)
            return;
        var (then, now) = (Shown(before), Shown(after));
        Assert.All(then.Keys.Union(now.Keys).Where(id => !changed.ContainsKey(id)), id => Assert.Equal(then.GetValueOrDefault(id), now.GetValueOrDefault(id)));
        Assert.All(changed, story => Assert.Equal(story.Value is null, !now.ContainsKey(story.Key)));
    }

    private static Dictionary<string, string> Shown(Edition edition) => edition.Stories.ToDictionary(
        story => story.Id,
        story => JsonSerializer.Serialize(story with { Rank = 0, RankParts = [] }) + JsonSerializer.Serialize(story.Articles.Select(article => edition.Placements.GetValueOrDefault(article.Id))));

    private static string Text(Edition edition) => string.Join(
        '\n',
        [
            .. edition.Stories.Select(story => JsonSerializer.Serialize(story)),
            string.Join(' ', edition.Rising.Select(story => story.Id)),
            .. edition.Placements.Values.OrderBy(placement => placement.ArticleId, StringComparer.Ordinal).Select(placement => JsonSerializer.Serialize(placement)),
            .. edition.StoryAliases.OrderBy(alias => alias.Key, StringComparer.Ordinal).Select(alias => alias.ToString()),
        ]);

    /// <summary>A site to which everything happens that can change an edition.</summary>
    private sealed class RestlessSite : IDisposable
    {
        private const string Settings = "title: Kelhaven\nurl: http://localhost:8080\n";

        private readonly string folder = Directory.CreateTempSubdirectory("broadsheet-").FullName;
        private readonly Random random;
        private readonly List<string> decided = [];
        private DateTimeOffset at = Some.Moment;
        private int made;

        public RestlessSite(int seed)
        {
            random = new Random(seed);
            File.WriteAllText(Path.Combine(folder, SiteFolder.SettingsName), Settings);
        }

        public static DateTimeOffset Late { get; } = Some.Moment.AddDays(60);

        /// <summary>Whether the editions before the last were made by other settings.</summary>
        public bool HasOtherSettings { get; private set; }

        public SiteFolder Folder() => SiteFolder.Open(folder);

        public void Dispose() => Directory.Delete(folder, recursive: true);

        public DateTimeOffset LetTimePass()
        {
            at = at.AddMinutes(random.Next(60 * 30));
            HasOtherSettings = random.Next(8) == 0;
            if (HasOtherSettings)
                File.WriteAllText(Path.Combine(folder, SiteFolder.SettingsName), $"{Settings}ranking:\n  heatPerArticle: {random.Next(1, 1000)}\n");
            using (var store = NewsStore.Open(Folder().StorePath))
            {
                using var writing = store.Begin();
                for (var steps = made == 0 ? 25 : random.Next(5); steps > 0; steps--)
                    Step(store);
                writing.Commit();
            }

            for (var decisions = random.Next(3); decisions > 0; decisions--)
                Decide();
            return at;
        }

        private void Step(NewsStore store)
        {
            if (made < 10 || random.Next(3) == 0)
            {
                var article = Article(made++);
                store.Articles.Save(article, article.Id, "rules");
                if (random.Next(8) > 0)
                    Place(store, article.Id, random.Next(2) == 0 ? "s" + article.Id[1..] : StoryOf(random.Next(made)));
                return;
            }

            var number = random.Next(made);
            switch (random.Next(7))
            {
                case 0:
                    store.Articles.Save(Article(number), Id(number), "rules");
                    return;
                case 1:
                    store.Articles.SaveJudgement(Article(number), "other rules");
                    return;
                case 2:
                    Place(store, Id(number), StoryOf(random.Next(made)));
                    return;
                case 3:
                    Merge(store, StoryOf(number), StoryOf(random.Next(made)));
                    return;
                case 4:
                    store.Placements.RemoveAlias(StoryOf(number));
                    return;
                case 5 when random.Next(4) == 0:
                    store.Placements.Clear();
                    return;
                default:
                    store.Placements.SaveLead(StoryOf(number), Id(random.Next(made)));
                    KeepLogo();
                    return;
            }
        }

        private static void Place(NewsStore store, string article, string story) => store.Placements.Save(new Placement(article, story, 0.5, ["ferry"], null, 0, "joined"));

        private static void Merge(NewsStore store, string story, string into)
        {
            foreach (var placement in store.Placements.InStory(story))
                store.Placements.Save(placement.MovedTo(into, "merged", 0.4));
            store.Placements.AddAlias(story, into);
        }

        private void KeepLogo()
        {
            var logos = Directory.CreateDirectory(Path.Combine(folder, "assets", "images", "organizations")).FullName;
            var domain = $"outlet{random.Next(4)}.example";
            File.WriteAllText(Path.Combine(logos, domain + "-50x50.jpg"), "");
            File.WriteAllText(Path.Combine(logos, domain + "-400x400.jpg"), "");
        }

        private void Decide()
        {
            var (subject, by) = (random.Next(2) == 0 ? Id(random.Next(made)) : StoryOf(random.Next(made)), "editor");
            Decision decision = random.Next(9) switch
            {
                0 => new Decision.Hide(subject) { At = at, By = by },
                1 => new Decision.Publish(subject) { At = at, By = by },
                2 => new Decision.Unpublish(subject) { At = at, By = by },
                3 => new Decision.Pin(StoryOf(random.Next(made))) { At = at, By = by },
                4 => new Decision.Unpin(StoryOf(random.Next(made))) { At = at, By = by },
                5 => new Decision.SetLead(StoryOf(random.Next(made)), Id(random.Next(made))) { At = at, By = by },
                6 => new Decision.Correct(Id(random.Next(made))) { At = at, By = by, Title = $"Corrected {at:O}", Published = random.Next(2) == 0 ? null : at },
                _ when decided.Count > 0 => new Decision.Undo(decided[random.Next(decided.Count)]) { At = at, By = by },
                _ => new Decision.Note(subject, "A word.") { At = at, By = by },
            };
            new DecisionLog(folder).Append(decision);
            decided.Add(new DecisionLog(folder).Read()[^1].Id);
        }

        private Article Article(int number)
        {
            var published = at.AddHours(-random.Next(40));
            var outlet = random.Next(4);
            return Some.Article(
                id: Id(number),
                title: $"Report {number}",
                published: published,
                quality: random.Next(3) == 0 ? 90 : random.Next(60, 120),
                provider: Some.Provider($"Outlet {outlet}", $"outlet{outlet}.example") with { Images = random.Next(2) == 0 ? [] : [new Picture("https://gazette.example/logo.png", 50, 50, true)] }) with
            {
                // Some are first seen after the edition that is made next.
                FirstSeen = published.AddHours(random.Next(60)),
                StatedHeat = random.Next(10) == 0 ? random.Next(-1, 200) : null,
            };
        }

        private static string Id(int number) => $"a{number:x16}";

        private static string StoryOf(int number) => $"s{number:x16}";
    }
}
