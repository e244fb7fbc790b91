using System.Globalization;
using System.Text;
using Broadsheet.Publishing.Website;

namespace Broadsheet.Publishing.Newsletters;

/// <summary>Writes a newsletter as plain text, for those whose mail program shows no other.</summary>
internal static class NewsletterText
{
    // RFC 5322 §2.1.1 asks for lines of no more than 78 characters; some are left for the marks of quotation.
    private const int Width = 72;

    public static string Of(Newsletter newsletter, NewsletterLinks links, ThemeStrings strings)
    {
        var text = new StringBuilder();
        text.Append(newsletter.Site.Title.ToUpperInvariant()).Append('\n').Append(newsletter.DateLine).Append('\n');
        var number = 0;
        foreach (var section in newsletter.Sections)
        {
            text.Append('\n').Append('-', Width).Append('\n');
            if (section.Title.Length > 0)
                text.Append(section.Title.ToUpperInvariant()).Append('\n').Append('-', Width).Append('\n');
            foreach (var item in section.Items)
                AppendItem(text.Append('\n'), item, ++number, strings);
        }

        text.Append('\n').Append('-', Width).Append('\n');
        AppendFoot(text, newsletter, links, strings);
        return text.ToString();
    }

    /// <summary>Paragraphs, each on a line, broken into lines.</summary>
    public static string Wrapped(string paragraphs)
    {
        var text = new StringBuilder();
        foreach (var line in paragraphs.TrimEnd('\n').Split('\n'))
        {
            // The line above a signature ends with a space (RFC 3676 §4.3).
            if (line is "" or "-- ")
                text.Append(line).Append('\n');
            else
                AppendWrapped(text, line, "");
        }

        return text.ToString();
    }

    private static void AppendItem(StringBuilder text, NewsletterItem item, int number, ThemeStrings strings)
    {
        AppendWrapped(text, string.Create(CultureInfo.InvariantCulture, $"{number}. {item.Title}"), "   ");
        if (item.Excerpt.Length > 0)
            AppendWrapped(text, "   " + item.Excerpt, "   ");
        AppendWrapped(text, $"   {item.Outlet} · {item.Time}{(item.IsVideo ? " · " + strings["video"] : "")}", "   ");
        text.Append("   ").Append(item.Href).Append('\n');
        if (item.Others.Count == 0)
            return;
        AppendWrapped(text, $"   {strings["also"]}: {string.Join(", ", item.Others.Select(other => other.Outlet).Append(item.More).OfType<string>())}", "   ");
        text.Append("   ").Append(item.StoryHref).Append('\n');
    }

    private static void AppendFoot(StringBuilder text, Newsletter newsletter, NewsletterLinks links, ThemeStrings strings)
    {
        AppendLink(text, strings["newsletter.web"], newsletter.Site.Page);
        AppendLink(text, strings["newsletter.front"], newsletter.Site.Home);
        if (links.Unsubscribe is { } unsubscribe)
        {
            AppendWrapped(text.Append('\n'), strings["newsletter.reason"].Replace("{x}", newsletter.Site.Title, StringComparison.Ordinal), "");
            AppendLink(text, strings["newsletter.unsubscribe"], unsubscribe);
        }

        if (links.Subscribe is { } subscribe)
            AppendLink(text, strings["newsletter.subscribe"], subscribe);
        if (newsletter.Site.Contact is { Length: > 0 } contact)
            AppendWrapped(text.Append('\n'), $"{strings["contact"]}: {contact}", "");
        if (newsletter.Site.PostalAddress is { Length: > 0 } address)
            AppendWrapped(text, address, "");
    }

    private static void AppendLink(StringBuilder text, string label, string address) =>
        text.Append(label).Append(":\n").Append(address).Append('\n');

    /// <summary>Breaks at spaces; a word that is too long for a line has one to itself.</summary>
    private static void AppendWrapped(StringBuilder text, string paragraph, string indent)
    {
        var words = paragraph.TrimStart(' ').Split(' ');
        text.Append(' ', paragraph.Length - paragraph.TrimStart(' ').Length).Append(words[0]);
        var column = paragraph.Length - paragraph.TrimStart(' ').Length + words[0].Length;
        foreach (var word in words.Skip(1))
        {
            if (column + 1 + word.Length > Width)
            {
                text.Append('\n').Append(indent).Append(word);
                column = indent.Length + word.Length;
            }
            else
            {
                text.Append(' ').Append(word);
                column += 1 + word.Length;
            }
        }

        text.Append('\n');
    }
}
