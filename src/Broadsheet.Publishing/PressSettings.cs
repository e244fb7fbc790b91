using Broadsheet.Publishing.Mailing;
using Broadsheet.Publishing.Newsletters;
using Broadsheet.Publishing.Records;
using Broadsheet.Publishing.Sitemaps;
using Broadsheet.Publishing.StaticApi;
using Broadsheet.Publishing.Syndication;
using Broadsheet.Publishing.Website;
using Broadsheet.Site;

namespace Broadsheet.Publishing;

/// <summary>The options of every kind of output, read and checked.</summary>
public sealed record PressSettings
{
    /// <summary>How files are written.</summary>
    public required SiteWriterOptions Files { get; init; }

    /// <summary>What records list.</summary>
    public required RecordsOptions Records { get; init; }

    /// <summary>What is known of the records of an old site.</summary>
    public required AdoptionOptions Adoption { get; init; }

    /// <summary>What the JSON API says.</summary>
    public required ApiOptions Api { get; init; }

    /// <summary>What the news sitemap says.</summary>
    public required SitemapOptions Sitemap { get; init; }

    /// <summary>What the web site shows.</summary>
    public required WebsiteOptions Website { get; init; }

    /// <summary>Which feeds are offered.</summary>
    public required SyndicationOptions Syndication { get; init; }

    /// <summary>When newsletters are made, and of what.</summary>
    public required NewsletterOptions Newsletter { get; init; }

    /// <summary>What mail is sent through.</summary>
    public required MailOptions Mail { get; init; }

    /// <summary>Whether there is a newsletter at all.</summary>
    public bool HasNewsletter => Newsletter.Schedule != NewsletterSchedule.Off || Newsletter.From is { Length: > 0 };

    /// <summary>Whether it can be sent.</summary>
    public bool CanMail => Mail.Host is { Length: > 0 } && Newsletter.From is { Length: > 0 };

    /// <summary>Reads the sections of all kinds of output from a site's settings; complaints go to the site's problems.</summary>
    public static PressSettings Read(SiteFolder site)
    {
        var settings = site.Settings;
        var press = new PressSettings
        {
            Files = settings.Section<SiteWriterOptions>("files"),
            Records = settings.Section<RecordsOptions>("records"),
            Adoption = settings.Section<AdoptionOptions>("adoption"),
            Api = settings.Section<ApiOptions>("api"),
            Sitemap = settings.Section<SitemapOptions>("sitemap"),
            Syndication = settings.Section<SyndicationOptions>("syndication"),
            Website = settings.Section<WebsiteOptions>("website"),
            Newsletter = settings.Section<NewsletterOptions>("newsletter"),
            Mail = settings.Section<MailOptions>("mail"),
        };
        foreach (var hub in press.Syndication.Hubs.Where(hub => SafeLink.Of(hub) is null))
            site.Problems.Error(SiteFolder.SettingsName, 0, "syndication.hubs", $"'{hub}' is not an address of the web.", "Write it like https://hub.example.org/.");
        CheckQueries(press.Syndication.Queries, site.Problems);
        MailCheck.Complain(press.Newsletter, press.Mail, site.Problems);
        return press;
    }

    private static void CheckQueries(Dictionary<string, string> queries, SiteProblems problems)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, query) in queries)
        {
            var read = NewsQuery.Parse(query);
            if (read.IsCut)
                Complain($"'{query}' is longer than a query can be.", $"Write no more than {NewsQuery.MostTerms} words and {NewsQuery.LongestQuery} characters.");
            else if (!read.IsForSomething)
                Complain($"'{query}' asks for nothing in particular.", "Write words, \"phrases\", beginnings*, topic:NAME or provider:DOMAIN; -unwanted alone is not enough.");
            var place = SiteAddresses.Query(name);
            if (!places.TryAdd(place, name))
                Complain($"'{places[place]}' and '{name}' both have their feeds at {place}.", "Give them names that differ in letters or digits.");

            void Complain(string what, string remedy) => problems.Error(SiteFolder.SettingsName, 0, $"syndication.queries.{name}", what, remedy);
        }
    }
}
