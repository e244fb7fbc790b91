using Broadsheet.Publishing.Newsletters;

namespace Broadsheet.Publishing.Website;

/// <summary>What all pages of a site share: head, masthead, footer, policy.</summary>
internal sealed class SiteFrame
{
    private readonly PageRenderer renderer;
    private readonly Fragments fragments;
    private readonly SiteAddresses addresses;
    private readonly ViewMaker views;
    private readonly SiteView site;
    private readonly Checksum print;

    public SiteFrame(Edition edition, WebsiteOptions options, PageRenderer renderer, SiteAddresses addresses, ThemeStrings strings, ViewMaker views, SiteAssets assets, bool hasNewsletter = false)
    {
        this.renderer = renderer;
        fragments = renderer.NewFragments();
        this.addresses = addresses;
        this.views = views;
        var masthead = edition.Masthead;
        site = new SiteView(
            PlainText.Of(masthead.Title),
            PlainText.Of(masthead.Description),
            addresses.Home,
            addresses.Base,
            PlainText.Of(masthead.Locale),
            strings.IsRightToLeft ? "rtl" : "ltr",
            masthead.Contact is null ? null : PlainText.Of(masthead.Contact),
            assets.Versioned("style.css"),
            assets.Versioned("inside.css"),
            assets.Versioned("site.js"),
            assets.Versioned("mode.js"),
            assets.Versioned("icon.svg"),
            options.Search,
            hasNewsletter ? addresses.Local(NewsletterAddresses.Archive) : null,
            [.. edition.Topics.Where(topic => topic.Parent is not null).Select(views.Topic)]);
        print = FramePrint(edition, options, assets, hasNewsletter);
    }

    /// <summary>A story in a list.</summary>
    public StoryValue InList(Story story) => renderer.Later(story.Id, () => views.Story(story));

    /// <summary>An address below the host.</summary>
    public string Local(string address) => addresses.Local(address);

    /// <summary>Plans a page.</summary>
    /// <param name="address">Address below the site; empty for the front page.</param>
    /// <param name="template">Name of its template.</param>
    /// <param name="shown">Sums up what it shows beside the frame.</param>
    /// <param name="content">Makes its content.</param>
    public PlannedFile Page(string address, string template, Fingerprint shown, Func<PageContent> content) => new(
        SiteAddresses.File(address),
        shown.Add(print).ToString(),
        () => Render(address, template, content()));

    private static Checksum FramePrint(Edition edition, WebsiteOptions options, SiteAssets assets, bool hasNewsletter)
    {
        var masthead = edition.Masthead;
        var print = new Fingerprint()
            .Add(assets.Print).Add(masthead.Title).Add(masthead.Description).Add(masthead.Url).Add(masthead.BaseUrl)
            .Add(masthead.Locale).Add(masthead.TimeZone).Add(masthead.Contact)
            .Add(options.AlsoCovered).Add(options.Search ? 1 : 0).Add(hasNewsletter ? 1 : 0);
        foreach (var host in options.PlayerHosts)
            print.Add(host);
        foreach (var topic in edition.Topics)
            print.Add(topic.Id).Add(topic.Name).Add(topic.ShortName).Add(topic.Parent).Add(topic.Highlight?.Text);
        foreach (var organization in edition.Organizations)
            print.Add(organization.Domain).Add(organization.Country).Add(organization.Description);
        return print.Sum();
    }

    private ReadOnlyMemory<byte> Render(string address, string template, PageContent content)
    {
        var page = new PageView(
            template,
            content.Title,
            content.Description,
            addresses.Absolute(address),
            "",
            content.Picture,
            content.Feeds is null ? [] : FeedLinks(content.Feeds),
            content.JsonLd,
            content.IsIndexed);
        return renderer.Render(template, site, page, html => ContentPolicy.For(html, content.PlayerHost), fragments, content.Values);
    }

    private FeedLinkView[] FeedLinks(string folder) =>
    [
        new("RSS", addresses.Local(folder + "feed.xml"), "application/rss+xml"),
        new("Atom", addresses.Local(folder + "atom.xml"), "application/atom+xml"),
        new("JSON Feed", addresses.Local(folder + "feed.json"), "application/feed+json"),
    ];
}
