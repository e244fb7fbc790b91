using System.Text;

namespace Broadsheet.Publishing.Website;

/// <summary>
/// What is left at an address whose page went: it leads to the story that has the articles now, or says that nothing took the page's place.
/// </summary>
internal sealed class FarewellPages(EditionIndex index, SiteFrame frame, StoryRedirects redirects, ThemeStrings strings)
{
    private const string OfStories = "story/";
    private const string OfVideos = "news/";

    /// <summary>The last line of a page that nothing took the place of: a server that knows it answers 410.</summary>
    public const string GoneMark = "<!-- 410 -->\n";

    /// <summary>Plans the page of an address.</summary>
    /// <param name="address">The address, below the site.</param>
    /// <param name="origin">Key of the part that had it.</param>
    public PlannedFile Plan(string address, string origin)
    {
        var farewell = PlaceOf(address, origin) is { } into ? redirects.Page(address, into) : Gone(address);
        return farewell with { IsFarewell = true };
    }

    /// <summary>The published story that has what the address had, or null.</summary>
    private Story? PlaceOf(string address, string origin)
    {
        if (address.StartsWith(OfStories, StringComparison.Ordinal))
            return Published(index.Successor(address[OfStories.Length..^1]));
        // A video's page goes when the video does; what it was part of may be there still.
        return address.StartsWith(OfVideos, StringComparison.Ordinal) && origin.StartsWith(OfStories, StringComparison.Ordinal)
            ? Published(origin[OfStories.Length..]) ?? Published(index.Successor(origin[OfStories.Length..]))
            : null;
    }

    private Story? Published(string? id) => id is not null && index.Find(id)?.Story is { IsPublished: true } story ? story : null;

    private PlannedFile Gone(string address)
    {
        var page = frame.Page(address, "404", new Fingerprint().Add("gone"), () => new PageContent(strings["gone"], strings["gone.text"]) { IsIndexed = false });
        return page with { Render = () => (byte[])[.. page.Render().Span, .. Encoding.UTF8.GetBytes(GoneMark)] };
    }
}
