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

    public IEnumerable<SitePart> Parts(EditionChanges changes)
    {
        yield return new SitePart(Folder, [Contents()]);
        foreach (var month in changes.IsEverything ? [.. index.Arrivals.Months] : changes.Of(PlaceKind.Arrivals))
            yield return new SitePart(Folder + IsoDate.Month(month), [.. index.Arrivals[month].Chunk(StoriesPerFile).Select((stories, place) => Shard(NameOf(month, place + 1), stories))]);
    }

    private static string NameOf(DateOnly month, int number) => FormattableString.Invariant($"{IsoDate.Month(month)}-{number}.json");

    /// <summary>Names of the files, the newest first.</summary>
    private PlannedFile Contents()
    {
        var names = index.Arrivals.Months
            .SelectMany(month => Enumerable.Range(1, (index.Arrivals[month].Count + StoriesPerFile - 1) / StoriesPerFile).Select(number => NameOf(month, number)))
            .Reverse()
            .ToList();
        var shown = new Fingerprint();
        names.ForEach(name => shown.Add(name));
        return new PlannedFile(SiteAddresses.File(Folder + "index.json"), shown.ToString(), () => JsonSerializer.SerializeToUtf8Bytes(names, WebsiteJson.Default.ListString));
    }

    private PlannedFile Shard(string name, PlacedStory[] stories)
    {
        // Dates are written in the site's language.
        var shown = new Fingerprint().Add(addresses.Base).Add(index.Edition.Masthead.Locale).Add(index.Edition.Masthead.TimeZone);
        foreach (var placed in stories)
            shown.Add(placed.Print);
        return new PlannedFile(SiteAddresses.File(Folder + name), shown.ToString(), () => Write(stories));
    }

    /// <summary>Rows of headline, address, outlet, date, and the other outlets' headlines to be found by.</summary>
    private byte[] Write(PlacedStory[] stories)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var story in stories.Select(placed => placed.Story))
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
