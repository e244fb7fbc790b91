using System.Text;
using Broadsheet.Pages.Html;

namespace Broadsheet.Pages.Fields;

/// <summary>Texts in metas that were themselves written as HTML.</summary>
internal static class Markup
{
    /// <summary>The text without its tags, decoded once more when it had any.</summary>
    public static string Strip(string text)
    {
        if (!text.Contains('<', StringComparison.Ordinal) && !text.Contains('&', StringComparison.Ordinal))
            return text;
        var plain = new StringBuilder(text.Length);
        var tokens = new HtmlTokenizer(text);
        while (tokens.Read())
        {
            if (tokens.Kind == HtmlTokenKind.Text)
                HtmlText.Append(plain, tokens.Value);
            else if (HtmlTags.IsBlock(tokens.Tag))
                HtmlText.Append(plain, " ");
        }

        return HtmlText.Trimmed(plain, 0);
    }
}
