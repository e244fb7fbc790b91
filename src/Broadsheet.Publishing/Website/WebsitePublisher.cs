namespace Broadsheet.Publishing.Website;

/// <summary>Plans the finished web site below <c>public/</c>: works as it is on any web server, and without JavaScript.</summary>
/// <param name="options">What is shown.</param>
/// <param name="theme">How it looks.</param>
public sealed class WebsitePublisher(WebsiteOptions options, Theme theme) : IEditionPublisher
{
    private Press? last;

    /// <inheritdoc/>
    public string Name => "website";

    /// <inheritdoc/>
    public IEnumerable<PlannedFile> Plan(Edition edition)
    {
        var (_, strings, renderer) = PressFor(edition.Masthead.Locale);
        var clock = new SiteClock(edition.Masthead.TimeZone, strings);
        var addresses = new SiteAddresses(edition.Masthead);
        var index = new EditionIndex(edition, clock.DayOf);
        var views = new ViewMaker(index, addresses, clock, strings, options);
        var assets = new SiteAssets(theme, edition, addresses);
        var frame = new SiteFrame(edition, options, renderer, addresses, strings, views, assets);
        var lists = new ListPages(frame, addresses, clock, options);
        return
        [
            .. assets.Plan(),
            new FrontPage(index, frame, views, clock, addresses, options).Plan(),
            .. new TopicPages(index, lists, views, strings).Plan(),
            .. new ProviderPages(index, lists, views, strings).Plan(),
            .. new StoryPages(index, frame, views, addresses).Plan(),
            .. new StoryRedirects(index, addresses).Plan(),
            .. new VideoPages(index, frame, views, addresses, options).Plan(),
            .. new DayPages(index, frame, views, clock, addresses, strings).Plan(),
            .. new PlainPages(index, frame, views, addresses, strings).Plan(),
            .. options.Search ? new SearchIndex(index, addresses, clock).Plan() : [],
            .. new Sitemaps(index, addresses, clock).Plan(),
        ];
    }

    /// <summary>Templates are read once and serve all editions in the same language.</summary>
    private Press PressFor(string locale)
    {
        if (last is { } known && known.Locale == locale)
            return known;
        var strings = new ThemeStrings(theme, locale);
        return last = new Press(locale, strings, new PageRenderer(theme, strings));
    }

    private sealed record Press(string Locale, ThemeStrings Strings, PageRenderer Renderer);
}
