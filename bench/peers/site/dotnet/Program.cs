using System.Diagnostics;
using System.Globalization;
using Broadsheet;
using Broadsheet.Bench.Peers;
using Broadsheet.Publishing;
using Broadsheet.Publishing.Records;
using Broadsheet.Publishing.StaticApi;
using Broadsheet.Publishing.Syndication;
using Broadsheet.Publishing.Website;
using Broadsheet.Site;

// SitePeers records FOLDER N             writes the records of N articles, for the peers
// SitePeers record FOLDER N NUMBER       writes one more
// SitePeers days FOLDER N                publishes N days to a git repository, and tells how it grew
// SitePeers render N                     what making the files of each kind costs, written nowhere
// SitePeers pages SITE N                the pages that the peers make and no others, as a line of JSON
// SitePeers store SITE N                 fills a site's store with N articles that have texts, for the live server; queries for them go to SITE/queries
// SitePeers measure SITE N [full]        prints a line of JSON for each thing measured; without "full" the site is there already
switch (args)
{
    case ["records", var folder, var count]:
        WriteRecords(Newspaper.Edition(Number(count)), folder);
        break;
    case ["record", var folder, var count, var number]:
        var edition = Newspaper.Edition(Number(count));
        WriteRecords(Newspaper.With(edition, Number(number), isStory: true) is var more ? more with { Stories = [more.Stories[0]] } : more, folder);
        break;
    case ["measure", var site, var count, .. var rest]:
        Measure(site, Number(count), rest is ["full"]);
        break;
    case ["pages", var site, var count]:
        Pages(site, Number(count));
        break;
    case ["days", var repository, var days]:
        Days.Publish(repository, Number(days));
        break;
    case ["store", var folder, var count]:
        Archive.Fill(folder, Number(count));
        break;
    case ["render", var count]:
        Render(Newspaper.Edition(Number(count)));
        break;
    default:
        Console.Error.WriteLine("SitePeers records|record|pages|measure|days|store FOLDER N …, or SitePeers render N");
        return 2;
}

return 0;

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static void WriteRecords(Edition edition, string folder)
{
    foreach (var file in new RecordsPublisher(new RecordsOptions()).Plan(edition))
        File.WriteAllBytes(Path.Combine(folder, Path.GetFileName(file.Path)), file.Render().ToArray());
}

static void Measure(string folder, int count, bool isFull)
{
    var paper = new StoredNewspaper(folder, count);
    GC.Collect();
    var site = SiteFolder.Open(folder);
    var press = PrintingPress.Open(site, null);
    if (isFull)
    {
        Report("full", press, paper.At);
        return;
    }

    // What a new process does first: it reads what was printed, and finds that nothing is new.
    Report("new process, nothing new", press, paper.At);
    paper.Add(isStory: true);
    Report("new process, one new story", PrintingPress.Open(site, null), paper.At);
    press = PrintingPress.Open(site, null);
    Report("warming up", press, paper.At);
    for (var i = 2; i < 50; i++)
    {
        // A process that has run for a day has printed many editions; before, the runtime still compiles.
        paper.Add(isStory: true);
        Report(i < 41 ? "warming up" : "resident, one new story", press = press.Reopen(site, null), paper.At);
    }

    for (var i = 50; i < 53; i++)
    {
        paper.Add(isStory: false);
        Report("resident, one more report on a story", press = press.Reopen(site, null), paper.At);
    }

    // What led was kept with the last edition, and is looked at once more.
    Report("warming up", press = press.Reopen(site, null), paper.At);
    for (var i = 1; i < 4; i++)
        Report("resident, nothing new", press = press.Reopen(site, null), paper.At.AddMinutes(i));
    Report("all looked at, nothing new", press, paper.At.AddMinutes(4), looksAtAll: true);

    void Report(string what, PrintingPress with, DateTimeOffset at, bool looksAtAll = false)
    {
        using var newsroom = paper.Open();
        var start = Environment.CpuUsage.TotalTime;
        var edition = paper.EditionAt(newsroom, at);
        var (cpu, wall) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        var printed = with.Print(edition, mayRemoveAny: true, looksAtAll);
        var took = Stopwatch.GetElapsedTime(wall);
        var spent = Environment.CpuUsage.TotalTime - cpu;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $$"""{"what":"{{what}}","articles":{{count}},"editionMs":{{(cpu - start).TotalMilliseconds:F1}},"cpuMs":{{spent.TotalMilliseconds:F1}},"wallMs":{{took.TotalMilliseconds:F0}},"written":{{printed.Written.Count}},"removed":{{printed.Removed.Count}},"files":{{printed.Written.Count + printed.Unchanged}},"peakMb":{{Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000}}}"""));
    }
}

// A page for each story, lists of twenty by day and by topic, one feed, the JSON of the main list, a sitemap: what the peers' layouts make.
static void Pages(string folder, int count)
{
    Directory.CreateDirectory(folder);
    var edition = Newspaper.Edition(count);
    var (cpu, wall) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
    // One index for all of them, as in a press.
    var index = EditionIndex.Of(edition);
    var website = new WebsitePublisher(new WebsiteOptions { ListStories = 20, Search = false }, Theme.Load()).PlanAll(index)
        .Where(file => !file.Path.StartsWith("public/provider/", StringComparison.Ordinal));
    var feeds = new SyndicationPublisher(new SyndicationOptions { TopicFeeds = false, ProviderFeeds = false }).PlanAll(index);
    var api = new StaticApiPublisher(new ApiOptions { PageSize = 20 }).PlanAll(index)
        .Where(file => file.Path.StartsWith("api/news/page/", StringComparison.Ordinal) || file.Path == "api/news/index.json");
    var written = new SiteWriter(folder, new SiteWriterOptions()).Write([.. website, .. feeds, .. api]).Written;
    var took = Stopwatch.GetElapsedTime(wall);
    var spent = Environment.CpuUsage.TotalTime - cpu;
    var kinds = string.Join(", ", written.GroupBy(path => string.Join('/', path.Split('/')[..^1].Take(2)), StringComparer.Ordinal).Where(kind => kind.Count() > 20).Select(kind => $"{kind.Key} {kind.Count()}"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $$"""{"what":"same pages","articles":{{count}},"cpuMs":{{spent.TotalMilliseconds:F0}},"wallMs":{{took.TotalMilliseconds:F0}},"files":{{written.Count}},"kinds":"{{kinds}}"}"""));
}

static void Render(Edition edition)
{
    (string Name, Func<IEnumerable<PlannedFile>> Plan)[] kinds =
    [
        ("records", () => new RecordsPublisher(new RecordsOptions()).Plan(edition)),
        ("api", () => new StaticApiPublisher(new ApiOptions()).Plan(edition)),
        ("website", () => new WebsitePublisher(new WebsiteOptions(), Theme.Load()).Plan(edition)),
        ("feeds", () => new SyndicationPublisher(new SyndicationOptions()).Plan(edition)),
    ];
    foreach (var (name, plan) in kinds)
    {
        var start = Environment.CpuUsage.TotalTime;
        var files = plan().ToList();
        var planned = Environment.CpuUsage.TotalTime - start;
        foreach (var kind in files.GroupBy(file => name + " " + string.Join('/', file.Path.Split('/').Take(2)), StringComparer.Ordinal))
        {
            var before = Environment.CpuUsage.TotalTime;
            var bytes = kind.Sum(file => (long)file.Render().Length);
            var spent = Environment.CpuUsage.TotalTime - before;
            if (spent.TotalMilliseconds > 20)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind.Key}: {kind.Count()} files, {bytes / 1e6:F1} MB, {spent.TotalMilliseconds:F0} ms, {spent.TotalMilliseconds / kind.Count():F2} ms a file"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: planned in {planned.TotalMilliseconds:F0} ms"));
    }
}
