namespace Broadsheet.Publishing.Records;

/// <summary>Takes over the records of a site that another system made: says them as stories and articles.</summary>
/// <param name="options">What the records do not state.</param>
/// <param name="organizations">The publishers the site lists.</param>
public sealed class RecordAdoption(AdoptionOptions options, IReadOnlyList<Organization> organizations)
{
    private const string YouTubePlayer = "youtube.com/embed/";

    private readonly HashSet<string> listed = new(organizations.Select(organization => organization.Domain), StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The stories of the records, in the order of their leads' paths. A record of heat -1 belongs to the story of the head that lists it; where
    /// none does, it is a story of its own that is not shown.
    /// </summary>
    public IReadOnlyList<Story> Adopt(IEnumerable<(string Path, NewsRecord Record)> records)
    {
        var all = records.OrderBy(record => record.Path, StringComparer.Ordinal).ToList();
        HashSet<string> ids = new(StringComparer.Ordinal);
        var articles = all.Select(record => ArticleOf(record.Path, record.Record, ids)).ToList();
        var members = Enumerable.Range(0, all.Count).Where(i => all[i].Record.Heat < 0).ToList();
        var byAddress = members.ToLookup(i => KeyOf(all[i].Record.WebUrl, all[i].Record.Title), StringComparer.Ordinal);
        HashSet<int> placed = [];
        List<Story> stories = [];
        foreach (var head in Enumerable.Range(0, all.Count).Where(i => all[i].Record.Heat >= 0))
        {
            var others = all[head].Record.Related.SelectMany(item => byAddress[KeyOf(item.WebUrl, item.Title)]).Where(placed.Add).Select(i => articles[i]);
            stories.Add(StoryOf(all[head].Record, [articles[head], .. others]));
        }

        stories.AddRange(members.Where(i => !placed.Contains(i)).Select(i => StoryOf(all[i].Record, [articles[i]])));
        return [.. stories.OrderBy(story => story.Lead.Path, StringComparer.Ordinal)];
    }

    /// <summary>One record as an article.</summary>
    /// <param name="path">The record's path.</param>
    /// <param name="record">The record.</param>
    public Article Adopt(string path, NewsRecord record) => ArticleOf(path, record, []);

    private Article ArticleOf(string path, NewsRecord record, HashSet<string> ids)
    {
        ArgumentNullException.ThrowIfNull(record);
        var address = record.WebUrl ?? record.OriginalUrl;
        var id = WebAddress.TryParse(address, out var canonical) ? ArticleId.Of(canonical) : ArticleId.Of(path);
        // The old system filed an article anew when its title changed (its defect 6); the copies are kept apart.
        if (!ids.Add(id))
            ids.Add(id = ArticleId.Of(path));
        return new Article
        {
            Id = id,
            Path = path,
            Title = record.Title,
            Excerpt = record.Excerpt,
            Published = record.Published,
            FirstSeen = record.Published,
            OriginalUrl = record.OriginalUrl,
            WebUrl = record.WebUrl,
            CanonicalUrl = canonical?.ToString() ?? address,
            AmpWebUrl = record.Amp?.WebUrl,
            CdnAmpWebUrl = record.Amp?.CdnUrl,
            Type = record.Type == "video" ? ArticleType.Video : ArticleType.Article,
            FeaturedContent = record.FeaturedContent,
            Provider = ProviderOf(record.Provider),
            Images = PicturesOf(record.Images),
            Sightings = SightingsOf(record),
            Topics = [.. record.Topics.Select(topic => new TopicMatch(topic, "record", path))],
            Quality = new QualityScore(record.Quality, [new QualitySignal("record", record.Quality, $"stated by {path}")]),
            ForeignSecured = record.Secured,
        };
    }

    private static Story StoryOf(NewsRecord head, IReadOnlyList<Article> articles) => new()
    {
        Id = StoryPart.IdFor(articles[0].Id),
        Articles = articles,
        LeadReason = "The record says so.",
        Heat = head.Heat,
        IsPublished = head.IsPublished,
        PublishReason = "The record says so.",
    };

    private Provider ProviderOf(RecordProvider provider) => new()
    {
        Name = provider.Name,
        Domain = provider.Domain,
        Images = PicturesOf(provider.Images),
        IsListed = listed.Contains(provider.Domain),
    };

    private static Picture[] PicturesOf(IReadOnlyList<RecordPicture> pictures) =>
        [.. pictures.Select(picture => new Picture(picture.Url, picture.Width, picture.Height, picture.IsCached))];

    private Sighting[] SightingsOf(NewsRecord record)
    {
        // A blog post that met its own video was delivered by both.
        var addresses = record.FeaturedContent?.Contains(YouTubePlayer, StringComparison.Ordinal) == true
            ? new[] { record.OriginalUrl, "https://youtube.com/" }
            : [record.OriginalUrl];
        return
        [
            .. options.CuratedSources
                .Where(source => addresses.Any(address => BeginsWith(address, source)))
                .Select(source => new Sighting(source, record.OriginalUrl, IsCurated: true, record.Published)),
        ];
    }

    private static bool BeginsWith(string address, string source) =>
        WithoutScheme(address).StartsWith(WithoutScheme(source), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> WithoutScheme(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal);
        var rest = start < 0 ? address.AsSpan() : address.AsSpan(start + 3);
        return rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? rest[4..] : rest;
    }

    private static string KeyOf(string? webUrl, string title) => webUrl ?? title;
}
