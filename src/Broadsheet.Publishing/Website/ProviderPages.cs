namespace Broadsheet.Publishing.Website;

/// <summary>The pages of each publisher: what it reported, and in which stories.</summary>
internal sealed class ProviderPages(EditionIndex index, ListPages lists, ViewMaker views, ThemeStrings strings)
{
    public IEnumerable<PlannedFile> Plan() => index.ByProvider.SelectMany(provider => lists.Plan(ListOf(provider.Key, provider.Value)));

    private GrowingList<(Article Article, Story Story)> ListOf(string address, List<(Article Article, Story Story)> articles)
    {
        // The latest word on its name and logo.
        var provider = articles[^1].Article.Provider;
        var organization = index.OrganizationsByDomain.GetValueOrDefault(provider.Domain);
        return new(
            address,
            "provider",
            articles,
            item => item.Article.FirstSeen,
            // The story is shown beside the article: its id and how many outlets it has.
            item => new Fingerprint().Add(index.PrintOf(item.Article)).Add(item.Story.Id).Add(item.Story.Articles.Count).Add(ReferenceEquals(item.Article, item.Story.Lead) ? 1 : 0).Sum(),
            () => new Fingerprint().Add(index.PrintOf(provider)).Add(organization?.Description).Add(organization?.Country),
            (items, values) => Content(provider, organization, items, values, address));
    }

    private PageContent Content(
        Provider provider,
        Organization? organization,
        IReadOnlyList<(Article Article, Story Story)> items,
        IReadOnlyList<KeyValuePair<string, object?>> values,
        string address)
    {
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
                new("reports", items.Select(item => views.Report(item.Article, item.Story)).ToList()),
            ],
        };
    }
}
