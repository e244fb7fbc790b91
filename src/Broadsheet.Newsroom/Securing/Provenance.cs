using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Broadsheet.Securing;

/// <summary>Where an article came from and why it scored as it did, for whoever holds the key.</summary>
public static class Provenance
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The provenance as one line of JSON; the same for the same article and story.</summary>
    /// <param name="story">The story it is in.</param>
    /// <param name="article">The article.</param>
    /// <param name="notes">What editors noted.</param>
    public static string Of(Story story, Article article, IReadOnlyList<string>? notes = null)
    {
        ArgumentNullException.ThrowIfNull(story);
        ArgumentNullException.ThrowIfNull(article);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("id", article.Id);
            json.WriteString("story", story.Id);
            json.WriteString("firstSeen", Stamp(article.FirstSeen));
            WriteSightings(json, article);
            WriteSignals(json, article);
            json.WriteStartArray("notes");
            foreach (var note in notes ?? [])
                json.WriteStringValue(note);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private static void WriteSightings(Utf8JsonWriter json, Article article)
    {
        json.WriteStartArray("feeds");
        foreach (var sighting in article.Sightings)
        {
            json.WriteStartObject();
            json.WriteString("feed", sighting.SourceUrl);
            json.WriteString("item", sighting.ItemIdentity);
            json.WriteBoolean("curated", sighting.IsCurated);
            json.WriteString("at", Stamp(sighting.At));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSignals(Utf8JsonWriter json, Article article)
    {
        json.WriteStartArray("signals");
        foreach (var signal in article.Quality.Signals)
        {
            json.WriteStartObject();
            json.WriteString("name", signal.Name);
            json.WriteNumber("points", signal.Points);
            json.WriteString("evidence", signal.Evidence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
