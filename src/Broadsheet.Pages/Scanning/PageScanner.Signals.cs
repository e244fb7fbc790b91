using System.Globalization;
using Broadsheet.Pages.Html;

namespace Broadsheet.Pages.Scanning;

/// <content>What elements say about the page.</content>
internal ref partial struct PageScanner
{
    private readonly void AddMeta()
    {
        var content = HtmlText.Clean(_tokens.Attribute("content"));
        if (content.Length == 0)
            content = HtmlText.Clean(_tokens.Attribute("value"));
        if (content.Length == 0)
            return;
        AddMeta(_tokens.Attribute("property"), content);
        AddMeta(_tokens.Attribute("name"), content);
        AddMeta(_tokens.Attribute("http-equiv"), content);
        var property = HtmlText.Clean(_tokens.Attribute("itemprop"));
        if (property.Length == 0 || _signals.ItemProperties.Count >= MaxOfAKind)
            return;
        _signals.ItemProperties.Add(new(property, content, Place, Innermost));
        if (property == "name" && (Place & Place.Author) != 0)
            _signals.Bylines.Add(new(content, "itemprop author name", Place, _signals.Text.Length, Innermost));
    }

    private readonly void AddMeta(ReadOnlySpan<char> name, string content)
    {
        if (!name.IsEmpty && name.Length < 100)
            _signals.AddMeta(HtmlText.Clean(name).ToLowerInvariant(), content);
    }

    private readonly void AddLink()
    {
        var href = HtmlText.Clean(_tokens.Attribute("href"));
        var rel = HtmlText.Clean(_tokens.Attribute("rel")).ToLowerInvariant();
        if (rel == "preload" && _tokens.Attribute("as").Equals("image", StringComparison.OrdinalIgnoreCase) && _signals.PreloadedImages.Count < MaxImages)
            AddPreloaded(href);
        if (href.Length == 0 || _signals.Links.Count >= MaxOfAKind)
            return;
        if (rel.Length > 0 && !rel.Contains("stylesheet", StringComparison.Ordinal) && !rel.Contains("preload", StringComparison.Ordinal))
        {
            _signals.Links.Add(new(
                rel,
                href,
                HtmlText.Clean(_tokens.Attribute("type")).ToLowerInvariant(),
                HtmlText.Clean(_tokens.Attribute("sizes")),
                HtmlText.Clean(_tokens.Attribute("title"))));
        }

        var property = HtmlText.Clean(_tokens.Attribute("itemprop"));
        if (property.Length > 0)
            _signals.ItemProperties.Add(new(property, href, Place, Innermost));
    }

    private readonly void AddPreloaded(string href)
    {
        if (href.Length > 0)
            _signals.PreloadedImages.Add(href);
        foreach (var address in ImageSources.All(HtmlText.Clean(_tokens.Attribute("imagesrcset"))))
            _signals.PreloadedImages.Add(address);
    }

    private void AddImage()
    {
        var own = ImageSources.Best(_tokens, out var declared);
        var url = _pictureSource ?? own;
        declared = _pictureSource is null ? declared : _pictureWidth ?? declared;
        _pictureSource = null;
        if (url.Length == 0 || _signals.Images.Count >= MaxImages)
            return;
        _signals.Images.Add(new(
            url,
            declared ?? Number(_tokens.Attribute("width")),
            Number(_tokens.Attribute("height")),
            HtmlText.Clean(_tokens.Attribute("alt")),
            Marks(),
            Place,
            _signals.Text.Length,
            Innermost,
            _tokens.Attribute("fetchpriority").Equals("high", StringComparison.OrdinalIgnoreCase)));
        var property = _tokens.Attribute("itemprop");
        if (!property.IsEmpty)
            _signals.ItemProperties.Add(new(HtmlText.Clean(property), url, Place, Innermost));
    }

    /// <summary>Of the sources of a picture the widest counts, the first among equals.</summary>
    private void AddPictureSource()
    {
        if (_depth == 0 || (Place & Place.Figure) == 0)
            return;
        var url = ImageSources.Best(_tokens, out var width);
        if (url.Length == 0 || (_pictureSource is not null && (width ?? 0) <= (_pictureWidth ?? 0)))
            return;
        (_pictureSource, _pictureWidth) = (url, width);
    }

    private readonly void AddEmbed()
    {
        var source = HtmlText.Clean(_tokens.Attribute("src"));
        if (source.Length == 0)
            source = HtmlText.Clean(_tokens.Attribute("data-src"));
        if (source.Length > 0 && _signals.Embeds.Count < MaxImages && (Place & Place.Aside) == 0)
            _signals.Embeds.Add(source);
    }

    private readonly string? StatedValue()
    {
        foreach (var name in (ReadOnlySpan<string>)["content", "datetime", "href", "src"])
        {
            var value = HtmlText.Clean(_tokens.Attribute(name));
            // A link's address is not the name it shows.
            if (value.Length > 0 && (name != "href" || !HtmlText.Clean(_tokens.Attribute("itemprop")).Contains("name", StringComparison.OrdinalIgnoreCase)))
                return value;
        }

        return null;
    }

    internal static int? Number(ReadOnlySpan<char> value)
    {
        value = value.Trim();
        var digits = 0;
        while (digits < value.Length && digits < 6 && char.IsAsciiDigit(value[digits]))
            digits++;
        if (digits == 0 || (digits < value.Length && value[digits] == '%'))
            return null;
        return int.Parse(value[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
