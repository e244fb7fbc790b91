namespace Broadsheet.Pages.Fields;

/// <summary>The address the publisher wants the article to be known by, and when not to believe it.</summary>
internal static class CanonicalRule
{
    public static Candidates<string> Find(PageContext page)
    {
        var addresses = new Candidates<string>("canonical");
        void Add(string? reference, double confidence, string from)
        {
            if (page.Absolute(reference) is not { } url)
                return;
            if (WebAddress.IsSiteRoot(url) && !WebAddress.IsSiteRoot(page.Url))
                addresses.Add(url, 0, $"{from} (the site's own root)");
            else
                addresses.Add(url, confidence, from);
        }

        foreach (var link in page.Signals.Links)
        {
            if (link.Rel.Split(' ').Contains("canonical"))
                Add(link.Href, 0.98, "link canonical");
        }

        Add(page.Signals.Meta("og:url"), 0.9, "og:url");
        Add(page.Linked.Article?.Url, 0.85, "json-ld url");
        Add(page.Linked.Article?.MainEntityOfPage, 0.7, "json-ld mainEntityOfPage");
        Add(page.Signals.Meta("twitter:url"), 0.68, "twitter:url");
        Add(page.Url, 0.4, "the address itself");
        DoubtForeign(page, addresses);
        return addresses;
    }

    /// <summary>
    /// A canonical address at another owner's domain names the paper the text was taken from. Where two other signals
    /// say that the page is its own, it is the agency's link left in by mistake.
    /// </summary>
    private static void DoubtForeign(PageContext page, Candidates<string> addresses)
    {
        var own = PublicSuffixList.BuiltIn.RegistrableDomain(WebAddress.Host(page.Url));
        if (own is null || addresses.Best is not { } best || IsAt(best.Value, own))
            return;
        if (addresses.All.Count(address => address.From is "og:url" or "json-ld url" && IsAt(address.Value, own)) < 2)
            return;
        for (var i = 0; i < addresses.All.Count; i++)
        {
            if (!IsAt(addresses.All[i].Value, own))
                addresses.Judge(i, 0.3, "at another domain, against two signals");
        }
    }

    private static bool IsAt(string url, string domain) => PublicSuffixList.BuiltIn.RegistrableDomain(WebAddress.Host(url)) == domain;
}
