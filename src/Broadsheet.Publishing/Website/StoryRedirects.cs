using System.Text;
using System.Text.Encodings.Web;

namespace Broadsheet.Publishing.Website;

/// <summary>Pages of stories that were merged into others: they lead there, so that no address that was ever public is lost.</summary>
internal sealed class StoryRedirects(EditionIndex index, SiteAddresses addresses)
{
    public IEnumerable<PlannedFile> Plan(PlacedStory into) => into.Merged.Select(id => Page("story/" + PathSegment.Of(id) + "/", into.Story));

    /// <summary>A page that leads to a story. Its last line tells a server that knows it to answer with a redirect.</summary>
    /// <param name="address">Address of the page, below the site.</param>
    /// <param name="into">The story.</param>
    public PlannedFile Page(string address, Story into)
    {
        var target = SiteAddresses.Story(into);
        var title = HtmlEncoder.Default.Encode(ViewMaker.Title(into.Lead));
        var page = $"""
            <!doctype html>
            <html lang="{HtmlEncoder.Default.Encode(index.Edition.Masthead.Locale)}"><head><meta charset="utf-8"><title>{title}</title>
            <link rel="canonical" href="{addresses.Absolute(target)}">
            <meta http-equiv="refresh" content="0; url={addresses.Local(target)}">
            <meta name="robots" content="noindex"></head>
            <body><p><a href="{addresses.Local(target)}">{title}</a></p></body></html>
            <!-- 301 {addresses.Local(target)} -->

            """.ReplaceLineEndings("\n");
        return new PlannedFile(SiteAddresses.File(address), new Fingerprint().Add(page).ToString(), () => Encoding.UTF8.GetBytes(page));
    }
}
