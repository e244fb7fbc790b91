using System.Globalization;
using Broadsheet.Polling;
using Broadsheet.Server.Webhooks;
using Broadsheet.Site;
using Broadsheet.Storage;

namespace Broadsheet.Cli.Doctor;

/// <summary>Looks at how the work goes: who polls, how the feeds are doing, what waits to be told.</summary>
internal static class WorkExamination
{
    private const int Named = 3;
    private static readonly TimeSpan LongSilence = TimeSpan.FromDays(1);

    public static IEnumerable<Finding> Examine(SiteFolder site, DateTimeOffset now)
    {
        var poller = FolderLock.WhoPolls(site);
        yield return Finding.Good("polling", poller is null ? "Nobody polls at the moment." : $"{poller} polls.");
        if (site.Problems.HasErrors || !File.Exists(site.StorePath))
            yield break;
        foreach (var finding in Feeds(site, now))
            yield return finding;
        if (File.Exists(Path.Combine(site.StatePath, WebhookStore.FileName)))
            yield return Webhooks(site, now);
    }

    private static IEnumerable<Finding> Feeds(SiteFolder site, DateTimeOffset now)
    {
        IReadOnlyList<FeedHealth> feeds;
        string? trouble = null;
        try
        {
            using var newsroom = Newsroom.Open(site);
            feeds = newsroom.FeedsAt(now);
        }
        catch (Exception fault) when (fault is StoreException or InvalidDataException or IOException)
        {
            (feeds, trouble) = ([], fault.Message);
        }

        if (trouble is not null)
        {
            yield return Finding.Bad("feeds", trouble, "Mend what it names first.");
            yield break;
        }

        var ill = feeds.Where(feed => feed.Verdict is HealthVerdict.Failing or HealthVerdict.Dead or HealthVerdict.SilentlyEmpty).ToList();
        var names = string.Join(", ", ill.Take(Named).Select(feed => feed.SourceUrl)) + (ill.Count > Named ? ", …" : "");
        var text = string.Create(CultureInfo.InvariantCulture, $"{feeds.Count - ill.Count} of {feeds.Count} feeds are well{(ill.Count == 0 ? "." : $"; not: {names}.")}");
        const string remedy = "'broadsheet feeds health' says what each does; correct its address, pause it or take it out.";
        yield return ill.Count == 0 ? Finding.Good("feeds", text) : ill.Count * 2 > feeds.Count ? Finding.Bad("feeds", text, remedy) : Finding.Look("feeds", text, remedy);

        var last = feeds.Max(feed => feed.LastSuccess);
        if (feeds.Count > 0 && (last is null || now - last > LongSilence))
        {
            yield return Finding.Bad(
                "polling",
                last is null ? "No feed was ever read." : string.Create(CultureInfo.InvariantCulture, $"No feed was read since {last:yyyy-MM-dd HH:mm} UTC."),
                "Start 'broadsheet serve', or have 'broadsheet run' started by a timer; look at its log if it is.");
        }
    }

    private static Finding Webhooks(SiteFolder site, DateTimeOffset now)
    {
        try
        {
            using var store = WebhookStore.Open(site.StatePath);
            var counts = store.Counts();
            var late = store.Deliveries("waiting", int.MaxValue).Count(delivery => now - delivery.At > LongSilence);
            var text = string.Create(CultureInfo.InvariantCulture, $"{counts.GetValueOrDefault("waiting")} events wait, {late} of them for more than a day; {counts.GetValueOrDefault("dead")} were given up.");
            return late + counts.GetValueOrDefault("dead") > 0
                ? Finding.Look("webhooks", text, "'broadsheet webhooks list' says what the endpoints answered; 'broadsheet webhooks retry' tries again.")
                : Finding.Good("webhooks", text);
        }
        catch (StoreException trouble)
        {
            return Finding.Bad("webhooks", trouble.Message, "Restore it from a backup, or move it away.");
        }
    }
}
