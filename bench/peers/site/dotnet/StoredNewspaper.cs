using System.Globalization;
using Broadsheet.Site;
using Broadsheet.Storage;

namespace Broadsheet.Bench.Peers;

/// <summary>The made-up newspaper as a site with a store, whose editions are made as <c>serve</c> makes them.</summary>
internal sealed class StoredNewspaper
{
    private readonly SiteFolder site;
    private readonly EditionMemory memory = new();
    private string newestStory;

    // A site that was measured before has had so many more.
    private int further;

    /// <summary>Opens a site, and fills it with so many articles when it is new.</summary>
    public StoredNewspaper(string folder, int count)
    {
        var first = Newspaper.Edition(count);
        newestStory = first.Stories[0].Id;
        Directory.CreateDirectory(Path.Combine(folder, TopicReader.Folder));
        File.WriteAllText(Path.Combine(folder, SiteFolder.SettingsName), $"title: {first.Masthead.Title}\nurl: {first.Masthead.Url}\ndescription: {first.Masthead.Description}\n");
        for (var i = 0; i < first.Topics.Count; i++)
        {
            var topic = first.Topics[i];
            File.WriteAllText(
                Path.Combine(folder, TopicReader.Folder, string.Create(CultureInfo.InvariantCulture, $"{i:00}.yaml")),
                $"_id: {topic.Id}\nname: {topic.Name}\n{(topic.Parent is null ? "" : $"parent: {topic.Parent}\n")}{(topic.Keywords.Count == 0 ? "" : $"keywords:\n- {topic.Keywords[0]}\n")}");
        }

        site = SiteFolder.Open(folder);
        if (site.Problems.HasErrors)
            throw new InvalidOperationException(site.Problems.All[0].ToString());
        Directory.CreateDirectory(site.StatePath);
        using var store = NewsStore.Open(site.StorePath);
        further = Math.Max(0, store.Articles.Count() - count);
        if (further > 0)
            At = MomentOf(Newspaper.Further(further));
        if (store.Articles.Count() > 0)
            return;
        using var writing = store.Begin();
        foreach (var article in first.Stories.SelectMany(story => story.Articles))
            store.Articles.Save(article, article.CanonicalUrl, "");
        foreach (var placement in first.Placements.Values)
            store.Placements.Save(placement);
        writing.Commit();
    }

    /// <summary>Moment of the newest article.</summary>
    public DateTimeOffset At { get; private set; } = Newspaper.Newest.AddHours(1);

    /// <summary>Keeps a further article: a story of its own, or one more report on the newest story.</summary>
    public void Add(bool isStory)
    {
        var article = Newspaper.Further(++further);
        if (isStory)
            newestStory = "s" + article.Id[1..];
        using var store = NewsStore.Open(site.StorePath);
        using var writing = store.Begin();
        store.Articles.Save(article, article.CanonicalUrl, "");
        store.Placements.Save(Newspaper.Placed(article, newestStory));
        writing.Commit();
        At = MomentOf(article);
    }

    /// <summary>Opens the newsroom, as each run does.</summary>
    public Newsroom Open() => Newsroom.Open(site);

    /// <summary>The edition of a moment.</summary>
    public Edition EditionAt(Newsroom newsroom, DateTimeOffset at) => newsroom.EditionAt(at, memory);

    /// <summary>Just after it reached us.</summary>
    private static DateTimeOffset MomentOf(Article article) => article.FirstSeen.AddMinutes(1);
}
