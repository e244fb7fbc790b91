using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Broadsheet.Publishing.Newsletters;
using Broadsheet.Publishing.Website;
using Broadsheet.Testing;
using CsCheck;

namespace Broadsheet.Publishing.Tests.Newsletters;

public sealed partial class NewsletterEditorTests
{
    private static readonly Theme BuiltIn = Theme.Load();
    private static readonly DateOnly Day = new(2026, 3, 4);

    [Fact]
    public void TheHottestComeFirstAndEqualHeatGoesByTheOlderPath()
    {
        var newsletter = Compose(Some.Edition(Hot("warm", 80), Hot("b equal", 90), Hot("a equal", 90), Hot("hot", 120)))!;

        Assert.Equal(["hot", "a equal", "b equal", "warm"], Titles(newsletter));
        Assert.Equal("hot", newsletter.Subject);
        Assert.Equal("hot / a equal / b equal", newsletter.Excerpt);
        Assert.Equal("The Gazette (2026-03-04)", newsletter.Title);
        Assert.Equal("the-gazette-2026-03-04", newsletter.Name);
        Assert.Equal("https://gazette.example/newsletter/the-gazette-2026-03-04/", newsletter.Site.Page);
    }

    [Fact]
    public void OnlyPublishedStoriesThatAreHotEnoughAndOfTheTopicsAreTold()
    {
        var edition = Some.Edition(
            Hot("told", 90),
            Hot("too cold", 79),
            Hot("hidden", 95) with { IsPublished = false },
            Some.Story(Some.Article(title: "elsewhere", quality: 95, topics: [new("Council", "root", "x")])));

        var newsletter = Compose(edition, new NewsletterOptions { MinimumHeat = 80, Topics = ["HARBOUR"] })!;

        Assert.Equal(["told"], Titles(newsletter));
    }

    [Fact]
    public void TheFirstReachesBackADayAndAWeeklyOneAWeek()
    {
        var edition = Some.Edition(Hot("today", 90), Hot("on Monday", 99, Some.Moment.AddDays(-2)), Hot("last month", 99, Some.Moment.AddDays(-20)));

        Assert.Equal(["today"], Titles(Compose(edition)!));
        Assert.Equal(["on Monday", "today"], Titles(Compose(edition, new NewsletterOptions { Schedule = NewsletterSchedule.Weekly })!));
        Assert.Equal(["on Monday", "today"], Titles(Compose(edition, new NewsletterOptions { Window = TimeSpan.FromDays(3) })!));
    }

    [Fact]
    public void StoriesBelowTheTopStandUnderTheirTopics()
    {
        var edition = Some.Edition(
            Hot("one", 99), Hot("two", 98),
            Some.Story(Some.Article(title: "three", quality: 97, topics: [new("Harbour", "root", "x"), new("Council", "keyword", "x")])),
            Hot("four", 96),
            Some.Story(Some.Article(title: "five", quality: 95, topics: [new("Harbour", "root", "x"), new("Sport", "keyword", "x")])));
        edition = edition with
        {
            Topics = [.. edition.Topics, new Topic { Id = "sport", Name = "Sport", Parent = "Harbour" }, new Topic { Id = "council", Name = "Council", Parent = "Harbour" }],
        };

        var newsletter = Compose(edition, new NewsletterOptions { TopStories = 2 })!;
        Assert.Equal([("", 2), ("Sport", 1), ("Council", 1), ("More news", 1)], newsletter.Sections.Select(section => (section.Title, section.Items.Count)));
        Assert.Equal("https://gazette.example/topic/sport/", newsletter.Sections[1].Href);

        var chosen = Compose(edition, new NewsletterOptions { TopStories = 2, Sections = ["council"] })!;
        Assert.Equal(["", "Council", "More news"], chosen.Sections.Select(section => section.Title));
    }

    [Fact]
    public void TooLittleIsNoNewsletterAndWaits()
    {
        var editor = new NewsletterEditor(new NewsletterOptions { MinimumStories = 2 }, BuiltIn);

        var draft = editor.Compose(Some.Edition(Hot("alone", 90)), Day, ToldStories.Nothing);

        Assert.Null(draft.Newsletter);
        Assert.Empty(draft.Told);
    }

    /// <summary>Days of stories that appear, grow hotter, are merged and hidden, at random: each is told at most once, and none that was fit to be told is lost.</summary>
    [Fact]
    public void NothingIsToldTwiceAndNothingIsLost() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[60, 120], Gen.Int[0, 4]).Array[0, 40].Sample(
            news =>
            {
                var editor = new NewsletterEditor(new NewsletterOptions { Stories = 40, MinimumStories = 1, MinimumHeat = 70, LongestWindow = TimeSpan.FromDays(30), Window = TimeSpan.FromDays(20) }, BuiltIn);
                var told = new HashSet<string>(StringComparer.Ordinal);
                var shown = new List<string>();
                DateTimeOffset? last = null;
                for (var day = 0; day < 12; day++)
                {
                    var at = Some.Moment.AddDays(day);
                    var stories = news
                        .Select((item, number) => (item, number))
                        .Where(pair => pair.item.Item1 <= day)
                        .Select(pair => Story(pair.number, Some.Moment.AddDays(pair.item.Item1).AddHours(-1), pair.item.Item2 + (day > pair.item.Item1 ? 5 * pair.item.Item3 : 0)))
                        .ToArray();
                    var draft = editor.Compose(Some.Edition(stories) with { At = at }, Day.AddDays(day), new ToldStories(last, told));
                    if (draft.Newsletter is null)
                        continue;
                    last = at;
                    told.UnionWith(draft.Told);
                    shown.AddRange(draft.Newsletter.Sections.SelectMany(section => section.Items).Select(item => item.Story));
                }

                Assert.Equal(shown.Count, shown.Distinct().Count());
                var fit = news.Select((item, number) => (item, number)).Where(pair => pair.item.Item2 + (5 * pair.item.Item3) >= 70).Select(pair => Story(pair.number, Some.Moment, 1).Id);
                Assert.Equal(fit.Order(), shown.Order());
            },
            iter: 60);

    [Fact]
    public void AStoryThatAToldStoryWasMergedIntoIsNotNews()
    {
        var merged = Hot("merged", 90);
        var edition = Some.Edition(merged, Hot("new", 80)) with { StoryAliases = new Dictionary<string, string> { ["s00000000000000aa"] = merged.Id } };

        var draft = new NewsletterEditor(new NewsletterOptions(), BuiltIn).Compose(edition, Day, new ToldStories(Some.Moment.AddDays(-1), new HashSet<string> { "s00000000000000aa" }));

        Assert.Equal(["new"], Titles(draft.Newsletter!));
    }

    [Fact]
    public void HoweverLongTheTextsGmailShowsItWhole()
    {
        var fat = Enumerable.Range(0, 40).Select(number => Some.Story(
            [.. Enumerable.Range(0, 5).Select(outlet => Some.Article(
                id: string.Create(CultureInfo.InvariantCulture, $"a{number:x8}{outlet:x8}"),
                title: new string('"', 4000),
                excerpt: string.Concat(Enumerable.Repeat("🧨<&> ", 900)),
                url: $"https://gazette.example/{number}-{outlet}/{new string('&', 700)}",
                provider: Some.Provider(new string('<', 300), $"outlet{outlet}.example")) with
            {
                Images = [new Picture("https://gazette.example/" + new string('a', 700), 1200, 800, false)],
            })])).ToArray();

        var newsletter = Compose(Some.Edition(fat), new NewsletterOptions { Stories = 40 })!;
        var html = new NewsletterPrinter(BuiltIn).Html(newsletter, new NewsletterLinks("https://gazette.example/newsletter/unsubscribe?t=" + new string('x', 44), null));

        Assert.InRange(html.Length, 10_000, 102_000);
        Assert.InRange(newsletter.Stories, 1, 39);
    }

    [Fact]
    public void MailProgramsGetNothingTheyWouldRefuse()
    {
        var newsletter = Compose(SomeEdition.Create(), new NewsletterOptions { Window = TimeSpan.FromDays(7), Stories = 30, PostalAddress = "1 Fish Quay, Saltmere" })!;
        var html = Encoding.UTF8.GetString(new NewsletterPrinter(BuiltIn).Html(newsletter, new NewsletterLinks("https://gazette.example/newsletter/unsubscribe?t=x", null)));
        var page = new HtmlParser().ParseDocument(html);

        Assert.Empty(page.QuerySelectorAll("script, link, form, iframe, object, svg, video, base"));
        Assert.All(page.QuerySelectorAll("img"), picture => Assert.True(picture.GetAttribute("alt")!.Length > 0 && picture.HasAttribute("width") && picture.HasAttribute("height") && picture.GetAttribute("src")!.StartsWith("https://", StringComparison.Ordinal)));
        Assert.All(page.QuerySelectorAll("a"), link => Assert.NotNull(SafeLink.Of(link.GetAttribute("href"))));
        Assert.All(page.QuerySelectorAll("table"), table => Assert.Equal("presentation", table.GetAttribute("role")));
        Assert.All(page.QuerySelectorAll("p, h1, h2, h3"), text => Assert.Contains("font-family", text.GetAttribute("style"), StringComparison.Ordinal));
        Assert.Equal(newsletter.Stories, page.QuerySelectorAll("h1 a, h2.ink a, h3 a").Length);
        Assert.Contains("1 Fish Quay, Saltmere", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotMatch(Placeholder(), page.Body.TextContent);
        Assert.DoesNotContain("newsletter.", page.Body.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", html, StringComparison.Ordinal);
    }

    [Fact]
    public void ThePlainTextIsWrappedAndKeepsItsLinksWhole()
    {
        var newsletter = Compose(SomeEdition.Create(), new NewsletterOptions { Window = TimeSpan.FromDays(7), Stories = 30 })!;

        var text = new NewsletterPrinter(BuiltIn).Text(newsletter, new NewsletterLinks("https://gazette.example/newsletter/unsubscribe?t=x", null));

        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 72 || line.Trim().StartsWith("https://", StringComparison.Ordinal), line));
        foreach (var item in newsletter.Sections.SelectMany(section => section.Items))
            Assert.Contains("   " + item.Href + "\n", text, StringComparison.Ordinal);
        Assert.Contains("\nhttps://gazette.example/newsletter/unsubscribe?t=x\n", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(Placeholder(), text);
        Assert.DoesNotContain("newsletter.", text.Replace("gazette.example", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static Newsletter? Compose(Edition edition, NewsletterOptions? options = null) =>
        new NewsletterEditor(options ?? new NewsletterOptions(), BuiltIn).Compose(edition, Day, ToldStories.Nothing).Newsletter;

    private static Story Hot(string title, int heat, DateTimeOffset? at = null) => Some.Story(Some.Article(title: title, quality: heat, published: at));

    private static Story Story(int number, DateTimeOffset at, int heat) =>
        Some.Story(Some.Article(id: string.Create(CultureInfo.InvariantCulture, $"a{number:x16}"), title: string.Create(CultureInfo.InvariantCulture, $"story {number}"), quality: heat, published: at));

    private static IEnumerable<string> Titles(Newsletter newsletter) => newsletter.Sections.SelectMany(section => section.Items).Select(item => item.Title);

    [GeneratedRegex(@"\{[a-z_.-]*\}")]
    private static partial Regex Placeholder();
}
