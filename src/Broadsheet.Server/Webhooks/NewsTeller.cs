using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Broadsheet.Publishing.StaticApi;

namespace Broadsheet.Server.Webhooks;

/// <summary>
/// Makes events of what differs between an edition and what was told before. Compared is with what was told and not with the edition before: what happened
/// while nobody listened, or just before a crash, is told all the same.
/// </summary>
internal static class NewsTeller
{
    /// <summary>Keeps the events of an edition. The first edition is the beginning and no news.</summary>
    /// <returns>How many.</returns>
    public static int Tell(WebhookStore store, WebhookOptions options, Edition edition)
    {
        var endpoints = store.Endpoints(options.Endpoints);
        if (endpoints.Count == 0)
        {
            // Whoever is told first is not told everything that happened before.
            store.Forget();
            return 0;
        }

        var told = store.Told();
        var isBeginning = told is null;
        told ??= [];
        var json = new StoryJson(edition);
        var (changed, events) = (new List<ToldStory>(), new List<WebhookEvent>());
        foreach (var story in edition.Stories.Where(story => story.IsPublished))
        {
            var print = PrintOf(story);
            var isKnown = told.Remove(story.Id, out var before);
            if (isKnown && before!.IsShown && before.Print.AsSpan().SequenceEqual(print))
                continue;
            var now = new ToldStory(story.Id, (before?.Version ?? 0) + 1, print, IsShown: true);
            changed.Add(now);
            Add(before is { IsShown: true } ? WebhookEvent.ChangedStory : WebhookEvent.NewStory, now, () => json.Write(story));
        }

        foreach (var gone in told.Values.Where(story => story.IsShown).OrderBy(story => story.Id, StringComparer.Ordinal))
        {
            var now = gone with { Version = gone.Version + 1, IsShown = false };
            changed.Add(now);
            Add(WebhookEvent.GoneStory, now, () => GoneJson(gone.Id, edition.StoryAliases.GetValueOrDefault(gone.Id)));
        }

        if (changed.Count > 0 || isBeginning)
            store.Tell(changed, events, [.. endpoints.Where(endpoint => !endpoint.IsPaused).Select(endpoint => endpoint.Address)]);
        return events.Count;

        void Add(string kind, ToldStory story, Func<byte[]> data)
        {
            if (isBeginning || !options.Events.Contains(kind))
                return;
            // From what it says: who restores a backup and runs again tells the same under the same id.
            var id = "evt_" + Convert.ToHexStringLower(Signature.Sum(string.Create(CultureInfo.InvariantCulture, $"{kind} {story.Id} {story.Version} {Convert.ToHexStringLower(story.Print)}")).AsSpan(0, 16));
            events.Add(new WebhookEvent(id, kind, story.Id, edition.At, BodyOf(kind, edition.At, data())));
        }
    }

    /// <summary>Keeps that runs fail from now on.</summary>
    public static void TellFailure(WebhookStore store, WebhookOptions options, DateTimeOffset at, string reason)
    {
        if (!options.Events.Contains(WebhookEvent.FailedRun))
            return;
        var id = "evt_" + Convert.ToHexStringLower(Signature.Sum(string.Create(CultureInfo.InvariantCulture, $"{WebhookEvent.FailedRun} {at.ToUnixTimeMilliseconds()}")).AsSpan(0, 16));
        store.Tell([], [new WebhookEvent(id, WebhookEvent.FailedRun, "run", at, BodyOf(WebhookEvent.FailedRun, at, JsonOf(writer => writer.WriteString("reason", reason))))], [.. store.Endpoints(options.Endpoints).Where(endpoint => !endpoint.IsPaused).Select(endpoint => endpoint.Address)]);
    }

    /// <summary>The JSON of an event: type, timestamp and data, as Standard Webhooks has it.</summary>
    public static byte[] BodyOf(string kind, DateTimeOffset at, byte[] data) => JsonOf(writer =>
    {
        writer.WriteString("type", kind);
        writer.WriteString("timestamp", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        writer.WritePropertyName("data");
        writer.WriteRawValue(data);
    });

    private static byte[] GoneJson(string id, string? into) => JsonOf(writer =>
    {
        writer.WriteString("storyId", id);
        if (into is not null)
            writer.WriteString("mergedInto", into);
    });

    private static byte[] JsonOf(Action<Utf8JsonWriter> members)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>Fingerprint of what readers see of a story. Its rank is not part of it: that changes with every hour.</summary>
    private static byte[] PrintOf(Story story)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var lead = story.Lead;
        Span<byte> length = stackalloc byte[4];
        foreach (var text in (ReadOnlySpan<string?>)[lead.Id, lead.Title, lead.Excerpt, lead.WebUrl, lead.Images.Count > 0 ? lead.Images[0].Url : null, .. lead.Topics.Select(topic => topic.Topic), .. story.Articles.Select(article => article.Id).Order(StringComparer.Ordinal)])
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, text?.Length ?? -1);
            hash.AppendData(length);
            hash.AppendData(Encoding.UTF8.GetBytes(text ?? ""));
        }

        return hash.GetHashAndReset()[..16];
    }
}
