namespace Broadsheet.Server.Desk;

/// <summary>The stories of the queue, as somebody wants to see them.</summary>
public sealed class DeskQueue
{
    private const int PageLength = 40;

    // A day's news; what is older was seen or will not be.
    private static readonly TimeSpan New = TimeSpan.FromHours(24);

    private readonly HashSet<string> decided;
    private readonly DateTimeOffset newSince;

    /// <param name="news">The news.</param>
    /// <param name="show">Which stories: a key of <see cref="Views"/>.</param>
    /// <param name="query">A part of a headline, the name of an outlet or a topic.</param>
    /// <param name="from">How many to pass over.</param>
    public DeskQueue(NewsSnapshot news, string? show, string? query, int from)
    {
        News = news;
        Query = Publishing.PlainText.Of(query);
        newSince = news.Edition.At - New;
        decided = [.. news.Edition.Stories.Where(HasDecisionInForce).Select(story => story.Id)];
        var found = news.Edition.Stories.Where(Answers).ToList();
        Show = Views.Any(view => view.Key == show) ? show! : found.Exists(IsNew) ? "new" : "all";
        Counts = Views.ToDictionary(view => view.Key, view => view.Key == "hidden" ? news.Hidden.Count : found.Count(story => IsIn(view.Key, story)), StringComparer.Ordinal);
        var shown = InOrder(found.Where(story => IsIn(Show, story))).ToList();
        from = Math.Clamp(from, 0, shown.Count);
        Page = [.. shown.Skip(from).Take(PageLength)];
        More = from + PageLength < shown.Count ? from + PageLength : null;
    }

    /// <summary>The views there are, and their names.</summary>
    public static IReadOnlyList<(string Key, string Name)> Views { get; } =
        [("new", "New"), ("waiting", "Not shown"), ("shown", "On the pages"), ("pinned", "Pinned"), ("decided", "Decided"), ("hidden", "Hidden"), ("all", "All")];

    /// <summary>The news they are from.</summary>
    public NewsSnapshot News { get; }

    /// <summary>The view.</summary>
    public string Show { get; }

    /// <summary>What was looked for.</summary>
    public string Query { get; }

    /// <summary>How many stories each view has.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; }

    /// <summary>The stories.</summary>
    public IReadOnlyList<Story> Page { get; }

    /// <summary>Where the next page begins; null when there is none.</summary>
    public int? More { get; }

    /// <summary>Articles that were hidden.</summary>
    public IReadOnlyList<Article> Hidden => News.Hidden;

    /// <summary>Whether we first heard of it lately.</summary>
    public bool IsNew(Story story) => story.Articles.Min(article => article.FirstSeen) >= newSince;

    /// <summary>Whether an editor's decision about it holds.</summary>
    public bool IsDecided(Story story) => decided.Contains(story.Id);

    /// <summary>The decision that hides an article.</summary>
    public Decision? HidingOf(Article article) => News.Decisions.InForce.LastOrDefault(decision => decision is Decision.Hide hide && hide.Subject == article.Id);

    private bool IsIn(string view, Story story) => view switch
    {
        "new" => IsNew(story),
        "waiting" => !story.IsPublished,
        "shown" => story.IsPublished,
        "pinned" => story.IsPinned,
        "decided" => IsDecided(story),
        "hidden" => false,
        _ => true,
    };

    /// <summary>What is on the pages in its order there; all else the newest first.</summary>
    private IEnumerable<Story> InOrder(IEnumerable<Story> stories) => Show is "shown" or "pinned"
        ? stories
        : stories.OrderByDescending(story => story.Articles.Min(article => article.FirstSeen)).ThenByDescending(story => story.Latest).ThenBy(story => story.Id, StringComparer.Ordinal);

    private bool Answers(Story story) => Query.Length == 0 || story.Articles.Any(article =>
        Contains(article.Title) || Contains(article.Provider.Name) || Contains(article.Provider.Domain) || article.Topics.Any(topic => topic.Topic.Equals(Query, StringComparison.OrdinalIgnoreCase)));

    private bool Contains(string text) => text.Contains(Query, StringComparison.OrdinalIgnoreCase);

    private bool HasDecisionInForce(Story story) =>
        News.Decisions.InForce.Count > 0 && News.Decisions.About(story).Any(News.Decisions.Holds);
}
