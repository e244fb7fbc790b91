using System.Net;
using System.Text;

namespace Broadsheet.Publishing.Syndication;

/// <summary>The body of an entry as HTML, for readers that show bodies: summary, other outlets, the way to our page.</summary>
internal static class EntryMarkup
{
    public static string Of(ChannelEntry entry)
    {
        var html = new StringBuilder();
        if (entry.Summary.Length > 0)
            html.Append("<p>").Append(WebUtility.HtmlEncode(entry.Summary)).Append("</p>");
        if (entry.Coverage.Count > 0)
        {
            html.Append("<ul>");
            foreach (var (title, link, outlet) in entry.Coverage)
                html.Append("<li>").Append(WebUtility.HtmlEncode(outlet)).Append(": ").Append(Link(link, title)).Append("</li>");
            html.Append("</ul>");
        }

        return html.Append("<p>").Append(Link(entry.StoryPage, entry.StoryPage)).Append("</p>").ToString();
    }

    private static string Link(string address, string text) => $"<a href=\"{WebUtility.HtmlEncode(address)}\">{WebUtility.HtmlEncode(text)}</a>";
}
