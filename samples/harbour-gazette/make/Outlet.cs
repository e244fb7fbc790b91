using System.Globalization;

namespace HarbourGazette.Make;

/// <summary>An invented publisher, as <c>web/NAME/articles.md</c> describes it: settings first, then its articles.</summary>
internal sealed class Outlet
{
    private readonly Dictionary<string, string> settings = new(StringComparer.Ordinal);

    private Outlet(string id) => Id = id;

    public string Id { get; }

    public string Name => settings["name"];

    public string Host => settings["host"];

    public string About => settings["about"];

    public string FeedUrl => settings["feed"];

    public string FeedFormat => settings["format"];

    public string Home => $"https://{Host}/";

    public string IconUrl => $"https://{Host}/apple-touch-icon.png";

    /// <summary>Ink and paper of its logo, as hexadecimal triples.</summary>
    public (string Ink, string Paper) Colours => settings["colours"].Split(' ') is [var ink, var paper] ? (ink, paper) : throw new FormatException($"{Id}: colours");

    /// <summary>The picture format its content system happens to write.</summary>
    public string PictureExtension => Id is "kelfm" or "institute" ? "webp" : "jpg";

    public List<NewsArticle> Articles { get; } = [];

    public static Outlet Read(string folder)
    {
        var outlet = new Outlet(Path.GetFileName(folder));
        var text = File.ReadAllText(Path.Combine(folder, "articles.md")).ReplaceLineEndings("\n");
        var parts = ("\n" + text).Split("\n# ");
        foreach (var line in parts[0].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            outlet.settings.Add(line[..colon], line[(colon + 2)..]);
        }
        for (var i = 1; i < parts.Length; i++)
            outlet.Articles.Add(Article(outlet, parts[i], i));
        return outlet;
    }

    public string UrlFor(NewsArticle article) => $"https://{Host}" + settings["address"]
        .Replace("{yyyy}", article.Published.ToString("yyyy", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{mm}", article.Published.ToString("MM", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{dd}", article.Published.ToString("dd", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{id}", article.Number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{slug}", article.Slug, StringComparison.Ordinal);

    // "> 2026-03-02 22:10 | story | author | picture | video", below the headline.
    private static NewsArticle Article(Outlet outlet, string text, int position)
    {
        var lines = text.Split('\n');
        var facts = lines[1][2..].Split(" | ", StringSplitOptions.TrimEntries);
        return new NewsArticle
        {
            Outlet = outlet,
            Number = 48200 + (37 * position),
            Title = lines[0].Trim(),
            Published = DateTimeOffset.ParseExact(facts[0], "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            Story = facts[1],
            Author = facts[2] == "-" ? null : facts[2],
            Scene = facts[3] == "-" ? null : facts[3],
            VideoId = facts.Length > 4 ? facts[4] : null,
            Paragraphs = string.Join('\n', lines[2..]).Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        };
    }
}
