using System.Runtime.InteropServices;

namespace Broadsheet.Publishing;

/// <summary>The published part of an edition, looked up by topic, provider and day.</summary>
internal sealed class EditionIndex
{
    private readonly Dictionary<Article, UInt128> articlePrints = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Story, UInt128> storyPrints = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, string> providerAddresses = new(StringComparer.Ordinal);

    /// <param name="edition">The edition.</param>
    /// <param name="dayOf">The site's day of an instant.</param>
    public EditionIndex(Edition edition, Func<DateTimeOffset, DateOnly> dayOf)
    {
        Edition = edition;
        Stories = [.. edition.Stories.Where(story => story.IsPublished)];
        TopicsByName = edition.Topics.DistinctBy(topic => topic.Name).ToDictionary(topic => topic.Name, StringComparer.Ordinal);
        OrganizationsByDomain = edition.Organizations.DistinctBy(organization => organization.Domain).ToDictionary(organization => organization.Domain, StringComparer.Ordinal);
        Arrivals = InOrderOfArrival(Stories);
        foreach (var story in Stories)
            AddToDay(story, dayOf);
        foreach (var story in Arrivals)
            Add(story);
        foreach (var articles in ByProvider.Values)
            articles.Sort((left, right) => Order(left.Article.FirstSeen, left.Article.Id, right.Article.FirstSeen, right.Article.Id));
    }

    public Edition Edition { get; }

    /// <summary>The published stories, the highest rank first.</summary>
    public IReadOnlyList<Story> Stories { get; }

    /// <summary>The published stories in the order they reached us.</summary>
    public IReadOnlyList<Story> Arrivals { get; }

    public IReadOnlyDictionary<string, Topic> TopicsByName { get; }

    public IReadOnlyDictionary<string, Organization> OrganizationsByDomain { get; }

    /// <summary>Stories of each topic by name, in the order they reached us: a list that only grows at its end.</summary>
    public Dictionary<string, List<Story>> ByTopic { get; } = new(StringComparer.Ordinal);

    /// <summary>Articles of each provider by address, in the order they reached us.</summary>
    public SortedDictionary<string, List<(Article Article, Story Story)>> ByProvider { get; } = new(StringComparer.Ordinal);

    /// <summary>Stories by the site's day of their first report, the highest rank first.</summary>
    public SortedDictionary<DateOnly, List<Story>> ByDay { get; } = [];

    /// <summary>The stories that reached us last, the newest first.</summary>
    public IEnumerable<Story> Newest(int count) => Arrivals.Skip(Math.Max(0, Arrivals.Count - count)).Reverse();

    /// <summary>When the first of a story's articles reached us.</summary>
    public static DateTimeOffset FirstSeen(Story story) => story.Articles.Min(article => article.FirstSeen);

    /// <summary>Sums up what pages show of an article.</summary>
    public UInt128 PrintOf(Article article)
    {
        if (articlePrints.TryGetValue(article, out var known))
            return known;
        var print = new Fingerprint()
            .Add(article.Id).Add(article.Path).Add(article.Title).Add(article.Excerpt).Add(article.WebUrl).Add(article.FeaturedContent)
            .Add(article.Published).Add((long)article.Type).Add(article.Language)
            .Add(article.CanonicalUrl).Add(article.OriginalUrl).Add(article.Quality.Value);
        foreach (var author in article.Authors)
            print.Add(author);
        foreach (var signal in article.Quality.Signals)
            print.Add(signal.Name).Add(signal.Points).Add(signal.Evidence);
        foreach (var topic in article.Topics)
            print.Add(topic.Topic);
        if (article.Sightings.Count > 0)
            print.Add(article.Sightings[0].SourceUrl);
        AddProvider(print, article.Provider);
        AddPicture(print, article.Images.Count == 0 ? null : article.Images[0]);
        return articlePrints[article] = print.Sum();
    }

    /// <summary>Sums up what pages show of a publisher.</summary>
    public UInt128 PrintOf(Provider provider)
    {
        var print = new Fingerprint();
        AddProvider(print, provider);
        return print.Sum();
    }

    /// <summary>Sums up what pages show of a story.</summary>
    public UInt128 PrintOf(Story story)
    {
        if (storyPrints.TryGetValue(story, out var known))
            return known;
        var print = new Fingerprint()
            .Add(story.Id).Add(story.Heat).Add(story.LeadReason).Add(story.PublishReason).Add(story.IsPinned ? 1 : 0);
        foreach (var article in story.Articles)
            print.Add(PrintOf(article));
        return storyPrints[story] = print.Sum();
    }

    private static Story[] InOrderOfArrival(IReadOnlyList<Story> stories)
    {
        // Asked once per story: a comparison that looked through the articles would do so dozens of times.
        var arrivals = new (DateTimeOffset At, Story Story)[stories.Count];
        for (var i = 0; i < arrivals.Length; i++)
            arrivals[i] = (FirstSeen(stories[i]), stories[i]);
        Array.Sort(arrivals, (left, right) => Order(left.At, left.Story.Id, right.At, right.Story.Id));
        return [.. arrivals.Select(arrival => arrival.Story)];
    }

    private static int Order(DateTimeOffset left, string leftId, DateTimeOffset right, string rightId)
    {
        var order = left.CompareTo(right);
        return order != 0 ? order : string.CompareOrdinal(leftId, rightId);
    }

    private static void AddProvider(Fingerprint print, Provider provider)
    {
        print.Add(provider.Name).Add(provider.Domain);
        AddPicture(print, provider.Images.Count == 0 ? null : provider.Images[0]);
    }

    private static void AddPicture(Fingerprint print, Picture? picture) =>
        print.Add(picture?.Url).Add(picture?.Width ?? 0).Add(picture?.Height ?? 0);

    private void AddToDay(Story story, Func<DateTimeOffset, DateOnly> dayOf)
    {
        var day = dayOf(story.Started);
        if (!ByDay.TryGetValue(day, out var stories))
            ByDay[day] = stories = [];
        stories.Add(story);
    }

    private void Add(Story story)
    {
        for (var place = 0; place < story.Articles.Count; place++)
        {
            var article = story.Articles[place];
            foreach (var match in article.Topics)
            {
                // A story stands in a topic's list once, however many of its articles name the topic.
                var stories = Slot(ByTopic, match.Topic);
                if (stories.Count == 0 || !ReferenceEquals(stories[^1], story))
                    stories.Add(story);
            }

            var address = AddressOf(article.Provider.Domain);
            if (!ByProvider.TryGetValue(address, out var articles))
                ByProvider[address] = articles = [];
            articles.Add((article, story));
        }
    }

    private string AddressOf(string domain) =>
        providerAddresses.TryGetValue(domain, out var known) ? known : providerAddresses[domain] = SiteAddresses.Provider(domain);

    private static List<Story> Slot(Dictionary<string, List<Story>> lists, string key)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, key, out _);
        return list ??= [];
    }
}
