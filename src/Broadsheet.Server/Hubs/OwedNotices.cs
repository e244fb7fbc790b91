using System.Text.Json;
using System.Text.Json.Serialization;
using Broadsheet.Site;

namespace Broadsheet.Server.Hubs;

/// <summary>
/// What hubs are still to be told of, in a file beside the store: it outlives the process, so that a hub that was away is told by the next one.
/// One process at a time prints a site; were two to write here, a hub might be told twice, which does no harm, or of a change with the next one.
/// </summary>
internal sealed class OwedNotices
{
    /// <summary>Tries before a hub is no longer told of a feed's change; with the waits between them, most of a day.</summary>
    public const int MostTries = 8;

    private const string FileName = "hubs.json";
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    private readonly Lock gate = new();
    private readonly string path;
    private readonly Dictionary<(string Hub, string Feed), OwedNotice> owed;

    private OwedNotices(string path, IEnumerable<OwedNotice> owed)
    {
        this.path = path;
        this.owed = owed.DistinctBy(notice => (notice.Hub, notice.Feed)).ToDictionary(notice => (notice.Hub, notice.Feed));
    }

    /// <summary>Those of a site.</summary>
    public static OwedNotices Of(SiteFolder site)
    {
        var path = Path.Combine(site.StatePath, FileName);
        try
        {
            return new OwedNotices(path, File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), HubJson.Default.OwedNoticeArray) ?? [] : []);
        }
        catch (Exception trouble) when (trouble is JsonException or IOException or UnauthorizedAccessException)
        {
            // Nothing is in it but what a hub finds out when it looks again.
            return new OwedNotices(path, []);
        }
    }

    /// <summary>When the next is due; null when nobody is owed anything.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (gate)
                return owed.Count == 0 ? null : owed.Values.Min(notice => notice.Due);
        }
    }

    /// <summary>Notes that feeds changed: hubs are to be told at once, however often they refused before.</summary>
    public void Owe(IReadOnlyList<string> hubs, IReadOnlyList<string> feeds, DateTimeOffset now)
    {
        lock (gate)
        {
            foreach (var hub in hubs)
            {
                foreach (var feed in feeds)
                    owed[(hub, feed)] = new OwedNotice(hub, feed, 0, now, owed.GetValueOrDefault((hub, feed))?.Changes + 1 ?? 1);
            }

            if (feeds.Count > 0)
                Save();
        }
    }

    /// <summary>What is due, by hub; a hub that is named no more is owed nothing.</summary>
    public IReadOnlyList<(string Hub, IReadOnlyList<OwedNotice> Notices)> Due(IReadOnlyList<string> hubs, DateTimeOffset now)
    {
        lock (gate)
        {
            var unnamed = owed.Keys.Where(key => !hubs.Contains(key.Hub)).ToList();
            unnamed.ForEach(key => owed.Remove(key));
            if (unnamed.Count > 0)
                Save();
            return [.. hubs.Select(hub => (hub, (IReadOnlyList<OwedNotice>)[.. owed.Values.Where(notice => notice.Hub == hub && notice.Due <= now)])).Where(one => one.Item2.Count > 0)];
        }
    }

    /// <summary>Notes how telling went. A feed that changed again meanwhile stays to be told of.</summary>
    /// <param name="told">What the hub was told.</param>
    /// <param name="refused">What it was not.</param>
    /// <param name="now">The moment.</param>
    /// <param name="retryAfter">How long the hub asks to be left alone.</param>
    /// <returns>How many of the refused are told no more.</returns>
    public int Settle(IEnumerable<OwedNotice> told, IEnumerable<OwedNotice> refused, DateTimeOffset now, TimeSpan? retryAfter)
    {
        lock (gate)
        {
            foreach (var notice in told.Where(IsCurrent))
                owed.Remove((notice.Hub, notice.Feed));
            var givenUp = 0;
            foreach (var notice in refused.Where(IsCurrent).ToList())
            {
                var tries = notice.Tries + 1;
                if (tries < MostTries)
                {
                    owed[(notice.Hub, notice.Feed)] = notice with { Tries = tries, Due = now + WaitAfter(tries, retryAfter) };
                    continue;
                }

                owed.Remove((notice.Hub, notice.Feed));
                givenUp++;
            }

            Save();
            return givenUp;
        }
    }

    /// <summary>Four times as long each time, and never less than the hub asks for.</summary>
    private static TimeSpan WaitAfter(int tries, TimeSpan? retryAfter)
    {
        var wait = TimeSpan.FromSeconds(Math.Min(FirstWait.TotalSeconds * Math.Pow(4, tries - 1), LongestWait.TotalSeconds));
        return retryAfter is { } asked && asked > wait ? TimeSpan.FromSeconds(Math.Min(asked.TotalSeconds, LongestWait.TotalSeconds)) : wait;
    }

    private bool IsCurrent(OwedNotice notice) => owed.GetValueOrDefault((notice.Hub, notice.Feed)) == notice;

    private void Save()
    {
        if (owed.Count == 0)
            File.Delete(path);
        else
            DurableFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(owed.Values.ToArray(), HubJson.Default.OwedNoticeArray));
    }
}

/// <summary>A hub to be told that a feed changed.</summary>
/// <param name="Hub">Its address.</param>
/// <param name="Feed">The feed's.</param>
/// <param name="Tries">How often it was told in vain since the feed changed last.</param>
/// <param name="Due">When it is to be told.</param>
/// <param name="Changes">How often the feed changed since the hub was told, so that a change during the telling is not taken for told.</param>
internal sealed record OwedNotice(string Hub, string Feed, int Tries, DateTimeOffset Due, int Changes);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OwedNotice[]))]
internal sealed partial class HubJson : JsonSerializerContext;
