using Broadsheet.Classification;
using Broadsheet.Decisions;
using Broadsheet.Extraction;
using Broadsheet.Feeds;
using Broadsheet.Pages;
using Broadsheet.Pictures;
using Broadsheet.Polling;
using Broadsheet.Site;
using Broadsheet.Storage;

namespace Broadsheet.Running;

/// <summary>Puts together the steps of a run from a site's settings and what earlier runs learnt.</summary>
internal sealed class Workshop
{
    private readonly SiteFolder site;
    private readonly NewsroomSettings settings;
    private readonly NewsStore store;
    private readonly Judge judge;
    private readonly DefaultCards cards;
    private readonly ProviderDirectory providers;
    private readonly DefaultIcons icons;
    private readonly ArticleMaker maker;
    private readonly PictureStore kept;

    public Workshop(SiteFolder site, NewsroomSettings settings, NewsStore store)
    {
        this.site = site;
        this.settings = settings;
        this.store = store;
        judge = new Judge(site, settings);
        var suffixes = PublicSuffixList.BuiltIn;
        cards = LearntState.LoadCards(store, settings.Extraction);
        icons = LearntState.LoadIcons(store);
        providers = LearntState.LoadProviders(store, site.Organizations, suffixes.RegistrableDomain);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(site.Masthead.TimeZone);
        maker = new ArticleMaker(
            settings.Extraction,
            providers,
            cards,
            (title, published) => RecordPath.For(title, published, zone, path => store.Articles.FindByPath(path) is not null),
            page => AmpCache.UrlFor(page));
        kept = new PictureStore(FolderOf("news"), AddressOf("news"), settings.Pictures);
        // Editions only look up logos that are there; asking for new ones is the picture round's.
        var logos = Logos((_, _) => throw new InvalidOperationException("An edition asks nobody."));
        Editions = new EditionMaker(site, store, settings.Ranking, logos.Find);
    }

    /// <summary>Makes editions from what is stored.</summary>
    public EditionMaker Editions { get; }

    public FeedRound Feeds(WebFetcher web, RunLog log)
    {
        var reader = new FeedReader();
        return new FeedRound(site, store, new FeedPoller(web, (document, context) => reader.Read(document, context), settings.Polling), log);
    }

    public HubRound Hubs() => new(site, store);

    public PageRound Pages(WebFetcher web, RunLog log) => new(store, web, new PageReader(new() { Explain = true }), IsWanted, () => KeepRobots(web), log);

    public PictureRound Pictures(WebFetcher web, RunLog log)
    {
        var kind = settings.Pictures.Keep ? FetchKind.Picture : FetchKind.PictureHeader;
        var taker = new PictureTaker(
            (url, cancellation) => PictureRound.FetchAsync(web, url, kind, cancellation), settings.Pictures.Keep ? kept : null, settings.Extraction.SmallestPicture);
        var logos = Logos((url, cancellation) => PictureRound.FetchAsync(web, url, FetchKind.Picture, cancellation));
        return new PictureRound(store, maker, taker, logos, icons, () => KeepRobots(web), log);
    }

    /// <summary>Keeps what was read of robots.txt files, so that the next run need not ask again, and forgets what may no longer be used.</summary>
    public void KeepRobots(WebFetcher web)
    {
        var learnt = web.TakeLearntRobots();
        if (learnt.Count == 0)
            return;
        using var writing = store.Begin();
        foreach (var file in learnt)
            store.Robots.Save(file);
        store.Robots.RemoveBefore(web.Now - KnownRobots.Lifetime);
        writing.Commit();
    }

    /// <summary>Sweeps what a killed run left unfinished, and keeps the pictures within the space they may take.</summary>
    public void TidyPictures()
    {
        kept.Evict(store.Articles.PictureKeys());
        AtomicFile.Sweep(FolderOf("organizations"));
    }

    public ArticleRound Articles(RunLog log) => new(store, maker, cards, providers, judge, log);

    public AdoptionRound Adoption() => new(store, judge, Stories());

    public TopicComparison Topics() => Topics(site.Topics);

    public TopicComparison Topics(IReadOnlyList<Topic> topics) => new(new TopicClassifier(topics, settings.Classification));

    public QualityTrials QualityTrials(DecisionBook decisions) => new(site, settings, store, Editions, decisions);

    public StoryRound Stories() =>
        new(store, settings.Clustering, settings.SentenceModel is { } files ? log => new Meanings(store, files, site.SentenceModels, log) : null);

    /// <summary>Judges again the articles that were judged by other rules than those in force.</summary>
    public void Reconsider()
    {
        // Read and written in one: a run may go on in another process.
        using var writing = store.Begin();
        var articles = store.Articles.JudgedByOtherRules(judge.Fingerprint);
        if (articles.Count == 0)
            return;
        foreach (var article in articles)
            store.Articles.SaveJudgement(judge.JudgedAnew(article), judge.Fingerprint);
        writing.Commit();
    }

    /// <summary>Whether an item is worth its page: what the feed says of it is judged first, so that no page is asked for in vain.</summary>
    private bool IsWanted(ArrivedItem item) =>
        maker.Make(item.Material(Visit.Unasked)) is not ArticleResult.Made made || judge.Refuses(made.Article) is null;

    private LogoMaker Logos(Func<string, CancellationToken, ValueTask<FetchedPicture>> fetch) =>
        new(FolderOf("organizations"), AddressOf("organizations"), fetch, icons);

    private string FolderOf(string kind) => Path.Combine(site.Root, "assets", "images", kind);

    private string AddressOf(string kind) => $"{site.Masthead.Url}{site.Masthead.BaseUrl}/assets/images/{kind}";
}
