using System.Text;

namespace HarbourGazette.Make;

/// <summary>One article of an outlet.</summary>
internal sealed record NewsArticle
{
    public required Outlet Outlet { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required DateTimeOffset Published { get; init; }

    /// <summary>Key of the event it is about: our own ground truth.</summary>
    public required string Story { get; init; }

    public string? Author { get; init; }

    /// <summary>What its picture shows; null when it has none.</summary>
    public string? Scene { get; init; }

    public string? VideoId { get; init; }

    public required IReadOnlyList<string> Paragraphs { get; init; }

    public string Url => VideoId is null ? Outlet.UrlFor(this) : $"https://www.youtube.com/watch?v={VideoId}";

    /// <summary>The address that tells it from all others once it is read: YouTube has several for each video.</summary>
    public string KnownAs => VideoId is null ? Url : $"https://youtube.com/watch?v={VideoId}";

    /// <summary>Only the daily paper keeps AMP twins.</summary>
    public string? AmpUrl => Outlet.Id == "chronicle" ? Url.Replace("/news/", "/amp/news/", StringComparison.Ordinal) : null;

    /// <summary>The broadcaster keeps its pictures on a host of their own, as large sites do.</summary>
    public string? PictureUrl => (Scene, VideoId) switch
    {
        (null, _) => null,
        (_, string id) => $"https://i.ytimg.com/vi/{id}/maxresdefault.jpg",
        _ when Outlet.Id == "coastline" => $"https://img.coastline-tv.example/1200/{Number}.jpg",
        _ => $"https://{Outlet.Host}/images/{Slug}.{Outlet.PictureExtension}",
    };

    /// <summary>Where the feed says it is: the paper's feed runs through a redirector that counts clicks.</summary>
    public string FeedLink => Outlet.Id == "chronicle" ? $"https://feeds.pressrelay.example/~r/kelhaven-chronicle/~3/{Number:x}{Slug.Length:x}/{Slug}" : Url;

    /// <summary>When the outlet last touched it.</summary>
    public DateTimeOffset Modified => Published.AddMinutes(Number % 5 == 0 ? 95 : 4);

    /// <summary>The first sentences of the text, as many as fit in 230 characters.</summary>
    public string Summary
    {
        get
        {
            var text = Paragraphs[0];
            var end = 0;
            for (var i = 0; i < text.Length && i < 230; i++)
            {
                if (text[i] is '.' or '?' or '!' && (i + 1 == text.Length || text[i + 1] == ' '))
                    end = i + 1;
            }
            return end == 0 ? text : text[..end];
        }
    }

    public string Slug
    {
        get
        {
            var slug = new StringBuilder();
            foreach (var c in Title.ToLowerInvariant().Normalize(NormalizationForm.FormD))
            {
                if (c is (>= 'a' and <= 'z') or (>= '0' and <= '9'))
                    slug.Append(c);
                else if (c is ' ' or '-' or '–' && slug.Length > 0 && slug[^1] != '-')
                    slug.Append('-');
            }
            return slug.ToString().Trim('-');
        }
    }
}
