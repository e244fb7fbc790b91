using System.Buffers;
using System.Globalization;
using Broadsheet.Pages.Fields;
using Broadsheet.Pages.Html;
using Broadsheet.Pages.JsonLd;
using Broadsheet.Pages.Scanning;

namespace Broadsheet.Pages;

/// <summary>
/// Reads the metadata of an article from its page: one pass collects every signal, then a rule per field weighs them.
/// Any bytes give an answer; nothing throws, and time and memory are bounded by <see cref="PageReaderOptions.MaxBytes"/>.
/// </summary>
/// <param name="options">How pages are read; the defaults when null.</param>
public sealed class PageReader(PageReaderOptions? options = null)
{
    // Surer than what only stands in the text.
    private const double LeastSecond = 0.7;

    private readonly PageReaderOptions _options = options ?? new();

    /// <summary>What the page says about its article.</summary>
    /// <param name="html">The body of the response.</param>
    /// <param name="url">The address the page was fetched from, after redirects. When it is not absolute, relative addresses are dropped.</param>
    /// <param name="contentType">The <c>Content-Type</c> header, if any.</param>
    /// <param name="fetchedAt">When it was fetched; later dates are not believed.</param>
    public PageMetadata Read(ReadOnlySpan<byte> html, string url, string? contentType, DateTimeOffset fetchedAt)
    {
        ArgumentNullException.ThrowIfNull(url);
        html = html[..Math.Min(html.Length, _options.MaxBytes)];
        var encoding = PageEncoding.Detect(html, contentType, out var skip);
        html = html[skip..];
        var characters = ArrayPool<char>.Shared.Rent(encoding.GetMaxCharCount(html.Length));
        try
        {
            var length = encoding.GetChars(html, characters);
            var signals = PageScanner.Scan(characters.AsSpan(0, length));
            return Read(signals, url, fetchedAt) with { Encoding = encoding.WebName };
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }

    private PageMetadata Read(PageSignals signals, string url, DateTimeOffset fetchedAt)
    {
        var baseUrl = WebAddress.Absolute(signals.BaseHref, url) ?? url;
        var page = new PageContext(signals, LinkedDataReader.Read(signals.JsonLd, url), url, baseUrl, fetchedAt);
        var (titles, headline) = TitleRule.Find(page);
        if (headline is { } heading)
        {
            page = page with { HeadlineOffset = heading.TextOffset };
            if ((heading.Place & Place.Aside) != 0)
                signals.PutAtHeadline(heading.Element);
        }

        var title = titles.Best;
        var languages = LanguageRule.Find(page, title?.Value);
        var language = languages.Best;
        var published = DateRule.Published(page, MonthFirst(language?.Value));
        var modified = DateRule.Modified(page, published.Best?.Value);
        var authors = AuthorRule.Find(page);
        var publishers = PublisherRule.Find(page);
        var canonicals = CanonicalRule.Find(page);
        var images = ImageRule.Find(page);
        var descriptions = DescriptionRule.Find(page, title?.Value);
        var paragraphs = MainText.Paragraphs(page, Math.Max(_options.TextLength, 4 * _options.ExcerptLength));
        var excerpts = ExcerptRule.Find(page, descriptions, paragraphs, _options.ExcerptLength);
        var (type, video) = TypeRule.Find(page);
        return new()
        {
            Title = title,
            ShortTitle = ShortTitle(page),
            Canonical = canonicals.Best,
            Description = descriptions.Best,
            Excerpt = excerpts.Best,
            Published = published.Best,
            Modified = modified.Best,
            Authors = authors.Best,
            Publisher = publishers.Best,
            Section = Section(page),
            Keywords = KeywordRule.Find(page),
            Language = language,
            Type = type,
            IsAccessibleForFree = page.Linked.Article?.IsAccessibleForFree,
            AmpUrl = LinkRule.AmpUrl(page),
            FeedUrls = LinkRule.Feeds(page),
            LeadImage = images.Best,
            SecondImage = images.BestWhere(image => image.Confidence >= LeastSecond && image.Value.Url != images.Best?.Value.Url),
            Icons = LinkRule.Icons(page),
            Video = video,
            Text = paragraphs.Count == 0 || _options.TextLength == 0 ? null : string.Join("\n\n", paragraphs),
            Candidates = !_options.Explain ? [] :
            [
                .. titles.Explain(text => text),
                .. published.Explain(Text),
                .. modified.Explain(Text),
                .. authors.Explain(names => string.Join("; ", names)),
                .. publishers.Explain(text => text),
                .. canonicals.Explain(text => text),
                .. images.Explain(Text),
                .. languages.Explain(text => text),
                .. descriptions.Explain(text => text),
                .. excerpts.Explain(text => text),
            ],
        };
    }

    private static string? ShortTitle(PageContext page) =>
        page.Signals.Meta("og:title") is { } title ? SiteNameTail.Without(Markup.Strip(title), page.SiteNames) : null;

    private static Finding<string>? Section(PageContext page)
    {
        if (page.Linked.Article?.Section is { } stated)
            return new(stated, 0.9, "json-ld articleSection");
        return page.Signals.Meta("article:section") is { } section ? new(section, 0.85, "article:section") : null;
    }

    // Only in the United States, and where English is written without saying whose, does the month come first.
    private static bool MonthFirst(string? language) => language is "en" or "en-US";

    private static string Text(PageImage image) =>
        image is { Width: { } width, Height: { } height } ? string.Create(CultureInfo.InvariantCulture, $"{image.Url} ({width}×{height})") : image.Url;

    private static string Text(PageDate date) =>
        date.Instant.ToString(date.HasZone ? "yyyy-MM-dd'T'HH:mm:sszzz" : date.HasTime ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
