namespace Broadsheet.Feeds;

/// <summary>
/// Everything a document states about one thing: the feed itself, an item, or the source of an item. Nothing is interpreted beyond
/// resolving addresses; <see cref="Feed"/> and <see cref="FeedItem"/> are what we make of it.
/// </summary>
public sealed class FeedFacts
{
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
    public List<FeedBody> Bodies { get; } = [];

    /// <summary>The last alternate link, or the text of <c>link</c>.</summary>
    public string? Link { get; internal set; }

    /// <summary>All links, enclosures included, absolute.</summary>
    public List<FeedLink> Links { get; } = [];

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
    public List<FeedPerson> Authors { get; } = [];

    /// <summary>Contributors in order.</summary>
    public List<FeedPerson> Contributors { get; } = [];

    /// <summary>Publisher, webmaster or podcast owner.</summary>
    public FeedPerson? Publisher { get; internal set; }

    /// <summary>RSS managingEditor as written.</summary>
    public string? ManagingEditor { get; internal set; }

    /// <summary>RSS webMaster as written.</summary>
    public string? WebMaster { get; internal set; }

    /// <summary>Categories, tags and keywords, each once.</summary>
    public List<FeedTag> Tags { get; } = [];

    /// <summary>Language as stated.</summary>
    public string? Language { get; internal set; }

    /// <summary>Address of the discussion page.</summary>
    public string? Comments { get; internal set; }

    /// <summary>Address of the licence.</summary>
    public string? License { get; internal set; }

    /// <summary>Picture of the feed or item.</summary>
    public FeedPicture? Image { get; internal set; }

    /// <summary>Media RSS contents.</summary>
    public List<FeedMedia> Media { get; } = [];

    /// <summary>Media RSS thumbnails.</summary>
    public List<FeedMedia> Thumbnails { get; } = [];

    /// <summary>Where an aggregated item comes from.</summary>
    public FeedFacts? Source { get; internal set; }

    /// <summary>What only few feeds state.</summary>
    public FeedExtras Extras => field ??= new FeedExtras();
}
