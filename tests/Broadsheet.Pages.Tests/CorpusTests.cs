using System.Globalization;

namespace Broadsheet.Pages.Tests;

/// <summary>Small pages of our own, each re-creating one habit of publishers, with what must be read from it beside it.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Cases => [.. Directory.GetFiles(Folder, "*.html").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    private static string Folder
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                var candidate = Path.Combine(folder.FullName, "tests", "corpus", "pages");
                if (Directory.Exists(candidate))
                    return candidate;
            }

            throw new DirectoryNotFoundException("tests/corpus/pages");
        }
    }

    [Fact]
    public void TheCorpusIsFound() => Assert.True(Cases.Count >= 8);

    [Theory]
    [MemberData(nameof(Cases))]
    public void APageOfTheCorpusIsReadAsExpected(string name)
    {
        var expected = File.ReadLines(Path.Combine(Folder, name + ".txt"))
            .Select(line => line.Split(": ", 2))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        var html = File.ReadAllBytes(Path.Combine(Folder, name + ".html"));

        var page = new PageReader().Read(html, expected["url"], "text/html", DateTimeOffset.Parse(expected["fetched"], CultureInfo.InvariantCulture));

        foreach (var (field, value) in expected)
        {
            if (field is not ("url" or "fetched"))
                Assert.Equal($"{field}: {value}", $"{field}: {Text(page, field)}");
        }
    }

    private static string Text(PageMetadata page, string field) => field switch
    {
        "title" => page.Title?.Value ?? "",
        "published" => Text(page.Published?.Value),
        "modified" => Text(page.Modified?.Value),
        "authors" => string.Join("; ", page.Authors?.Value ?? []),
        "publisher" => page.Publisher?.Value ?? "",
        "language" => page.Language?.Value ?? "",
        "canonical" => page.Canonical?.Value ?? "",
        "excerpt" => page.Excerpt?.Value ?? "",
        "section" => page.Section?.Value ?? "",
        "keywords" => string.Join("; ", page.Keywords),
        "type" => page.Type.Value.ToString().ToLowerInvariant(),
        "amp" => page.AmpUrl ?? "",
        "feeds" => string.Join("; ", page.FeedUrls),
        "icons" => string.Join("; ", page.Icons.Select(icon => icon.Url)),
        "free" => page.IsAccessibleForFree?.ToString() ?? "",
        "video" => $"{page.Video?.YouTubeId} {page.Video?.EmbedUrl}",
        "image" => $"{page.LeadImage?.Value.Url} {page.LeadImage?.Value.Width}".Trim(),
        _ => throw new ArgumentException($"The corpus has no field {field}.", nameof(field)),
    };

    private static string Text(PageDate? date) => date is { } stated
        ? stated.Instant.ToString(stated.HasZone ? "yyyy-MM-dd'T'HH:mm:sszzz" : stated.HasTime ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd", CultureInfo.InvariantCulture)
        : "";
}
