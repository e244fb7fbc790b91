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

/// <summary>A heading. <paramref name="TextOffset"/> tells where it stands in the page's text.</summary>
internal readonly record struct Heading(int Level, string Text, Place Place, string Marks, int TextOffset);

/// <summary>A <c>time</c> element, or another element whose marks say that it holds a date.</summary>
internal readonly record struct TimeMark(string? DateTime, string Text, Place Place, string Marks, int TextOffset, bool IsTimeElement);

/// <summary>An element that is marked as naming an author.</summary>
internal readonly record struct Byline(string Text, string From, Place Place, int TextOffset);

/// <summary>The lines between the headline and the text.</summary>
internal readonly record struct Standfirst(string Text, int TextOffset);

/// <summary>A microdata property.</summary>
internal readonly record struct ItemProperty(string Name, string Value, Place Place);

/// <summary>A <c>link</c> element.</summary>
internal readonly record struct PageLink(string Rel, string Href, string Type, string Sizes, string Title);

/// <summary>A run of text between two block borders.</summary>
internal readonly record struct TextBlock(int Offset, int Length, int LinkLength, Html.HtmlTag Tag, int Element, Place Place);

/// <summary>A picture in the body.</summary>
internal readonly record struct BodyImage(string Url, int? Width, int? Height, string Alt, string Marks, Place Place, int TextOffset);

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

    /// <summary>Addresses of frames and players.</summary>
    public List<string> Embeds { get; } = [];

    /// <summary>The parent of each element, by number; the root is its own parent.</summary>
    public List<int> Parents { get; } = [];

    /// <summary>The visible text, blocks separated by line feeds.</summary>
    public StringBuilder Text { get; } = new(16 * 1024);

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
