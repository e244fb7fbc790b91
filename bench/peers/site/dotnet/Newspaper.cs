using System.Globalization;

namespace Broadsheet.Bench.Peers;

/// <summary>A made-up newspaper: forty reports a day from two hundred outlets on thirty topics, every fifth on an event that was reported before.</summary>
internal static class Newspaper
{
    private const int Outlets = 200;
    private const int Topics = 30;
    private static readonly TimeSpan Between = TimeSpan.FromDays(1) / 40;
    private static readonly string[] Words = "harbour ferry council budget storm tide school bridge market museum choir regatta lighthouse quay library mayor festival orchard tram bakery river clinic theatre garden engine record winter summer plan report vote repair opening delay study prize".Split(' ');

    /// <summary>When the newest article of an edition was published.</summary>
    public static DateTimeOffset Newest { get; } = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The edition of so many articles.</summary>
    public static Edition Edition(int articles)
    {
        List<List<Article>> stories = new(articles);
        for (var number = 0; number < articles; number++)
        {
            var article = ArticleOf(number);
            if (number % 5 == 4 && stories.Count > 0)
                stories[^(1 + (number % Math.Min(stories.Count, 7)))].Add(article);
            else
                stories.Add([article]);
        }

        return Of([.. stories.Select(StoryOf)]);
    }

    /// <summary>The edition with a further article: a story of its own, or the second report of the newest story.</summary>
    public static Edition With(Edition edition, int number, bool isStory)
    {
        var article = Further(number);
        return Of(isStory
            ? [StoryOf([article]), .. edition.Stories]
            : [StoryOf([.. edition.Stories[0].Articles, article]), .. edition.Stories.Skip(1)]);
    }

    /// <summary>An article newer than those of an edition.</summary>
    public static Article Further(int number) => ArticleOf(-1 - number);

    /// <summary>Why an article is in its story.</summary>
    public static Placement Placed(Article article, string story) => new(article.Id, story, 0.5, ["harbour", "ferry"], null, 0, "joined");

    private static Edition Of(Story[] stories) => new()
    {
        At = Newest.AddDays(1),
        Masthead = new Masthead { Title = "The Gazette", Url = "https://gazette.example", Description = "Everything about one harbour." },
        Stories = stories,
        Topics = [new Topic { Id = "news", Name = "News" }, .. Enumerable.Range(0, Topics).Select(topic => new Topic { Id = $"t{topic}", Name = TopicOf(topic), Parent = "News", Keywords = [Words[topic]] })],
        Placements = stories.SelectMany(story => story.Articles, (story, article) => Placed(article, story.Id)).ToDictionary(placement => placement.ArticleId, StringComparer.Ordinal),
    };

    private static string TopicOf(int topic) => char.ToUpperInvariant(Words[topic][0]) + Words[topic][1..];

    private static Story StoryOf(List<Article> articles) => new()
    {
        Id = "s" + articles[0].Id[1..],
        Articles = articles,
        LeadReason = "It has the best quality of its story.",
        Heat = articles[0].Quality.Value + (20 * (articles.Count - 1)),
        Rank = articles[0].Published.ToUnixTimeSeconds() / 3600.0,
        IsPublished = true,
        PublishReason = "Published: its lead's quality reaches 70.",
    };

    private static Article ArticleOf(int number)
    {
        var random = new Random(number);
        string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));
        var outlet = random.Next(Outlets);
        var published = Newest - (Between * number);
        published = new DateTimeOffset(published.UtcTicks - (published.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        var title = $"{Text(7)} {number.ToString(CultureInfo.InvariantCulture)}";
        var topic = random.Next(Topics);
        var url = $"https://outlet{outlet}.example/{published:yyyy/MM}/{title.Replace(' ', '-')}";
        var quality = 70 + random.Next(80);
        return new Article
        {
            Id = $"a{number + 1_000_000:x16}",
            Path = $"_news/{published:yyyy-MM-dd}-{title.Replace(' ', '-')}.md",
            Title = title,
            Excerpt = Text(40) + ".",
            Published = published,
            FirstSeen = published.AddMinutes(20),
            OriginalUrl = url,
            WebUrl = url,
            CanonicalUrl = url,
            Provider = new Provider { Name = $"Outlet {outlet}", Domain = $"outlet{outlet}.example", Images = [new Picture($"https://gazette.example/assets/images/organizations/outlet{outlet}.example-50x50.jpg", 50, 50, true)] },
            Authors = ["Ada Brook"],
            Language = "en",
            Images = [new Picture($"https://gazette.example/assets/images/news/{number & 255:x2}/{number}.jpg", 1200, 630, true)],
            Sightings = [new Sighting($"https://outlet{outlet}.example/feed", url, true, published.AddMinutes(20))],
            Topics = [new TopicMatch("News", "root", "News"), new TopicMatch(TopicOf(topic), "keyword", Words[topic])],
            Quality = new QualityScore(quality, [new QualitySignal("curated-source", 50, $"outlet{outlet}.example"), new QualitySignal("image", 20, "1200×630"), new QualitySignal("topics", quality - 70, TopicOf(topic))]),
        };
    }
}
