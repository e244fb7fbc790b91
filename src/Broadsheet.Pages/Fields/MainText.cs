using System.Text;
using Broadsheet.Pages.Html;
using Broadsheet.Pages.Scanning;

namespace Broadsheet.Pages.Fields;

/// <summary>
/// The article's own text: paragraphs vote for the element they stand in, and the element with most votes wins.
/// The tree it needs is only the number of each block's parents.
/// </summary>
internal static class MainText
{
    private const int ShortestParagraph = 25;
    private const int LongestByline = 160;
    private const int Generations = 4;
    private const int DeepestAncestor = 16;
    private const double MostLinks = 0.4;

    /// <summary>The paragraphs of the text, in order.</summary>
    public static IReadOnlyList<string> Paragraphs(PageContext page, int longest)
    {
        var signals = page.Signals;
        var root = Root(page);
        List<string> paragraphs = [];
        var length = 0;
        foreach (var block in signals.Blocks)
        {
            if (!IsProse(block) || !IsUnder(signals, block.Element, root))
                continue;
            if (page.HeadlineOffset >= 0 && block.Offset <= page.HeadlineOffset)
                continue;
            var text = Lines(signals.TextOf(block));
            if (text.Length < LongestByline && AuthorNames.InByline(text).Count > 0)
                continue;
            if (length + text.Length > longest)
                break;
            length += text.Length + 2;
            paragraphs.Add(text);
        }

        return paragraphs;
    }

    private static bool IsProse(TextBlock block)
    {
        if ((block.Place & (Place.Aside | Place.Heading | Place.Figure | Place.Author)) != 0 || block.Length < ShortestParagraph)
            return false;
        return block.LinkLength < block.Length * MostLinks;
    }

    private static int Root(PageContext page)
    {
        var signals = page.Signals;
        var votes = new Dictionary<int, double>();
        foreach (var block in signals.Blocks)
        {
            if (!IsProse(block) || (block.Tag != HtmlTag.P && block.Length < 80))
                continue;
            var weight = Math.Min(3, block.Length / 100.0) + (block.Tag == HtmlTag.P ? 1 : 0.3);
            // Text before the headline is seldom the article's.
            if (page.HeadlineOffset >= 0 && block.Offset < page.HeadlineOffset)
                weight /= 4;
            var element = block.Tag == HtmlTag.P ? signals.Parents[block.Element] : block.Element;
            for (var generation = 0; generation < Generations; generation++)
            {
                votes[element] = votes.GetValueOrDefault(element) + weight;
                // Each generation is worth less, so that the innermost element that holds most of the text wins.
                weight *= 0.8;
                var parent = signals.Parents[element];
                if (parent == element)
                    break;
                element = parent;
            }
        }

        return votes.Count == 0 ? 0 : votes.MaxBy(vote => (vote.Value, vote.Key)).Key;
    }

    private static bool IsUnder(PageSignals signals, int element, int root)
    {
        for (var i = 0; i < DeepestAncestor; i++)
        {
            if (element == root)
                return true;
            var parent = signals.Parents[element];
            if (parent == element)
                return false;
            element = parent;
        }

        return false;
    }

    private static string Lines(string block)
    {
        var text = new StringBuilder(block.Length);
        foreach (var line in block.AsSpan().EnumerateLines())
        {
            if (text.Length > 0)
                text.Append(' ');
            text.Append(line.Trim());
        }

        return text.ToString();
    }
}
