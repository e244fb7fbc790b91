using Broadsheet.Publishing.Mailing;
using Broadsheet.Publishing.Website;
using Broadsheet.Site;

namespace Broadsheet.Publishing.Newsletters;

/// <summary>
/// The newsletter's part of the web site: the list of all, a page for each, and the pages that answer readers. Published like any page, and
/// made on the spot by the live server for what is newer than the last printing.
/// </summary>
internal sealed class NewsletterPages : IEditionPublisher
{
    private readonly WebsiteOptions website;
    private readonly Theme theme;
    private readonly string storePath;
    private readonly string? subscribe;
    private readonly bool isHere;

    private Press? last;

    public NewsletterPages(SiteFolder site, PressSettings settings, Theme theme)
    {
        website = settings.Website;
        this.theme = theme;
        storePath = Path.Combine(site.StatePath, MailStore.FileName);
        isHere = settings.Newsletter.ServerUrl is not { Length: > 0 };
        subscribe = !settings.CanMail ? null
            : isHere ? new SiteAddresses(site.Masthead).Local(NewsletterAddresses.Subscribe)
            : settings.Newsletter.ServerUrl!.TrimEnd('/') + "/" + NewsletterAddresses.Subscribe;
    }

    /// <inheritdoc/>
    public string Name => "newsletters";

    /// <inheritdoc/>
    public IEnumerable<SitePart> Parts(EditionIndex index, EditionChanges changes)
    {
        var issues = MailStore.ListIssues(storePath);
        var frame = FrameFor(index.Edition);
        return [new SitePart("pages", [Archive(frame, PressFor(index.Edition.Masthead.Locale).Strings, issues), .. issues.Select(issue => Issue(frame, issue))])];
    }

    /// <summary>The list of all newsletters, made now.</summary>
    public ReadOnlyMemory<byte> Archive(Edition edition) => Archive(FrameFor(edition), PressFor(edition.Masthead.Locale).Strings, MailStore.ListIssues(storePath)).Render();

    /// <summary>A newsletter's page, made now; null when there is none of that name.</summary>
    public ReadOnlyMemory<byte>? Issue(Edition edition, string name) =>
        MailStore.ListIssues(storePath).FirstOrDefault(issue => issue.Name == name) is { } issue ? Issue(FrameFor(edition), issue).Render() : null;

    /// <summary>A page that answers a reader.</summary>
    /// <param name="edition">Whose masthead stands above it.</param>
    /// <param name="answer">What it says.</param>
    public ReadOnlyMemory<byte> Answer(Edition edition, ReaderAnswer answer)
    {
        var frame = FrameFor(edition);
        var strings = PressFor(edition.Masthead.Locale).Strings;
        var site = PlainText.Of(edition.Masthead.Title);
        var title = Say(answer.Key);
        var content = new PageContent(title, "")
        {
            IsIndexed = false,
            Values =
            [
                new("heading", title),
                new("text", Say(answer.Key + ".text")),
                new("button", answer.Button is null ? null : strings[answer.Button]),
                new("action", answer.Action is null ? null : new SiteAddresses(edition.Masthead).Local(answer.Action)),
                new("token", answer.Token),
                new("asks_address", answer.AsksAddress),
            ],
        };
        return frame.Page(NewsletterAddresses.Archive + "answer/", "newsletter-answer", new Fingerprint(), () => content).Render();

        string Say(string key) => strings[key].Replace("{x}", site, StringComparison.Ordinal);
    }

    private PlannedFile Archive(SiteFrame frame, ThemeStrings strings, IReadOnlyList<IssueLine> issues)
    {
        var shown = new Fingerprint().Add(subscribe).Add(isHere ? 1 : 0);
        foreach (var issue in issues)
            shown.Add(issue.Name).Add(issue.Subject).Add(issue.DateLine);
        return frame.Page(NewsletterAddresses.Archive, "newsletters", shown, () => new PageContent(strings["newsletter"], strings["newsletter.archive.description"])
        {
            Values =
            [
                new("issues", issues.Select(issue => new IssueView(issue.Subject, frame.Local(NewsletterAddresses.Issue(issue.Name)), issue.DateLine)).ToList()),
                new("subscribe", subscribe),
                new("subscribe_here", isHere),
            ],
        });
    }

    private PlannedFile Issue(SiteFrame frame, IssueLine issue) => frame.Page(
        NewsletterAddresses.Issue(issue.Name),
        "newsletter-issue",
        // What was sent does not change.
        new Fingerprint().Add(issue.Name).Add(issue.At),
        () =>
        {
            var newsletter = MailStore.ReadIssue(storePath, issue.Name);
            return new PageContent(newsletter.Title, newsletter.Excerpt) { Values = [new("newsletter", newsletter), new("archive_href", frame.Local(NewsletterAddresses.Archive))] };
        });

    /// <summary>Templates are read once and serve all pages in the same language.</summary>
    private Press PressFor(string locale)
    {
        if (last is { } known && known.Locale == locale)
            return known;
        var strings = new ThemeStrings(theme, locale);
        return last = new Press(locale, strings, new PageRenderer(theme, strings));
    }

    private SiteFrame FrameFor(Edition edition)
    {
        var press = PressFor(edition.Masthead.Locale);
        // The frame shows no story, and to index them all takes long.
        var index = EditionIndex.Of(edition with { Stories = [], Rising = [] });
        var addresses = new SiteAddresses(edition.Masthead);
        var views = new ViewMaker(index, addresses, new SiteClock(edition.Masthead.TimeZone, press.Strings), press.Strings, website);
        return new SiteFrame(edition, website, press.Renderer, addresses, press.Strings, views, new SiteAssets(theme, edition, addresses), hasNewsletter: true);
    }

    private sealed record Press(string Locale, ThemeStrings Strings, PageRenderer Renderer);
}

/// <summary>A page that answers a reader.</summary>
/// <param name="Key">Key of its heading; its text is under the same key and <c>.text</c>.</param>
/// <param name="Button">Key of the words on its button; null for none.</param>
/// <param name="Action">Where the button posts to, below the site.</param>
/// <param name="Token">The token it posts.</param>
/// <param name="AsksAddress">Whether it asks for an address.</param>
public sealed record ReaderAnswer(string Key, string? Button = null, string? Action = null, string? Token = null, bool AsksAddress = false);

/// <summary>A newsletter in the list of all.</summary>
/// <param name="Subject">The headline it was sent under.</param>
/// <param name="Href">Its page.</param>
/// <param name="Date">Its date, written out.</param>
internal sealed record IssueView(string Subject, string Href, string Date);
