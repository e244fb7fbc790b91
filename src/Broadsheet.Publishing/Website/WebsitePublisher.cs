namespace Broadsheet.Publishing.Website;

/// <summary>Plans the finished web site below <c>public/</c>: works as it is on any web server, and without JavaScript.</summary>
/// <param name="options">What is shown.</param>
/// <param name="theme">How it looks.</param>
/// <param name="hasNewsletter">Whether the site has a newsletter to lead to.</param>
public sealed class WebsitePublisher(WebsiteOptions options, Theme theme, bool hasNewsletter = false) : IEditionPublisher
{
    private readonly Theme theme = theme;
    private Press? last;

    /// <inheritdoc/>
    public string Name => "website";

    /// <summary>All files an edition calls for.</summary>
    public IEnumerable<PlannedFile> Plan(Edition edition) => this.PlanAll(edition);

    /// <inheritdoc/>
    IEnumerable<SitePart> IEditionPublisher.Parts(EditionIndex index, EditionChanges changes)
    {
        var (frame, strings, clock, addresses, views, assets) = WorkshopFor(index);
        var lists = new ListPages(frame, addresses, clock, options);
        // Ranks fade and news grow old, so that these may change when no story does.
        IEnumerable<SitePart> parts =
        [
            new SitePart("theme", [.. assets.Plan()]),
            new SitePart("front", [new FrontPage(index, frame, views, clock, addresses, options).Plan()]),
            .. options.NewsSitemap ? [new RecentNews(index, addresses).Part()] : Array.Empty<SitePart>(),
        ];
        return !changes.IsAny ? parts :
        [
            .. parts,
            .. new PlainPages(index, frame, views, addresses, strings).Parts(),
            .. new TopicPages(index, frame, lists, views, strings).Parts(changes),
            .. new ProviderPages(index, lists, views, strings).Parts(changes),
            .. new DayPages(index, frame, clock, addresses, strings).Parts(changes),
            .. options.Search ? new SearchIndex(index, addresses, clock).Parts(changes) : [],
            .. new Sitemaps(index, addresses, options).Parts(changes),
            .. Stories(index, changes, frame, views, addresses),
        ];
    }

    /// <summary>What is left at addresses whose pages went.</summary>
    internal FarewellPages Farewells(EditionIndex index)
    {
        var workshop = WorkshopFor(index);
        return new FarewellPages(index, workshop.Frame, new StoryRedirects(index, workshop.Addresses), workshop.Strings);
    }

    private Workshop WorkshopFor(EditionIndex index)
    {
        var edition = index.Edition;
        var (_, strings, renderer) = PressFor(edition.Masthead.Locale);
        var clock = new SiteClock(edition.Masthead.TimeZone, strings);
        var addresses = new SiteAddresses(edition.Masthead);
        var views = new ViewMaker(index, addresses, clock, strings, options);
        var assets = new SiteAssets(theme, edition, addresses);
        return new Workshop(new SiteFrame(edition, options, renderer, addresses, strings, views, assets, hasNewsletter), strings, clock, addresses, views, assets);
    }

    private IEnumerable<SitePart> Stories(EditionIndex index, EditionChanges changes, SiteFrame frame, ViewMaker views, SiteAddresses addresses)
    {
        var pages = new StoryPages(index, frame, views, addresses);
        var redirects = new StoryRedirects(index, addresses);
        var videos = new VideoPages(index, frame, views, addresses, options);
        return index.Changed(changes).Select(story => new SitePart(
            "story/" + story.Id,
            story.Placed is { Story.IsPublished: true } placed ? [pages.Page(placed), .. videos.Plan(placed), .. redirects.Plan(placed)] : []));
    }

    /// <summary>Goes on with the templates that another has read, when the theme is the same.</summary>
    internal void TakeOver(WebsitePublisher other) => last = other.theme.Print == theme.Print ? other.last : null;

    /// <summary>Templates are read once and serve all editions in the same language.</summary>
    private Press PressFor(string locale)
    {
        if (last is { } known && known.Locale == locale)
            return known;
        var strings = new ThemeStrings(theme, locale);
        return last = new Press(locale, strings, new PageRenderer(theme, strings));
    }

    private sealed record Workshop(SiteFrame Frame, ThemeStrings Strings, SiteClock Clock, SiteAddresses Addresses, ViewMaker Views, SiteAssets Assets);

    private sealed record Press(string Locale, ThemeStrings Strings, PageRenderer Renderer);
}
