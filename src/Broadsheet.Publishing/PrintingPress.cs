using System.Diagnostics;
using System.Globalization;
using Broadsheet.Publishing.Newsletters;
using Broadsheet.Publishing.Records;
using Broadsheet.Publishing.Sitemaps;
using Broadsheet.Publishing.StaticApi;
using Broadsheet.Publishing.Syndication;
using Broadsheet.Publishing.Website;
using Broadsheet.Site;

namespace Broadsheet.Publishing;

/// <summary>
/// Prints an edition: finds out what is other than at the last printing, asks every publisher for the files that show it, and brings the
/// site folder to them. Whoever prints one edition after another keeps the press, which then need not look at the whole of them.
/// </summary>
public sealed class PrintingPress
{
    private readonly SiteFolder site;
    private readonly PressSettings settings;
    private readonly Theme theme;
    private readonly Func<Story, Article, string>? seal;
    private readonly WebsitePublisher website;
    private readonly IReadOnlyList<IEditionPublisher> publishers;
    private readonly SiteWriter writer;
    private Memory? memory;

    private PrintingPress(SiteFolder site, Func<Story, Article, string>? seal)
    {
        this.site = site;
        this.seal = seal;
        settings = PressSettings.Read(site);
        theme = Theme.Of(site, settings.Website);
        website = new WebsitePublisher(settings.Website, theme, settings.HasNewsletter);
        publishers =
        [
            new RecordsPublisher(settings.Records, seal),
            new StaticApiPublisher(settings.Api),
            new NewsSitemapPublisher(settings.Sitemap),
            website,
            .. settings.HasNewsletter ? [new NewsletterPages(site, settings, theme)] : Array.Empty<IEditionPublisher>(),
            new SyndicationPublisher(settings.Syndication),
            new SiteFilesPublisher(site.Root),
        ];
        writer = new SiteWriter(site.Root, settings.Files);
    }

    /// <summary>Sets up the press of a site: every kind of output it asks for, in the order they are planned.</summary>
    /// <param name="site">A site folder without mistakes.</param>
    /// <param name="seal">Seals an article's provenance; null on a site without a key.</param>
    public static PrintingPress Open(SiteFolder site, Func<Story, Article, string>? seal) => new(site, seal);

    /// <summary>The press of the same site as its folder and settings are now; what this one remembers of the last edition is used on.</summary>
    public PrintingPress Reopen(SiteFolder site, Func<Story, Article, string>? seal)
    {
        var press = new PrintingPress(site, seal) { memory = memory };
        press.website.TakeOver(website);
        return press;
    }

    /// <summary>Prints an edition.</summary>
    /// <param name="edition">The edition.</param>
    /// <param name="mayRemoveAny">Whether the operator has said that a large removal is meant.</param>
    /// <param name="looksAtAll">Whether every file is to be looked at, changed or not.</param>
    /// <exception cref="IOException">The disk refuses. The files written so far are whole, and the next printing completes the rest.</exception>
    /// <exception cref="FolderBusyException">Another process printed the site for five minutes.</exception>
    public PressReport Print(Edition edition, bool mayRemoveAny = false, bool looksAtAll = false)
    {
        ArgumentNullException.ThrowIfNull(edition);
        return Print(() => edition, mayRemoveAny, looksAtAll);
    }

    /// <summary>Makes an edition and prints it, while no other process prints the site: so an older one never comes after a newer.</summary>
    /// <param name="make">Makes the edition.</param>
    /// <param name="mayRemoveAny">Whether the operator has said that a large removal is meant.</param>
    /// <param name="looksAtAll">Whether every file is to be looked at, changed or not.</param>
    /// <param name="longestWait">How long to wait for another process that prints the site; null for five minutes.</param>
    /// <exception cref="IOException">The disk refuses. The files written so far are whole, and the next printing completes the rest.</exception>
    /// <exception cref="FolderBusyException">Another process printed the site all that time.</exception>
    public PressReport Print(Func<Edition> make, bool mayRemoveAny = false, bool looksAtAll = false, TimeSpan? longestWait = null)
    {
        ArgumentNullException.ThrowIfNull(make);
        using var right = FolderLock.ToPrint(site, longestWait);
        var edition = make();
        var start = Stopwatch.GetTimestamp();
        using var manifest = SiteManifest.Open(site.Root);
        var rules = PressRules.PrintOf(settings, theme, edition, seal);
        var isFollowed = !looksAtAll && !manifest.IsRecovered && manifest.Fact("rules") == rules && manifest.Fact("contested") == "0";
        var index = IndexFor(edition, manifest, out var changes);
        // Should anything go wrong, what this press knows is no longer what was printed.
        memory = null;
        var printing = Next(manifest.Fact("printing"), edition);
        (string, string)[] facts = [("rules", rules), ("printing", printing)];
        var report = isFollowed ? writer.Write(manifest, PlanOf(index, changes, facts, manifest), mayRemoveAny) : null;
        report ??= writer.Write(manifest, PlanOf(index, EditionChanges.Everything(), facts, manifest), mayRemoveAny)!;
        if (report.Refusal is null)
            memory = new Memory(index, edition.Masthead.TimeZone, printing);
        return new PressReport(report.Written, report.Unchanged, report.Removed, report.Kept, report.Refusal, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>A mark by which a press knows that nobody else printed since.</summary>
    private static string Next(string? printing, Edition edition)
    {
        var number = int.TryParse(printing?.Split(' ')[0], CultureInfo.InvariantCulture, out var last) ? last + 1 : 1;
        return string.Create(CultureInfo.InvariantCulture, $"{number} {edition.At.UtcTicks}");
    }

    private EditionIndex IndexFor(Edition edition, SiteManifest manifest, out EditionChanges changes)
    {
        if (memory is { } known && known.TimeZone == edition.Masthead.TimeZone && known.Printing == manifest.Fact("printing"))
        {
            changes = known.Index.Follow(edition);
            return known.Index;
        }

        var index = EditionIndex.Of(edition);
        changes = index.ChangesSince(manifest.Stories());
        return index;
    }

    private SitePlan PlanOf(EditionIndex index, EditionChanges changes, IEnumerable<(string, string)> facts, SiteManifest manifest)
    {
        List<SitePart> parts = [.. publishers.SelectMany(publisher => publisher.Parts(index, changes).Select(part => part with { Key = $"{publisher.Name}:{part.Key}" }))];
        var isContested = false;
        if (changes.IsEverything)
        {
            // Two videos whose files are named alike, say: the first has the page, and as long as it is so, all is planned at each run.
            HashSet<string> taken = new(StringComparer.Ordinal);
            for (var i = 0; i < parts.Count; i++)
            {
                var free = parts[i].Files.Where(file => taken.Add(file.Path)).ToList();
                if (free.Count == parts[i].Files.Count)
                    continue;
                isContested = true;
                parts[i] = parts[i] with { Files = free };
            }
        }

        if (changes.IsAny)
            parts.AddRange(new Farewells(manifest, site.Root, website.Name, () => website.Farewells(index)).Parts(parts, changes.IsEverything));
        return new SitePlan(parts, changes.IsEverything, [.. index.Changed(changes)], [.. facts, ("contested", isContested ? "1" : "0")]);
    }

    private sealed record Memory(EditionIndex Index, string TimeZone, string Printing);
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
