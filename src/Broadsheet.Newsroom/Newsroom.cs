using Broadsheet.Decisions;
using Broadsheet.Polling;
using Broadsheet.Running;
using Broadsheet.Site;
using Broadsheet.Storage;

namespace Broadsheet;

/// <summary>One site at work. Read this first: <see cref="RunAsync"/> is the way of the news from top to bottom.</summary>
public sealed class Newsroom : IDisposable
{
    private readonly SiteFolder site;
    private readonly NewsStore store;
    private readonly Workshop workshop;

    private Newsroom(SiteFolder site, NewsStore store)
    {
        this.site = site;
        this.store = store;
        Settings = NewsroomSettings.Read(site);
        workshop = new Workshop(site, Settings, store);
    }

    /// <summary>The options of every step.</summary>
    public NewsroomSettings Settings { get; }

    /// <summary>What editors decided, as the site folder states it now.</summary>
    public DecisionBook Decisions => new(new DecisionLog(site.Root).Read());

    /// <summary>Opens a site.</summary>
    /// <param name="site">A site folder without mistakes.</param>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public static Newsroom Open(SiteFolder site)
    {
        var store = NewsStore.Open(site.StorePath);
        try
        {
            return new Newsroom(site, store);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>
    /// One run: the feeds that are due are asked, what is new is read, judged and placed into stories. Interrupted at any point,
    /// the next run goes on from there, and the outcome is the same.
    /// </summary>
    /// <param name="web">Where feeds, pages and pictures come from.</param>
    /// <param name="at">The moment of the run; all steps agree on it.</param>
    /// <param name="progress">Told how far the run has come.</param>
    /// <param name="cancellation">Stops the run; what was read is kept.</param>
    /// <param name="beforePlacing">
    /// Awaited when all has been asked and before stories are made of it. A second newsroom on the same store may place and print until then,
    /// so that an editor's decision need not wait for a slow feed; from then on it must not.
    /// </param>
    public async Task<RunReport> RunAsync(
        WebFetcher web, DateTimeOffset at, IProgress<RunProgress> progress, CancellationToken cancellation, Func<Task>? beforePlacing = null)
    {
        var log = new RunLog(at, progress);
        web.Recall(store.Robots.All());
        try
        {
            await log.TimeAsync("feeds", () => workshop.Feeds(web, log).GoAsync(at, cancellation));
            await log.TimeAsync("pages", () => workshop.Pages(web, log).GoAsync(at, cancellation));
            await log.TimeAsync("pictures", () => workshop.Pictures(web, log).GoAsync(at, cancellation));
        }
        finally
        {
            workshop.KeepRobots(web);
        }
        if (beforePlacing is not null)
            await beforePlacing();
        log.Time("articles", () => workshop.Articles(log).Go());
        log.Time("tidying", () =>
        {
            workshop.TidyPictures();
            new DecisionLog(site.Root).ClearUp();
        });
        log.Time("judging", () => workshop.Reconsider());
        log.Time("stories", () => workshop.Stories().Go(Decisions.Constraints, log));
        return log.Report(store.Articles.Count(), store.Placements.CountStories());
    }

    /// <summary>Takes in what a hub delivered; its items are read with the next run.</summary>
    /// <param name="web">The web of the runs; nothing is asked of it.</param>
    /// <param name="delivery">What came, proved to be the hub's own.</param>
    /// <param name="at">The moment.</param>
    public void TakeDelivery(WebFetcher web, Delivery delivery, DateTimeOffset at) =>
        workshop.Feeds(web, new RunLog(at, new Progress<RunProgress>())).Take(delivery, at);

    /// <summary>The subscriptions at hubs that the site's feeds call for, those that exist as they stand.</summary>
    public IReadOnlyList<SourceSubscription> WantedSubscriptions() => workshop.Hubs().Wanted();

    /// <summary>The subscriptions there are.</summary>
    public IReadOnlyList<SourceSubscription> Subscriptions() => store.Subscriptions.All();

    /// <summary>Keeps how a subscription stands; while it lasts, the feed is polled less.</summary>
    public void Keep(SourceSubscription subscription) => workshop.Hubs().Keep(subscription);

    /// <summary>Forgets a subscription that has ended.</summary>
    public void Forget(SourceSubscription subscription) => workshop.Hubs().Forget(subscription);

    /// <summary>Whether no article was ever kept.</summary>
    public bool IsEmpty => store.Articles.Count() == 0;

    /// <summary>
    /// Takes over stories that were made elsewhere: the records of an old site. Articles whose records are known already are left as they are.
    /// </summary>
    /// <returns>How many articles are new.</returns>
    public int Adopt(IReadOnlyList<Story> stories) => workshop.Adoption().Go(stories);

    /// <summary>What a record's <c>secured</c> is made with: seals an article's provenance; null on a site without a key.</summary>
    public Func<Story, Article, string>? Seal => Settings.Key is { } key ? Sealer.With(key) : null;

    /// <summary>Works out topics and quality again where the rules have changed since, and obeys new decisions of editors. Asks nobody.</summary>
    /// <returns>What the operator should know of it, in sentences.</returns>
    public IReadOnlyList<string> Reconsider()
    {
        var log = new RunLog(default, new Progress<RunProgress>());
        workshop.Reconsider();
        workshop.Stories().Go(Decisions.Constraints, log);
        return log.Report(0, 0).Notes;
    }

    /// <summary>The newspaper at a moment.</summary>
    public Edition EditionAt(DateTimeOffset at)
    {
        var edition = workshop.Editions.Make(at, Decisions);
        workshop.Editions.KeepLeads(edition);
        return edition;
    }

    /// <summary>The same, for whoever makes one edition after another.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="memory">What is kept from edition to edition of this site; it serves the newsrooms that are opened one after another.</param>
    public Edition EditionAt(DateTimeOffset at, EditionMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return workshop.Editions.MakeNext(at, Decisions, memory);
    }

    /// <summary>The newspaper as it would be at a moment; nothing is remembered of it.</summary>
    public Edition PreviewAt(DateTimeOffset at) => workshop.Editions.Make(at, Decisions);

    /// <summary>All that could be in the newspaper at a moment: as <see cref="PreviewAt"/>, with what editors hid.</summary>
    public Edition ArchiveAt(DateTimeOffset at) => workshop.Editions.Make(at, new DecisionBook(Decisions.InForce.Where(decision => decision is not Decision.Hide)));

    /// <summary>Forgets all stories and finds them again in the whole archive; what editors decided holds. Asks nobody.</summary>
    /// <returns>How many stories there were, how many there are, and what the operator should know, in sentences.</returns>
    public (int Before, int After, IReadOnlyList<string> Notes) RebuildStories()
    {
        var before = store.Placements.CountStories();
        var log = new RunLog(default, new Progress<RunProgress>());
        workshop.Stories().StartOver(Decisions.Constraints, log);
        return (before, store.Placements.CountStories(), log.Report(0, 0).Notes);
    }

    /// <summary>What the topics' rules in force would change over the archive, against the topics stored with each article; changes nothing.</summary>
    public IReadOnlyList<TopicChange> TopicChanges() => workshop.Topics().Compare(store.Articles.All());

    /// <summary>The same for other topics than those in force, so that a change can be tried before it is made.</summary>
    public IReadOnlyList<TopicChange> TopicChanges(IReadOnlyList<Topic> topics) => workshop.Topics(topics).Compare(store.Articles.All());

    /// <summary>The articles that editors hid and that are in no edition therefore, the latest hidden first.</summary>
    public IReadOnlyList<Article> HiddenArticles()
    {
        var decisions = Decisions;
        return [.. decisions.InForce.OfType<Decision.Hide>().Reverse().Select(hide => hide.Subject).Distinct().Where(decisions.IsHidden).Select(store.Articles.Find).OfType<Article>()];
    }

    /// <summary>Has the next run ask a feed, also one that its publisher called gone. What its host asked for (Retry-After) holds all the same.</summary>
    /// <returns>False when there is no such feed.</returns>
    public bool Retry(string sourceUrl, DateTimeOffset at)
    {
        if (!site.Sources.Any(source => source.Url == sourceUrl))
            return false;
        if (store.Polls.All().GetValueOrDefault(sourceUrl) is not { } state)
            return true;
        using var writing = store.Begin();
        store.Polls.Save(sourceUrl, state with { NextPoll = state.HoldUntil > at ? state.HoldUntil : at, IsRetired = false, GoneInARow = 0 });
        writing.Commit();
        return true;
    }

    /// <summary>Weights of quality's signals learnt from what editors published and hid, and their effect on the archive; changes nothing.</summary>
    public QualityFit FitQuality(DateTimeOffset at) => workshop.QualityTrials(Decisions).Fit(at);

    /// <summary>How many articles of the archive have each topic, by its name.</summary>
    public IReadOnlyDictionary<string, int> ArticlesByTopic() =>
        store.Articles.All().SelectMany(article => article.Topics).CountBy(topic => topic.Topic).ToDictionary(StringComparer.Ordinal);

    /// <summary>How each feed is doing at a moment, in the order of the sources; one that was never asked is new.</summary>
    public IReadOnlyList<FeedHealth> FeedsAt(DateTimeOffset at)
    {
        var states = store.Polls.All();
        return [.. site.Sources.Select(source => FeedHealth.Judge(states.GetValueOrDefault(source.Url) ?? new PollState { SourceUrl = source.Url }, at))];
    }

    /// <summary>When the next feed is to be asked: <paramref name="at"/> itself when one waits already, null when none will ever be asked.</summary>
    public DateTimeOffset? NextPoll(DateTimeOffset at)
    {
        var states = store.Polls.All();
        return site.Sources
            .Where(source => !source.IsPaused)
            .Select(source => states.GetValueOrDefault(source.Url))
            .Where(state => state is not { IsRetired: true })
            .Select(state => state?.NextPoll is { } next && next > at ? next : (DateTimeOffset?)at)
            .Min();
    }

    /// <summary>Why an article is what it is. Null when there is none of that name.</summary>
    /// <param name="what">Its address, the path of its record, or the slug in that path.</param>
    /// <param name="at">The moment of the edition it is explained in.</param>
    public Explanation? Explain(string what, DateTimeOffset at)
    {
        var decisions = Decisions;
        return new Explainer(workshop.Editions.Make(at, decisions), decisions).Explain(what) is { } why
            ? why with { PageCandidates = store.Evidence.Find(why.Article.Id) }
            : null;
    }

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();
}
