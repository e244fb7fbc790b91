using System.Text.Json.Serialization;

namespace Broadsheet.Publishing.Newsletters;

// Plain values, in the language and on the clock of the site, so that a newsletter that was begun is finished word for word after a
// crash, whatever has become of settings and theme meanwhile. Every text went through PlainText, every address through SafeLink.

/// <summary>One newsletter: all that is said in it, to whomever it goes.</summary>
public sealed record Newsletter
{
    /// <summary>Name it is filed under, such as <c>the-harbour-gazette-2026-03-07</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Title: the site's, and the date.</summary>
    public required string Title { get; init; }

    /// <summary>Subject of the mail: the headline of the first story.</summary>
    public required string Subject { get; init; }

    /// <summary>The first headlines, for the line mail programs show beside the subject.</summary>
    public required string Excerpt { get; init; }

    /// <summary>When it was made; its stories reached us before.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The date, written out.</summary>
    public required string DateLine { get; init; }

    /// <summary>The site.</summary>
    public required NewsletterSite Site { get; init; }

    /// <summary>Its parts, none without stories: the top stories first.</summary>
    public required IReadOnlyList<NewsletterSection> Sections { get; init; }

    /// <summary>How many stories it has.</summary>
    [JsonIgnore]
    public int Stories => Sections.Sum(section => section.Items.Count);
}

/// <summary>Who sends it.</summary>
/// <param name="Title">Name of the site.</param>
/// <param name="Home">Absolute address of the front page, with a slash at the end.</param>
/// <param name="Page">Absolute address of the newsletter's own page.</param>
/// <param name="Archive">Absolute address of the list of all newsletters.</param>
/// <param name="Language">Language tag.</param>
/// <param name="Direction"><c>ltr</c> or <c>rtl</c>.</param>
/// <param name="RootTopic">Name of the topic the whole site is about; null when it has none.</param>
/// <param name="Contact">Address or sentence for replies.</param>
/// <param name="PostalAddress">Postal address.</param>
public sealed record NewsletterSite(
    string Title, string Home, string Page, string Archive, string Language, string Direction, string? RootTopic, string? Contact, string? PostalAddress);

/// <summary>A part of a newsletter.</summary>
/// <param name="Title">Its heading; empty for the top stories.</param>
/// <param name="Href">Absolute address of the topic's page; null when it is no topic.</param>
/// <param name="Items">Its stories, the hottest first.</param>
public sealed record NewsletterSection(string Title, string? Href, IReadOnlyList<NewsletterItem> Items);

/// <summary>A story in a newsletter.</summary>
/// <param name="Story">The story's id.</param>
/// <param name="Title">Headline of its lead.</param>
/// <param name="Excerpt">Summary; may be empty.</param>
/// <param name="Href">Absolute address of the article.</param>
/// <param name="Outlet">Name of its publisher.</param>
/// <param name="Time">When it was published, short.</param>
/// <param name="IsVideo">Whether it is a video.</param>
/// <param name="Language">Its language, where that is not the site's.</param>
/// <param name="Picture">A picture.</param>
/// <param name="Others">Other outlets that report it, a few of them.</param>
/// <param name="More">How many more there are, such as <c>and 3 more outlets</c>; null when <paramref name="Others"/> are all.</param>
/// <param name="StoryHref">Absolute address of the story's page.</param>
public sealed record NewsletterItem(
    string Story,
    string Title,
    string Excerpt,
    string Href,
    string Outlet,
    string Time,
    bool IsVideo,
    string? Language,
    NewsletterPicture? Picture,
    IReadOnlyList<NewsletterReport> Others,
    string? More,
    string StoryHref);

/// <summary>What another outlet says of a story.</summary>
/// <param name="Outlet">Its name.</param>
/// <param name="Href">Absolute address of its article.</param>
public sealed record NewsletterReport(string Outlet, string Href);

/// <summary>A picture, as large as it is shown.</summary>
/// <param name="Src">Absolute address.</param>
/// <param name="Width">Width in pixels at the head of the newsletter.</param>
/// <param name="Height">Height in pixels there.</param>
/// <param name="SmallWidth">Width in pixels beside a headline.</param>
/// <param name="SmallHeight">Height in pixels there.</param>
/// <param name="Alt">What it is, in words.</param>
public sealed record NewsletterPicture(string Src, int Width, int Height, int SmallWidth, int SmallHeight, string Alt);

/// <summary>How newsletters are kept.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Newsletter))]
internal sealed partial class NewsletterJson : JsonSerializerContext;
