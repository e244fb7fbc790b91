namespace Broadsheet.Pages.Fields;

/// <summary>The publisher's own description.</summary>
internal static class DescriptionRule
{
    private const int ShortestUseful = 25;

    public static Candidates<string> Find(PageContext page, string? title)
    {
        var descriptions = new Candidates<string>("description");
        var foldedTitle = TextFold.Fold(title);
        void Add(string? text, double confidence, string from)
        {
            if (string.IsNullOrWhiteSpace(text))
                return;
            var plain = Markup.Strip(text).Trim();
            if (plain.Length == 0)
                return;
            if (plain.Length < ShortestUseful)
                descriptions.Add(plain, confidence * 0.4, $"{from} (too short)");
            else if (TextFold.Fold(plain) == foldedTitle)
                descriptions.Add(plain, confidence * 0.3, $"{from} (only the title)");
            else if (TextFold.WordCount(TextFold.Fold(plain)) < 5 && page.SiteNames.Any(name => plain.Contains(name, StringComparison.OrdinalIgnoreCase)))
                descriptions.Add(plain, confidence * 0.3, $"{from} (only the site's name)");
            else
                descriptions.Add(plain, confidence, from);
        }

        Add(page.Signals.Meta("og:description"), 0.92, "og:description");
        Add(page.Signals.Meta("description"), 0.9, "meta description");
        Add(page.Signals.Meta("twitter:description"), 0.86, "twitter:description");
        Add(page.Linked.Article?.Description, 0.82, "json-ld description");
        Add(page.Signals.Meta("dc.description") ?? page.Signals.Meta("dcterms.abstract"), 0.7, "dc.description");
        Add(page.Signals.Meta("sailthru.description"), 0.7, "sailthru.description");
        Add(page.Linked.Video?.Description, 0.6, "json-ld video description");
        return descriptions;
    }
}
