namespace Broadsheet.Extraction;

/// <summary>The addresses of one article.</summary>
/// <param name="Original">As the feed gave it.</param>
/// <param name="Web">Where it leads.</param>
/// <param name="Canonical">What tells it from all others.</param>
/// <param name="From">Where the second comes from.</param>
/// <param name="CanonicalFrom">Where the third comes from.</param>
/// <param name="IsPageBelieved">Whether the page that was read is the article's.</param>
internal sealed record ArticleAddresses(string Original, WebAddress Web, WebAddress Canonical, string From, string CanonicalFrom, bool IsPageBelieved)
{
    /// <summary>Reads them from the item and the visit; null when the feed gives no address a reader could follow.</summary>
    public static ArticleAddresses? Of(ArticleMaterial material)
    {
        var item = material.Item;
        var best = WebAddress.From(item.CanonicalLink) ?? WebAddress.From(item.Link);
        var asked = WebAddress.From(item.Link) ?? best;
        if (asked is null || best is null)
            return null;
        var original = WebAddress.From(item.Link) is null ? item.CanonicalLink! : item.Link!;
        best = (Redirectors.TargetOf(best) ?? best).WithoutTracking();

        var page = material.Page;
        var reached = WebAddress.From(page?.FinalUrl)?.WithoutTracking();
        var isBelieved = page?.Metadata is { } read && reached is not null
            && !HeadlineChooser.IsWall(read.Title?.Value)
            && !Redirectors.IsLedAstray(Redirectors.IsRedirector(best) ? asked : best, reached);
        // A page that could not be read may still have told where it is.
        var web = reached is not null && !Redirectors.IsRedirector(reached) && (isBelieved || (page!.Metadata is null && !Redirectors.IsLedAstray(best, reached))) ? reached : best;
        var from = ReferenceEquals(web, reached) ? "redirects" : Redirectors.IsRedirector(web) ? "feed, unresolved" : "feed";

        var stated = isBelieved ? CanonicalOf(page!.Metadata!.Canonical?.Value, web) : null;
        if (stated is null)
            return new(original.Trim(), web, web, from, from, isBelieved);
        var canonicalFrom = page!.Metadata!.Canonical!.From;
        // The mobile or AMP twin we were led to, or the same page in another dress: its own canonical is the better link.
        // And a redirector is left for whatever the page behind it says.
        return stated.Key == web.Key || (stated.SiteHost == web.SiteHost && stated.Host != web.Host) || Redirectors.IsRedirector(web)
            ? new(original.Trim(), stated, stated, canonicalFrom, canonicalFrom, isBelieved)
            : new(original.Trim(), web, stated, from, canonicalFrom, isBelieved);
    }

    /// <summary>A canonical is not believed when it is the front page or another redirector.</summary>
    private static WebAddress? CanonicalOf(string? stated, WebAddress page)
    {
        var canonical = WebAddress.From(stated)?.WithoutTracking();
        if (canonical is null || Redirectors.IsRedirector(canonical) || (canonical.IsHomePage && !page.IsHomePage))
            return null;
        // Written as http out of habit, on a page that came over https.
        return canonical;
    }
}
