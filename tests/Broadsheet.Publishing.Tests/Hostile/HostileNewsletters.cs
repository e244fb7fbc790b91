using System.Globalization;
using Broadsheet.Publishing.Mailing;
using Broadsheet.Publishing.Newsletters;
using Broadsheet.Publishing.Website;
using Broadsheet.Site;

namespace Broadsheet.Publishing.Tests.Hostile;

/// <summary>Newsletters of hostile texts, kept in a real store and shown on the pages of a site.</summary>
internal static class HostileNewsletters
{
    /// <summary>The list of all newsletters and a page for each.</summary>
    /// <param name="root">An empty folder for the site.</param>
    /// <param name="editions">A newsletter is made of each.</param>
    /// <param name="theme">How it looks.</param>
    public static IReadOnlyList<PlannedFile> Pages(string root, IReadOnlyList<Edition> editions, Theme theme)
    {
        File.WriteAllText(Path.Combine(root, SiteFolder.SettingsName), "title: The Gazette\nurl: https://gazette.example\nnewsletter:\n  from: news@gazette.example\nmail:\n  host: 127.0.0.1\n");
        var site = SiteFolder.Open(root);
        Directory.CreateDirectory(site.StatePath);
        using (var store = MailStore.Open(Path.Combine(site.StatePath, MailStore.FileName)))
        {
            foreach (var (place, edition) in editions.Index())
                store.Begin(Compose(edition, theme) with { Name = string.Create(CultureInfo.InvariantCulture, $"issue-{place}") }, [], null);
        }

        return [.. new NewsletterPages(site, PressSettings.Read(site), theme).PlanAll(editions[0])];
    }

    /// <summary>The newsletter of an edition.</summary>
    public static Newsletter Compose(Edition edition, Theme theme) =>
        new NewsletterEditor(new NewsletterOptions { PostalAddress = edition.Masthead.Title }, theme).Compose(edition, new DateOnly(2026, 3, 4), ToldStories.Nothing).Newsletter!;
}
