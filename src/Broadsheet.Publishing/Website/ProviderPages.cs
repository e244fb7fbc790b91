namespace Broadsheet.Publishing.Website;

/// <summary>The pages of each publisher: what it reported, and in which stories.</summary>
internal sealed class ProviderPages(EditionIndex index, ListPages lists, ViewMaker views, ThemeStrings strings)
{
    private static readonly MonthlyList<PlacedReport> None = new(PlacedReport.Order);

    public IEnumerable<SitePart> Parts(EditionChanges changes) => (changes.IsEverything ? index.ByProvider.Keys : changes.Names(PlaceKind.Provider))
        .SelectMany(address => lists.Plan(ListOf(address, changes), isLasting: false));

    private GrowingList<PlacedReport> ListOf(string address, EditionChanges changes)
    {
        var reports = index.ByProvider.GetValueOrDefault(address) ?? None;
        return new(
            address,
            "provider",
            reports,
            changes.MonthsOf(PlaceKind.Provider, address, reports),
            // Of the story beside the article only whether it has others. How many is on the story's page: with the number here, the pages of all
            // outlets of a story were printed anew for each report of one.
            report => new Fingerprint().Add(report.ArticlePrint).Add(report.Story.Id).Add(report.Story.Articles.Count > 1 ? 1 : 0).Add(report.Number == 0 ? 1 : 0).Sum(),
            items => new Fingerprint().Add(index.PrintOf(items[0].Article.Provider)),
            (items, values) => Content(items, values, address));
    }

    private PageContent Content(IReadOnlyList<PlacedReport> items, IReadOnlyList<KeyValuePair<string, object?>> values, string address)
    {
        // The latest word on its name and logo among what the page shows: a page of an old month stays as it was.
        var provider = items[0].Article.Provider;
        var organization = index.OrganizationsByDomain.GetValueOrDefault(provider.Domain);
        var view = views.Provider(provider);
        return new PageContent(view.Name, strings["provider.description"].Replace("{x}", view.Name, StringComparison.Ordinal))
        {
            Feeds = address,
            Values =
            [
                .. values,
                new("provider", view),
                new("about", PlainText.Of(organization?.Description)),
                new("country", PlainText.Of(organization?.Country)),
                new("reports", items.Select(report => views.Report(report.Article, report.Story)).ToList()),
            ],
        };
    }
}
