namespace Broadsheet.Feeds;

/// <summary>
/// Everything a document states about one thing: the feed itself, an item, or the source of an item. Nothing is interpreted beyond
/// resolving addresses; <see cref="Feed"/> and <see cref="FeedItem"/> are what we make of it.
/// </summary>
public sealed class FeedFacts
{
    // Most items state little; a list is made with its first member, and for as many as there mostly are.
    private List<FeedBody>? bodies;
    private FeedExtras? extras;
    private List<FeedLink>? links;
    private List<FeedPerson>? authors;
    private List<FeedPerson>? contributors;
    private List<FeedTag>? tags;
    private List<FeedMedia>? media;
    private List<FeedMedia>? thumbnails;

    /// <summary>guid, atom:id, rdf:about, or the id of a JSON item, as written.</summary>
    public string? Id { get; internal set; }

    /// <summary>RSS <c>isPermaLink</c> as written.</summary>
    public string? PermaLinkStated { get; internal set; }

    /// <summary>Whether the guid stands for a link the item does not state otherwise.</summary>
    public bool GuidIsLink { get; internal set; }

    /// <summary>Title.</summary>
    public FeedText? Title { get; internal set; }

    /// <summary>Description of a feed, or itunes:subtitle of an item.</summary>
    public FeedText? Subtitle { get; internal set; }

    /// <summary>Atom 0.3 info.</summary>
    public FeedText? Info { get; internal set; }

    /// <summary>Copyright or rights.</summary>
    public FeedText? Rights { get; internal set; }

    /// <summary>Summaries and contents in the order of the document.</summary>
    public IReadOnlyList<FeedBody> Bodies => bodies ?? (IReadOnlyList<FeedBody>)[];

    /// <summary>The last alternate link, or the text of <c>link</c>.</summary>
    public string? Link { get; internal set; }

    /// <summary>All links, enclosures included, absolute.</summary>
    public IReadOnlyList<FeedLink> Links => links ?? (IReadOnlyList<FeedLink>)[];

    /// <summary>FeedBurner's original address.</summary>
    public string? OriginalLink { get; internal set; }

    /// <summary>When it was published, as written.</summary>
    public string? Published { get; internal set; }

    /// <summary>When it was changed, as written.</summary>
    public string? Updated { get; internal set; }

    /// <summary>When it was made, as written.</summary>
    public string? Created { get; internal set; }

    /// <summary>When it ends, as written.</summary>
    public string? Expired { get; internal set; }

    /// <summary>Authors in order.</summary>
    public IReadOnlyList<FeedPerson> Authors => authors ?? (IReadOnlyList<FeedPerson>)[];

    /// <summary>Contributors in order.</summary>
    public IReadOnlyList<FeedPerson> Contributors => contributors ?? (IReadOnlyList<FeedPerson>)[];

    /// <summary>Publisher, webmaster or podcast owner.</summary>
    public FeedPerson? Publisher { get; internal set; }

    /// <summary>RSS managingEditor as written.</summary>
    public string? ManagingEditor { get; internal set; }

    /// <summary>RSS webMaster as written.</summary>
    public string? WebMaster { get; internal set; }

    /// <summary>Categories, tags and keywords, each once.</summary>
    public IReadOnlyList<FeedTag> Tags => tags ?? (IReadOnlyList<FeedTag>)[];

    /// <summary>Language as stated.</summary>
    public string? Language { get; internal set; }

    /// <summary>Address of the discussion page.</summary>
    public string? Comments { get; internal set; }

    /// <summary>Address for posting comments (wfw:comment).</summary>
    public string? CommentApi { get; internal set; }

    /// <summary>Address of the feed of comments (wfw:commentRss).</summary>
    public string? CommentFeed { get; internal set; }

    /// <summary>Number of comments (slash:comments, thr:total), as written.</summary>
    public string? CommentCount { get; internal set; }

    /// <summary>Address of the licence.</summary>
    public string? License { get; internal set; }

    /// <summary>Picture of the feed or item.</summary>
    public FeedPicture? Image { get; internal set; }

    /// <summary>Media RSS contents.</summary>
    public IReadOnlyList<FeedMedia> Media => media ?? (IReadOnlyList<FeedMedia>)[];

    /// <summary>Media RSS thumbnails.</summary>
    public IReadOnlyList<FeedMedia> Thumbnails => thumbnails ?? (IReadOnlyList<FeedMedia>)[];

    /// <summary>Where an aggregated item comes from.</summary>
    public FeedFacts? Source { get; internal set; }

    /// <summary>What only few feeds state.</summary>
    public FeedExtras Extras => extras ??= new FeedExtras();

    internal FeedPodcast Podcast => Extras.Podcast ??= new FeedPodcast();

    internal FeedMediaNotes MediaNotes => Extras.Media ??= new FeedMediaNotes();

    internal List<FeedBody>? BodyList => bodies;

    internal List<FeedMedia>? MediaList => media;

    internal List<FeedMedia>? ThumbnailList => thumbnails;

    internal List<FeedLink>? LinkList => links;

    // What another vocabulary says stands in until the own statement comes, in whatever order they are written.
    internal bool LinkIsText { get; set; }

    internal bool TitleStandsIn { get; set; }

    internal bool SubtitleStandsIn { get; set; }

    internal FeedText? BodyStandIn { get; set; }

    /// <summary>Whether there is anything in <see cref="Extras"/>.</summary>
    internal bool HasExtras => extras is not null;

    internal void Add(FeedBody body) => (bodies ??= new(2)).Add(body);

    internal void Add(FeedLink link) => (links ??= new(1)).Add(link);

    internal void Add(FeedTag tag) => (tags ??= new(2)).Add(tag);

    internal void AddAuthor(FeedPerson? person)
    {
        if (person is not null)
            (authors ??= new(1)).Add(person);
    }

    internal void AddContributor(FeedPerson? person)
    {
        if (person is not null)
            (contributors ??= []).Add(person);
    }

    internal void AddMedia(FeedMedia one) => (media ??= new(1)).Add(one);

    internal void AddThumbnail(FeedMedia thumbnail) => (thumbnails ??= []).Add(thumbnail);
}
