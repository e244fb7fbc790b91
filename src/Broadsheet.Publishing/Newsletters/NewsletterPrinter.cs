using System.Text;
using Broadsheet.Publishing.Website;

namespace Broadsheet.Publishing.Newsletters;

/// <summary>Prints a newsletter for mail programs: as HTML that needs nothing from outside but pictures, and as plain text.</summary>
/// <param name="theme">Its template is <c>newsletter.liquid</c>.</param>
public sealed class NewsletterPrinter(Theme theme)
{
    private const string Template = "newsletter";

    private (string Locale, ThemeStrings Strings, PageRenderer Renderer)? last;

    /// <summary>The whole document, as UTF-8. Jekyll, which takes records for templates, finds nothing to fill in.</summary>
    public byte[] Html(Newsletter newsletter, NewsletterLinks links)
    {
        ArgumentNullException.ThrowIfNull(newsletter);
        var (_, _, renderer) = PressFor(newsletter.Site.Language);
        var html = renderer.RenderBare(Template, [new("newsletter", newsletter), new("links", links)]);
        return Encoding.UTF8.GetBytes(html.Replace("{{", "&#123;&#123;", StringComparison.Ordinal).Replace("{%", "&#123;%", StringComparison.Ordinal));
    }

    /// <summary>The plain text, lines ending with <c>\n</c>.</summary>
    public string Text(Newsletter newsletter, NewsletterLinks links)
    {
        ArgumentNullException.ThrowIfNull(newsletter);
        return NewsletterText.Of(newsletter, links, PressFor(newsletter.Site.Language).Strings);
    }

    /// <summary>Templates are read once and serve all copies.</summary>
    private (string Locale, ThemeStrings Strings, PageRenderer Renderer) PressFor(string locale)
    {
        if (last is { } known && known.Locale == locale)
            return known;
        var strings = new ThemeStrings(theme, locale);
        last = (locale, strings, new PageRenderer(theme, strings));
        return last.Value;
    }
}

/// <summary>The links that differ from copy to copy.</summary>
/// <param name="Unsubscribe">Where this reader leaves; null in the copy for everybody.</param>
/// <param name="Subscribe">Where others subscribe; null in a reader's copy.</param>
public sealed record NewsletterLinks(string? Unsubscribe, string? Subscribe)
{
    /// <summary>The copy for everybody, without a way to subscribe.</summary>
    public static NewsletterLinks Public { get; } = new(null, null);
}
