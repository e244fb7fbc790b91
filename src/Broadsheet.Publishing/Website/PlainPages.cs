namespace Broadsheet.Publishing.Website;

/// <summary>Pages that say what the site is: about, sources, not found.</summary>
internal sealed class PlainPages(EditionIndex index, SiteFrame frame, ViewMaker views, SiteAddresses addresses, ThemeStrings strings)
{
    public IEnumerable<SitePart> Parts() => [new SitePart("about/", [About(), NotFound()]), new SitePart("sources/", [Sources()])];

    private PlannedFile About()
    {
        var shown = new Fingerprint();
        foreach (var topic in index.Edition.Topics)
        {
            shown.Add(topic.Id);
            foreach (var keyword in topic.Keywords)
                shown.Add(keyword);
        }

        return frame.Page("about/", "about", shown, () => new PageContent(strings["about"], strings["about.description"])
        {
            Values =
            [
                new("topics", index.Edition.Topics.Select(topic => new LinkView(
                    PlainText.Of(topic.Name),
                    addresses.Local(SiteAddresses.Topic(topic)),
                    topic.Keywords.Count)).ToList()),
            ],
        });
    }

    private PlannedFile Sources()
    {
        var shown = new Fingerprint();
        foreach (var source in index.Edition.Sources)
            shown.Add(source.Url).Add(source.Title).Add(source.SiteUrl).Add((long)source.Kind).Add(source.Category).Add(source.IsPaused ? 1 : 0).Add(source.ProviderDomain);
        var providers = index.ByProvider.Values.Select(reports => reports.Newest(1).Single().Article.Provider).ToList();
        foreach (var provider in providers)
            shown.Add(index.PrintOf(provider));
        return frame.Page("sources/", "sources", shown, () => new PageContent(strings["sources"], strings["sources.description"])
        {
            Values =
            [
                new("groups", index.Edition.Sources
                    .Where(source => SafeLink.Of(source.Url) is not null)
                    .GroupBy(source => PlainText.Of(source.Category), StringComparer.Ordinal)
                    .Select(group => new SourceGroupView(group.Key, [.. group.Select(View)]))
                    .ToList()),
                new("opml_href", addresses.Local("sources.opml")),
                new("providers", providers.ConvertAll(views.Provider)),
            ],
        });
    }

    private PlannedFile NotFound() => frame.Page("404.html", "404", new Fingerprint(), () =>
        new PageContent(strings["missing"], strings["missing.text"]) { IsIndexed = false });

    private SourceView View(Source source)
    {
        var host = new Uri(source.Url).Host;
        return new(
            PlainText.Of(source.Title) is { Length: > 0 } title ? title : host,
            host,
            SafeLink.Of(source.SiteUrl),
            source.Url,
            source.Kind == SourceKind.Curated,
            source.IsPaused,
            null);
    }
}
