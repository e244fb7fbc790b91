using System.Text;

namespace Broadsheet.Pages.Scanning;

/// <summary>Where on the page something stands.</summary>
[Flags]
internal enum Place
{
    None = 0,

    /// <summary>In a navigation, footer, side column, comment or list of other articles.</summary>
    Aside = 1,

    /// <summary>In a link to somewhere else.</summary>
    Link = 2,

    Figure = 4,
    Article = 8,
    Noscript = 32,
    Author = 64,
    Svg = 128,
    Heading = 256,
    Publisher = 512,
    Main = 1024,

    /// <summary>Controls and other things that are not read.</summary>
    Unread = 2048,
}

/// <summary>A heading. <paramref name="TextOffset"/> tells where it stands in the page's text, <paramref name="Element"/> in which element.</summary>
internal readonly record struct Heading(int Level, string Text, Place Place, string Marks, int TextOffset, int Element);

/// <summary>A <c>time</c> element, or another element whose marks say that it holds a date.</summary>
internal readonly record struct TimeMark(string? DateTime, string Text, Place Place, string Marks, int TextOffset, int Element, bool IsTimeElement);

/// <summary>An element that is marked as naming an author.</summary>
internal readonly record struct Byline(string Text, string From, Place Place, int TextOffset, int Element);

/// <summary>The lines between the headline and the text.</summary>
internal readonly record struct Standfirst(string Text, Place Place, int TextOffset, int Element);

/// <summary>A microdata property.</summary>
internal readonly record struct ItemProperty(string Name, string Value, Place Place, int Element);

/// <summary>A <c>link</c> element.</summary>
internal readonly record struct PageLink(string Rel, string Href, string Type, string Sizes, string Title);

/// <summary>A run of text between two block borders.</summary>
internal readonly record struct TextBlock(int Offset, int Length, int LinkLength, Html.HtmlTag Tag, int Element, Place Place);

/// <summary>A picture in the body. It is urgent when the page asks for it before others (<c>fetchpriority</c>).</summary>
internal readonly record struct BodyImage(string Url, int? Width, int? Height, string Alt, string Marks, Place Place, int TextOffset, int Element, bool IsUrgent);

/// <summary>All that one pass over a page finds, before anything is believed.</summary>
internal sealed class PageSignals
{
    private readonly Dictionary<string, List<string>> _metas = new(StringComparer.Ordinal);

    public string? DocumentTitle { get; set; }

    public string? Language { get; set; }

    public string? BaseHref { get; set; }

    public bool IsAmp { get; set; }

    public List<PageLink> Links { get; } = [];

    public List<string> JsonLd { get; } = [];

    public List<Heading> Headings { get; } = [];

    public List<TimeMark> Times { get; } = [];

    public List<Byline> Bylines { get; } = [];

    public List<Standfirst> Standfirsts { get; } = [];

    public List<ItemProperty> ItemProperties { get; } = [];

    public List<TextBlock> Blocks { get; } = [];

    public List<BodyImage> Images { get; } = [];

    /// <summary>Addresses of pictures that the page asks browsers to load first.</summary>
    public List<string> PreloadedImages { get; } = [];

    /// <summary>What links to the site's first page are called.</summary>
    public List<string> HomeLinks { get; } = [];

    /// <summary>Addresses of frames and players.</summary>
    public List<string> Embeds { get; } = [];

    /// <summary>The parent of each element, by number; the root is its own parent.</summary>
    public List<int> Parents { get; } = [];

    /// <summary>Whether each element, by number, says itself that it is beside the article.</summary>
    public List<bool> IsAside { get; } = [];

    /// <summary>The visible text, blocks separated by line feeds.</summary>
    public StringBuilder Text { get; } = new(16 * 1024);

    /// <summary>
    /// What encloses the headline is not beside the article, whatever its marks say ("widget", "masthead", an <c>aside</c> for the
    /// whole page): all that is beside it for that reason alone is taken as the article's.
    /// </summary>
    public void PutAtHeadline(int headline)
    {
        var encloses = new bool[Parents.Count];
        for (var element = headline; !encloses[element]; element = Parents[element])
            encloses[element] = true;
        var isAside = new bool[Parents.Count];
        for (var element = 1; element < isAside.Length; element++)
            isAside[element] = isAside[Parents[element]] || (IsAside[element] && !encloses[element]);
        Place Again(Place place, int element) => isAside[element] ? place : place & ~Place.Aside;
        for (var i = 0; i < Times.Count; i++)
            Times[i] = Times[i] with { Place = Again(Times[i].Place, Times[i].Element) };
        for (var i = 0; i < Bylines.Count; i++)
            Bylines[i] = Bylines[i] with { Place = Again(Bylines[i].Place, Bylines[i].Element) };
        for (var i = 0; i < Standfirsts.Count; i++)
            Standfirsts[i] = Standfirsts[i] with { Place = Again(Standfirsts[i].Place, Standfirsts[i].Element) };
        for (var i = 0; i < ItemProperties.Count; i++)
            ItemProperties[i] = ItemProperties[i] with { Place = Again(ItemProperties[i].Place, ItemProperties[i].Element) };
        for (var i = 0; i < Blocks.Count; i++)
            Blocks[i] = Blocks[i] with { Place = Again(Blocks[i].Place, Blocks[i].Element) };
        for (var i = 0; i < Images.Count; i++)
            Images[i] = Images[i] with { Place = Again(Images[i].Place, Images[i].Element) };
    }

    public string TextOf(TextBlock block) => Text.ToString(block.Offset, block.Length);

    public void AddMeta(string key, string content)
    {
        if (!_metas.TryGetValue(key, out var contents))
            _metas.Add(key, contents = []);
        contents.Add(content);
    }

    /// <summary>The first content of a meta element with that name, property or itemprop, in lower case; null when there is none.</summary>
    public string? Meta(string key) => _metas.TryGetValue(key, out var contents) ? contents[0] : null;

    public IReadOnlyList<string> Metas(string key) => _metas.TryGetValue(key, out var contents) ? contents : [];
}
