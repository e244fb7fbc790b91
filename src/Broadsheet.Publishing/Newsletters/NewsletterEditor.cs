using Broadsheet.Publishing.Website;

namespace Broadsheet.Publishing.Newsletters;

/// <summary>Chooses and words what stands in a newsletter. A pure function of the edition, the rules, and what was told before.</summary>
/// <param name="options">The rules.</param>
/// <param name="theme">Speaks the site's language, and prints.</param>
public sealed class NewsletterEditor(NewsletterOptions options, Theme theme)
{
    /// <summary>Gmail cuts a mail off at 102 KB of HTML, and with it the way to unsubscribe; the rest is for what each reader's copy adds.</summary>
    public const int MostBytes = 90_000;

    private const int LongestExcerpt = 240;
    private const int LongestSubject = 120;

    // Longer addresses are a tracker's; the page of the story leads there as well.
    private const int LongestLink = 800;
    private const int MostOthers = 3;

    // The width of the mail, in pixels; pictures are fetched at twice that for fine screens.
    private const int FullWidth = 600;
    private const int SmallWidth = 132;

    /// <summary>Makes the newsletter of a day.</summary>
    /// <param name="edition">The newspaper at the moment.</param>
    /// <param name="day">The site's day it is dated.</param>
    /// <param name="past">What earlier newsletters told.</param>
    public NewsletterDraft Compose(Edition edition, DateOnly day, ToldStories past)
    {
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(past);
        var news = Candidates(edition, past);
        var told = news.Select(story => story.Id).ToList();
        // A site's first run brings the news of weeks at once; what is too old for the first newsletter is old to every later one.
        var fresh = past.LastAt is null ? news.Where(story => story.Latest > edition.At - FirstWindow) : news;
        var chosen = fresh
            .OrderByDescending(story => story.IsPinned)
            .ThenByDescending(story => story.Heat)
            .ThenBy(story => story.Lead.Path, StringComparer.Ordinal)
            .Take(options.Stories)
            .ToList();
        if (chosen.Count < options.MinimumStories)
            return new NewsletterDraft(null, []);
        return new NewsletterDraft(Fitted(Word(edition, day, chosen)), told);
    }

    private TimeSpan FirstWindow => options.Window ?? TimeSpan.FromDays(options.Schedule == NewsletterSchedule.Weekly ? 7 : 1);

    private List<Story> Candidates(Edition edition, ToldStories past)
    {
        var topics = Names(edition, options.Topics);
        var reach = edition.At - (options.LongestWindow > FirstWindow ? options.LongestWindow : FirstWindow);
        var merged = edition.StoryAliases.Where(alias => past.Has(alias.Key)).Select(alias => alias.Value).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. edition.Stories.Where(story =>
                story.IsPublished
                && story.Heat >= options.MinimumHeat
                && (topics.Count == 0 || story.Articles.Any(article => article.Topics.Any(match => topics.Contains(match.Topic))))
                && story.Latest > reach
                && !past.Has(story.Id)
                && !merged.Contains(story.Id)),
        ];
    }

    private Newsletter Word(Edition edition, DateOnly day, List<Story> chosen)
    {
        var masthead = edition.Masthead;
        var strings = new ThemeStrings(theme, masthead.Locale);
        var clock = new SiteClock(masthead.TimeZone, strings);
        var addresses = new SiteAddresses(masthead);
        var wording = new Wording(masthead, strings, clock, addresses);
        var name = NameOf(day, masthead);
        var title = PlainText.Of(masthead.Title);
        return new Newsletter
        {
            Name = name,
            Title = $"{title} ({IsoDate.Of(day)})",
            Subject = Cut(ViewMaker.Title(chosen[0].Lead), LongestSubject),
            Excerpt = string.Join(" / ", chosen.Take(3).Select(story => ViewMaker.Title(story.Lead))),
            At = edition.At,
            DateLine = clock.Long(day),
            Site = new NewsletterSite(
                title,
                addresses.Home,
                addresses.Absolute(NewsletterAddresses.Issue(name)),
                addresses.Absolute(NewsletterAddresses.Archive),
                PlainText.Of(masthead.Locale),
                strings.IsRightToLeft ? "rtl" : "ltr",
                edition.Topics.FirstOrDefault(topic => topic.Parent is null) is { } root ? PlainText.Of(root.Name) : null,
                masthead.Contact is null ? null : PlainText.Of(masthead.Contact),
                options.PostalAddress is null ? null : PlainText.Of(options.PostalAddress)),
            Sections = SectionsOf(edition, chosen, wording),
        };
    }

    private List<NewsletterSection> SectionsOf(Edition edition, List<Story> chosen, Wording wording)
    {
        List<NewsletterSection> sections = [new("", null, [.. chosen.Take(options.TopStories).Select(wording.Item)])];
        var rest = chosen.Skip(options.TopStories).ToList();
        foreach (var topic in SectionTopics(edition))
        {
            var members = rest.Where(story => story.Lead.Topics.Any(match => match.Topic == topic.Name)).ToList();
            if (members.Count == 0)
                continue;
            rest = [.. rest.Except(members)];
            sections.Add(new(PlainText.Of(topic.Name), wording.Topic(topic), [.. members.Select(wording.Item)]));
        }

        if (rest.Count > 0)
            sections.Add(new(wording.More, null, [.. rest.Select(wording.Item)]));
        return sections;
    }

    private IEnumerable<Topic> SectionTopics(Edition edition)
    {
        if (options.Sections.Count == 0)
            return edition.Topics.Where(topic => topic.Parent is not null && topic.Highlight is null);
        return options.Sections
            .Select(wanted => edition.Topics.FirstOrDefault(topic => IsCalled(topic, wanted)))
            .OfType<Topic>();
    }

    private static HashSet<string> Names(Edition edition, List<string> wanted) =>
        [.. wanted.Select(word => edition.Topics.FirstOrDefault(topic => IsCalled(topic, word))?.Name ?? word)];

    private static bool IsCalled(Topic topic, string word) =>
        topic.Id.Equals(word, StringComparison.OrdinalIgnoreCase) || topic.Name.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The name a day's newsletter is filed under.</summary>
    public string NameOf(DateOnly day, Masthead masthead)
    {
        ArgumentNullException.ThrowIfNull(masthead);
        var stem = Slug.Of(options.Name is { Length: > 0 } named ? named : masthead.Title);
        return $"{(stem.Length == 0 ? "newsletter" : stem)}-{IsoDate.Of(day)}";
    }

    /// <summary>Leaves out the last stories until the mail is one that Gmail shows whole.</summary>
    private Newsletter Fitted(Newsletter newsletter)
    {
        var printer = new NewsletterPrinter(theme);
        while (newsletter.Stories > 1 && printer.Html(newsletter, NewsletterLinks.Public).Length > MostBytes)
        {
            var last = newsletter.Sections[^1];
            IEnumerable<NewsletterSection> shorter = last.Items.Count == 1 ? [] : [last with { Items = [.. last.Items.SkipLast(1)] }];
            newsletter = newsletter with { Sections = [.. newsletter.Sections.SkipLast(1), .. shorter] };
        }

        return newsletter;
    }

    /// <summary>The text, or its beginning up to the end of a word.</summary>
    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var space = text.LastIndexOf(' ', most - 1);
        var end = space > most / 2 ? space : char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end].TrimEnd(' ', ',', ';', ':', '–', '-') + "…";
    }

    /// <summary>Words stories for one newsletter.</summary>
    private sealed class Wording(Masthead masthead, ThemeStrings strings, SiteClock clock, SiteAddresses addresses)
    {
        public string More => strings["more_news"];

        public string? Topic(Topic topic) => addresses.Absolute(SiteAddresses.Topic(topic));

        public NewsletterItem Item(Story story)
        {
            var lead = story.Lead;
            var page = addresses.Absolute(SiteAddresses.Story(story));
            var others = story.Articles.Skip(1)
                .Where(article => article.Provider.Domain != lead.Provider.Domain)
                .DistinctBy(article => article.Provider.Domain)
                .ToList();
            var more = others.Count - MostOthers;
            return new(
                story.Id,
                Cut(ViewMaker.Title(lead), 2 * LongestSubject),
                Cut(PlainText.Of(lead.Excerpt), LongestExcerpt),
                LinkOf(lead, page),
                OutletOf(lead),
                clock.View(lead.Published).Short,
                lead.Type == ArticleType.Video,
                ForeignLanguage(lead.Language),
                PictureOf(lead),
                [.. others.Take(MostOthers).Select(article => new NewsletterReport(OutletOf(article), LinkOf(article, page)))],
                more > 0 ? strings.Counted("more_outlets", more) : null,
                page);
        }

        private string LinkOf(Article article, string page)
        {
            if (ViewMaker.HasOwnPage(article))
                return addresses.Absolute(SiteAddresses.OwnPage(article));
            return SafeLink.Of(article.WebUrl) is { Length: <= LongestLink } link ? link : page;
        }

        private static string OutletOf(Article article) =>
            Cut(PlainText.Of(article.Provider.Name) is { Length: > 0 } name ? name : PlainText.Of(article.Provider.Domain), 80);

        private string? ForeignLanguage(string? language) =>
            language is null || language.Split('-', '_')[0].Equals(strings.Language, StringComparison.OrdinalIgnoreCase) ? null : PlainText.Of(language);

        private NewsletterPicture? PictureOf(Article article)
        {
            if (article.Images.Count == 0 || article.Images[0] is not { Width: > 0, Height: > 0 } picture)
                return null;
            var copy = picture.Copies.FirstOrDefault(copy => copy.Width >= 2 * FullWidth) ?? new PictureCopy(picture.Url, picture.Width, picture.Height);
            if (addresses.Picture(copy.Url) is not { } src)
                return null;
            src = src.StartsWith('/') ? masthead.Url.TrimEnd('/') + src : src;
            // Taller than wide would push the headline off the screen.
            if (src.Length > LongestLink || copy.Width < copy.Height)
                return null;
            var width = Math.Min(FullWidth, copy.Width);
            return new(
                src,
                width,
                Math.Max(1, copy.Height * width / copy.Width),
                SmallWidth,
                Math.Max(1, copy.Height * SmallWidth / copy.Width),
                strings["newsletter.picture"].Replace("{x}", OutletOf(article), StringComparison.Ordinal));
        }
    }
}

/// <summary>What came of making a newsletter.</summary>
/// <param name="Newsletter">The newsletter; null when there is too little to tell.</param>
/// <param name="Told">Ids of the stories that no later newsletter is to tell: those in it, and those that were weaker.</param>
public sealed record NewsletterDraft(Newsletter? Newsletter, IReadOnlyList<string> Told);

/// <summary>What earlier newsletters told.</summary>
/// <param name="LastAt">When the last one was made; null when this is the first.</param>
/// <param name="Stories">Ids of the stories that were told, or passed over for hotter ones.</param>
public sealed record ToldStories(DateTimeOffset? LastAt, IReadOnlySet<string> Stories)
{
    /// <summary>Nothing yet.</summary>
    public static ToldStories Nothing { get; } = new(null, new HashSet<string>());

    /// <summary>Whether a story was told.</summary>
    public bool Has(string story) => Stories.Contains(story);
}
