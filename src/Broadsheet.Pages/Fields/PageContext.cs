using Broadsheet.Pages.Html;
using Broadsheet.Pages.JsonLd;
using Broadsheet.Pages.Scanning;

namespace Broadsheet.Pages.Fields;

/// <summary>What every rule is given: the signals, the JSON-LD, and where and when the page was fetched.</summary>
internal sealed record PageContext(PageSignals Signals, LinkedData Linked, string Url, string BaseUrl, DateTimeOffset FetchedAt)
{
    private const int LongestName = 60;
    private const int RightBelowHeadline = 350;
    private const int ShortestParagraph = 60;

    // Lines between the headline and the authors are as long as a paragraph, but seldom a p.
    private const int ShortestText = 200;

    private int _textStart = -1;

    /// <summary>The names the site gives itself, and the first label of its host.</summary>
    public IReadOnlyList<string> SiteNames { get; } = NamesOf(Signals, Linked, Url);

    /// <summary>Where the headline stands in the text; -1 when no heading was believed.</summary>
    public int HeadlineOffset
    {
        get;
        init => (field, _textStart) = (value, -1);
    }
        = -1;

    /// <summary>
    /// Whether something stands between the headline and the text. What the marks say there counts less: the bar that holds what is for
    /// sharing often holds the article's own date and authors too.
    /// </summary>
    public bool IsRightBelowHeadline(int offset) =>
        HeadlineOffset >= 0 && offset > HeadlineOffset && offset < Math.Min(HeadlineOffset + RightBelowHeadline, TextStart);

    /// <summary>Where the first paragraph below the headline begins.</summary>
    private int TextStart
    {
        get
        {
            if (_textStart < 0)
            {
                var first = Signals.Blocks.FindIndex(block => block.Offset > HeadlineOffset && block.Length >= (block.Tag == HtmlTag.P ? ShortestParagraph : ShortestText)
                    && block.LinkLength * 2 < block.Length && (block.Place & (Place.Aside | Place.Heading | Place.Figure)) == 0);
                _textStart = first < 0 ? int.MaxValue : Signals.Blocks[first].Offset;
            }

            return _textStart;
        }
    }

    /// <summary>The host's name as people say it: "example" of "www.example.co.uk".</summary>
    public static string HostLabel(string url)
    {
        var host = WebAddress.Host(url);
        var labels = PublicSuffixList.BuiltIn.RegistrableDomain(host) ?? host;
        var dot = labels.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? labels : labels[..dot];
    }

    public string? Absolute(string? reference) => WebAddress.Absolute(reference, BaseUrl);

    private static bool Holds(string name, string title) => TextFold.WordCount(title) > 2 && TextFold.Holds(TextFold.Fold(name), title);

    private static List<string> NamesOf(PageSignals signals, LinkedData linked, string url)
    {
        List<string> names = [];
        var title = TextFold.Fold(signals.Meta("og:title"));
        foreach (var name in (ReadOnlySpan<string?>)
            [
                signals.Meta("og:site_name"), linked.Article?.Publisher, linked.SiteName, linked.Organization, signals.Meta("application-name"),
                signals.Meta("apple-mobile-web-app-title"), signals.Meta("dc.publisher"), signals.Meta("twitter:site")?.TrimStart('@'),
                WebAddress.Host(url), HostLabel(url),
            ])
        {
            // Some pages give their own title as the name of the site.
            if (!string.IsNullOrWhiteSpace(name) && name.Length < LongestName && !Holds(name, title))
                names.Add(name);
        }

        return names;
    }
}
