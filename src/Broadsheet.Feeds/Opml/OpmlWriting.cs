using System.Text;

namespace Broadsheet.Feeds.Opml;

/// <summary>Writes outlines.</summary>
internal static class OpmlWriting
{
    public static string Outline(IEnumerable<(string Name, string? Value)> attributes)
    {
        var outline = new StringBuilder("<outline");
        foreach (var (name, value) in attributes)
        {
            if (value is not null)
                outline.Append(' ').Append(name).Append("=\"").Append(Escape(value)).Append('"');
        }

        return outline.Append(" />").ToString();
    }

    public static string Folder(string name) => $"<outline text=\"{Escape(name)}\" title=\"{Escape(name)}\" />";

    /// <summary>An attribute's value; line breaks are numbered, or a parser would make spaces of them.</summary>
    public static string Escape(string value) => value.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal).Replace("\n", "&#10;", StringComparison.Ordinal)
        .Replace("\r", "&#13;", StringComparison.Ordinal).Replace("\t", "&#9;", StringComparison.Ordinal);

    /// <summary>The white space before a position on its line.</summary>
    public static string IndentOf(string text, int position)
    {
        var start = position;
        while (start > 0 && text[start - 1] is ' ' or '\t')
            start--;
        return text[start..position];
    }
}
