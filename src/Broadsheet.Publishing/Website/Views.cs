namespace Broadsheet.Publishing.Website;

// What a template may see: plain values, made for the page. Documented for theme authors in docs/guide/theming.md.
// Every text is plain and is escaped by the renderer; every address has been through SafeLink.

/// <summary>The site around the page.</summary>
internal sealed record SiteView(
    string Title,
    string Description,
    string Home,
    string Base,
    string Lang,
    string Dir,
    string? Contact,
    string Stylesheet,
    string InsideStylesheet,
    string Script,
    string ModeScript,
    string Icon,
    bool Search,
    string? NewsletterHref,
    IReadOnlyList<TopicView> Topics);

/// <summary>The page itself.</summary>
internal sealed record PageView(
    string Kind,
    string Title,
    string Description,
    string Canonical,
    string Policy,
    string? Picture,
    IReadOnlyList<FeedLinkView> Feeds,
    string? JsonLd,
    bool IsIndexed);

/// <summary>A feed the page offers.</summary>
internal sealed record FeedLinkView(string Title, string Href, string Type);

/// <summary>A topic, where it is named.</summary>
internal sealed record TopicView(string Id, string Name, string ShortName, string Href, bool IsRoot, string? Badge, string BadgeClass);

/// <summary>A publisher, where it is named.</summary>
internal sealed record ProviderView(string Name, string Domain, string Href, PictureView? Logo, string Initial);

/// <summary>A picture with the size it takes.</summary>
internal sealed record PictureView(string Src, int Width, int Height, string? Srcset);

/// <summary>An instant: for machines, in full, short, and the time of day alone.</summary>
internal sealed record TimeView(string Iso, string Text, string Short, string Clock);

/// <summary>One part of a number, and what it saw.</summary>
internal sealed record PartView(string Name, string Points, string Evidence);

/// <summary>An article.</summary>
internal sealed record ArticleView(
    string Id,
    string Title,
    string Excerpt,
    string Href,
    bool IsElsewhere,
    bool IsVideo,
    string? Lang,
    ProviderView Provider,
    TimeView Published,
    PictureView? Picture,
    string Authors,
    IReadOnlyList<TopicView> Badges,
    int Quality,
    IReadOnlyList<PartView> Signals,
    string? OwnPage);

/// <summary>An article in the course of its story. <c>CopyOf</c> names the outlet whose earlier text it repeats; empty when it has its own.</summary>
internal sealed record CoverageView(
    ArticleView Article,
    bool IsFirst,
    bool IsLead,
    string Later,
    string Placement,
    string Terms,
    string CopyOf);

/// <summary>A story. Its rank is not shown: it fades from hour to hour, and every page that printed it would be written anew at every run.</summary>
internal sealed record StoryView(
    string Id,
    string Href,
    ArticleView Lead,
    IReadOnlyList<ArticleView> Others,
    int More,
    int Articles,
    int Outlets,
    TimeView Started,
    TimeView Latest,
    int Heat,
    int RelatedPoints,
    int OtherArticles,
    bool IsPinned,
    string LeadReason,
    string PublishReason,
    IReadOnlyList<TopicView> Topics);

/// <summary>A topic's part of the front page.</summary>
internal sealed record SectionView(TopicView Topic, IReadOnlyList<StoryView> Stories);

/// <summary>How varied a story's coverage is.</summary>
internal sealed record DiversityView(string Outlets, string Countries, string Languages, IReadOnlyList<LabelView> Labels);

/// <summary>One of the site's own labels and how many articles carry it.</summary>
internal sealed record LabelView(TopicView Topic, int Articles);

/// <summary>A feed the operator reads.</summary>
internal sealed record SourceView(string Title, string Domain, string? SiteHref, string FeedHref, bool IsCurated, bool IsPaused, string? ProviderHref);

/// <summary>Sources under one heading.</summary>
internal sealed record SourceGroupView(string Name, IReadOnlyList<SourceView> Sources);

/// <summary>A link with a text and a number.</summary>
internal sealed record LinkView(string Text, string Href, int Count);

/// <summary>An article on its publisher's page, and the story it is part of.</summary>
internal sealed record ReportView(ArticleView Article, string StoryHref, bool HasOthers, bool IsLead);

/// <summary>A month's days, the first of them on a day of the week: 1, Monday, to 7.</summary>
internal sealed record CalendarView(LinkView Month, int StartsOn, IReadOnlyList<CalendarDayView> Days);

/// <summary>A day, with the address of its page when there was news.</summary>
internal sealed record CalendarDayView(int Number, string? Href, string Label);
