using System.Text;
using System.Text.Encodings.Web;

namespace Broadsheet.Publishing.Website;

/// <summary>Pages of stories that were merged into others: they lead there, so that no address that was ever public is lost.</summary>
internal sealed class StoryRedirects(EditionIndex index, SiteAddresses addresses)
{
    public IEnumerable<PlannedFile> Plan(PlacedStory into) => into.Merged.Select(id => Redirect(id, into.Story));

    private PlannedFile Redirect(string id, Story into)
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

            """.ReplaceLineEndings("\n");
        return new PlannedFile(SiteAddresses.File("story/" + PathSegment.Of(id) + "/"), new Fingerprint().Add(page).ToString(), () => Encoding.UTF8.GetBytes(page));
    }
}
