using System.Globalization;

namespace Broadsheet.Quality;

/// <summary>
/// Scores an article: a sum of named signals, each with what it saw. With the compat profile's settings this is the rule of the old system
/// (record format, section 3); the defaults mend what it got wrong.
/// </summary>
public sealed class QualityScorer
{
    private const int CharactersPerPoint = 2;

    private readonly QualityOptions options;
    private readonly Dictionary<string, List<Keyword>> keywords;

    /// <summary>A scorer for the topics of a site.</summary>
    /// <param name="topics">The topics.</param>
    /// <param name="options">The settings.</param>
    public QualityScorer(IReadOnlyList<Topic> topics, QualityOptions options)
    {
        ArgumentNullException.ThrowIfNull(topics);
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        keywords = topics
            .GroupBy(topic => topic.Name, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => group.First().Keywords.Select(keyword => new Keyword(keyword, FoldedText.Of(keyword))).ToList(),
                StringComparer.Ordinal);
    }

    /// <summary>The score of an article whose topics are known.</summary>
    public QualityScore Score(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        List<QualitySignal> signals = [.. SignalsOf(article).OfType<QualitySignal>().Where(signal => signal.Points != 0)];
        return new QualityScore(Math.Max(0, signals.Sum(signal => signal.Points)), signals);
    }

    private IEnumerable<QualitySignal?> SignalsOf(Article article) =>
    [
        CuratedSources(article),
        ListedProvider(article),
        Picture(article),
        Amp(article),
        Player(article),
        Topics(article),
        KeywordsInTitle(article),
        TitleLength(article),
        Excerpt(article),
    ];

    private QualitySignal? CuratedSources(Article article)
    {
        var sources = article.Sightings.Where(sighting => sighting.IsCurated).Select(sighting => sighting.SourceUrl).Distinct(StringComparer.Ordinal).ToList();
        return sources.Count == 0 ? null : new("curated-source", options.CuratedSource * sources.Count, string.Join(", ", sources));
    }

    private QualitySignal? ListedProvider(Article article) =>
        article.Provider.IsListed ? new("listed-provider", options.ListedProvider, article.Provider.Domain) : null;

    private QualitySignal? Picture(Article article)
    {
        var picture = article.Images.FirstOrDefault(image => !IsPlaceholder(image));
        return picture is null ? null : new("picture", options.Picture, Invariant($"{picture.Width}×{picture.Height} {picture.OriginalUrl ?? picture.Url}"));
    }

    private bool IsPlaceholder(Picture picture) =>
        options.Placeholders.Exists(mark => (picture.OriginalUrl ?? picture.Url).Contains(mark, StringComparison.OrdinalIgnoreCase));

    private QualitySignal? Amp(Article article) => article.AmpWebUrl is { } url ? new("amp", options.Amp, url) : null;

    private QualitySignal? Player(Article article) => article.FeaturedContent is not null ? new("player", options.Player, "embedded player") : null;

    private QualitySignal? Topics(Article article) =>
        article.Topics.Count == 0 ? null : new("topics", options.Topic * article.Topics.Count, string.Join(", ", article.Topics.Select(match => match.Topic)));

    private QualitySignal? KeywordsInTitle(Article article)
    {
        var folded = FoldedText.Of(article.Title);
        var found = article.Topics
            .SelectMany(match => keywords.GetValueOrDefault(match.Topic) ?? [])
            .Where(keyword => StandsIn(article.Title, folded, keyword))
            .ToList();
        if (!options.CountEveryKeyword)
            found = [.. found.DistinctBy(keyword => keyword.Folded).Where(keyword => !found.Exists(longer => Holds(longer, keyword)))];
        return found.Count == 0 ? null : new("keywords", options.Keyword * found.Count, string.Join(", ", found.Select(keyword => keyword.Text)));
    }

    private bool StandsIn(string title, string folded, Keyword keyword) => options.Keywords switch
    {
        TermMode.Substring => title.Contains(keyword.Text, StringComparison.OrdinalIgnoreCase),
        TermMode.Exact => folded == keyword.Folded,
        _ => FoldedText.HasWord(folded, keyword.Folded),
    };

    private static bool Holds(Keyword longer, Keyword shorter) =>
        longer.Folded.Length > shorter.Folded.Length && longer.Folded.Contains(shorter.Folded, StringComparison.Ordinal);

    private QualitySignal? TitleLength(Article article)
    {
        var over = article.Title.Length - options.TitleLength;
        if (over <= 0 || (!options.CuratedTitlesCost && article.Sightings.Any(sighting => sighting.IsCurated)))
            return null;
        return new("title-length", -Math.Min(over / CharactersPerPoint, options.MostForTitleLength), Counted.Of(article.Title.Length, "character"));
    }

    private QualitySignal? Excerpt(Article article)
    {
        var excerpt = article.Excerpt.Trim();
        if (excerpt.Length < options.ShortestExcerpt)
            return new("excerpt", options.PoorExcerpt, Counted.Of(excerpt.Length, "character"));
        return excerpt == article.Title ? new("excerpt", options.PoorExcerpt, "repeats the title") : null;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Keyword(string Text, string Folded);
}
