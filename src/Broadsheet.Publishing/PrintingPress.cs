using System.Diagnostics;
using Broadsheet.Publishing.Records;
using Broadsheet.Publishing.Sitemaps;
using Broadsheet.Publishing.StaticApi;
using Broadsheet.Publishing.Syndication;
using Broadsheet.Publishing.Website;
using Broadsheet.Site;

namespace Broadsheet.Publishing;

/// <summary>Prints an edition: asks every publisher for its files and brings the site folder to them.</summary>
public sealed class PrintingPress
{
    private readonly IReadOnlyList<IEditionPublisher> publishers;
    private readonly SiteWriter writer;

    private PrintingPress(IReadOnlyList<IEditionPublisher> publishers, SiteWriter writer)
    {
        this.publishers = publishers;
        this.writer = writer;
    }

    /// <summary>Sets up the press of a site: every kind of output it asks for, in the order they are planned.</summary>
    /// <param name="site">A site folder without mistakes.</param>
    /// <param name="seal">Seals an article's provenance; null on a site without a key.</param>
    public static PrintingPress Open(SiteFolder site, Func<Story, Article, string>? seal)
    {
        var settings = PressSettings.Read(site);
        var overrides = Path.Combine(site.Root, "theme");
        return new PrintingPress(
            [
                new RecordsPublisher(settings.Records, seal),
                new StaticApiPublisher(settings.Api),
                new NewsSitemapPublisher(settings.Sitemap),
                new WebsitePublisher(settings.Website, Theme.Load(settings.Website.Theme, Directory.Exists(overrides) ? overrides : null)),
                new SyndicationPublisher(settings.Syndication),
                new SiteFilesPublisher(site.Root),
            ],
            new SiteWriter(site.Root, settings.Files));
    }

    /// <summary>Prints.</summary>
    /// <param name="edition">The edition.</param>
    /// <param name="mayRemoveAny">Whether the operator has said that a large removal is meant.</param>
    /// <exception cref="IOException">The disk refuses. The files written so far are whole, and the next printing completes the rest.</exception>
    public PressReport Print(Edition edition, bool mayRemoveAny = false)
    {
        var start = Stopwatch.GetTimestamp();
        var report = writer.Write(publishers.SelectMany(publisher => publisher.Plan(edition)), mayRemoveAny);
        return new PressReport(report.Written, report.Unchanged, report.Removed, report.Kept, report.Refusal, Stopwatch.GetElapsedTime(start));
    }
}

/// <summary>What printing did to the site folder.</summary>
/// <param name="Written">Files made or changed, by path.</param>
/// <param name="Unchanged">How many files were already as they should be.</param>
/// <param name="Removed">Files taken away because no edition calls for them any more, by path.</param>
/// <param name="Kept">Files no longer called for that stay, because someone changed them after us, by path.</param>
/// <param name="Refusal">Why nothing was written, with the remedy; null when all went well.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record PressReport(
    IReadOnlyList<string> Written, int Unchanged, IReadOnlyList<string> Removed, IReadOnlyList<string> Kept, string? Refusal, TimeSpan Elapsed);
