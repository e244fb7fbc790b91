using System.Text.Json;

namespace Broadsheet.Publishing.Website;

/// <summary>
/// The headlines for the instant search, a file per month of at most 500 stories each, loaded when somebody searches.
/// A new story changes the last file of its month and no other.
/// </summary>
internal sealed class SearchIndex(EditionIndex index, SiteAddresses addresses, SiteClock clock)
{
    private const int StoriesPerFile = 500;

    private const string Folder = "search/";

    public IEnumerable<PlannedFile> Plan()
    {
        var files = Shards().ToList();
        yield return Contents(files);
        foreach (var (name, stories) in files)
            yield return Shard(name, stories);
    }

    private IEnumerable<(string Name, IReadOnlyList<Story> Stories)> Shards() => index.Arrivals
        .GroupBy(story => IsoDate.Month(clock.DayOf(EditionIndex.FirstSeen(story))), StringComparer.Ordinal)
        .SelectMany(month => month
            .Chunk(StoriesPerFile)
            .Select((stories, place) => (FormattableString.Invariant($"{month.Key}-{place + 1}.json"), (IReadOnlyList<Story>)stories)));

    /// <summary>Names of the files, the newest first.</summary>
    private static PlannedFile Contents(List<(string Name, IReadOnlyList<Story> Stories)> files)
    {
        var names = files.Select(file => file.Name).Reverse().ToList();
        var shown = new Fingerprint();
        names.ForEach(name => shown.Add(name));
        return new PlannedFile(SiteAddresses.File(Folder + "index.json"), shown.ToString(), () => JsonSerializer.SerializeToUtf8Bytes(names));
    }

    private PlannedFile Shard(string name, IReadOnlyList<Story> stories)
    {
        var shown = new Fingerprint().Add(addresses.Base);
        foreach (var story in stories)
            shown.Add(story.Id).Add(index.PrintOf(story));
        return new PlannedFile(SiteAddresses.File(Folder + name), shown.ToString(), () => Write(stories));
    }

    /// <summary>Rows of headline, address, outlet, date, and the other outlets' headlines to be found by.</summary>
    private byte[] Write(IReadOnlyList<Story> stories)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var story in stories)
            {
                json.WriteStartArray();
                json.WriteStringValue(ViewMaker.Title(story.Lead));
                json.WriteStringValue(addresses.Local(SiteAddresses.Story(story)));
                json.WriteStringValue(PlainText.Of(story.Lead.Provider.Name));
                json.WriteStringValue(clock.View(story.Started).Text);
                json.WriteStringValue(string.Join(" · ", story.Articles.Skip(1).Take(5).Select(ViewMaker.Title)));
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return buffer.ToArray();
    }
}
