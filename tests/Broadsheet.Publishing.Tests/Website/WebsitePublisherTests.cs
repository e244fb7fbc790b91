using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Broadsheet.Publishing.Website;
using Broadsheet.Testing;

namespace Broadsheet.Publishing.Tests.Website;

public sealed partial class WebsitePublisherTests
{
    private static readonly Edition Paper = SomeEdition.Create();

    [Fact]
    public void EveryLinkWithinTheSiteLeadsToAPlannedFile()
    {
        var site = Site.Plan(Paper);
        var parser = new HtmlParser();

        var broken =
            from file in site.Values
            where file.Path.EndsWith(".html", StringComparison.Ordinal)
            let page = parser.ParseDocument(file.Text())
            from element in page.QuerySelectorAll("a[href], link[href], script[src]")
            let target = element.GetAttribute("href") ?? element.GetAttribute("src")!
            where target.StartsWith('/')
            let path = target.Split('#', '?')[0]
            let planned = "public" + (path.EndsWith('/') ? path + "index.html" : path)
            where !site.ContainsKey(planned)
            select $"{file.Path} → {target}";

        Assert.Empty(broken);
    }

    [Fact]
    public void PagesAskNoOtherHostForAnything()
    {
        var parser = new HtmlParser();

        var foreign =
            from file in Site.Plan(Paper).Values
            where file.Path.EndsWith(".html", StringComparison.Ordinal) && !file.Path.Contains("/news/", StringComparison.Ordinal)
            from element in parser.ParseDocument(file.Text()).QuerySelectorAll("[src], link[rel=stylesheet]")
            let target = element.GetAttribute("src") ?? element.GetAttribute("href")!
            where !target.StartsWith('/')
            select $"{file.Path} → {target}";

        Assert.Empty(foreign);
    }

    /// <summary>The first run of a site brings the news of weeks at once.</summary>
    [Theory]
    [InlineData("topic/harbour/index.html")]
    [InlineData("provider/gazette.example/index.html")]
    [InlineData("feed.xml")]
    public void WhatReachedUsTogetherStandsInTheOrderOfItsDates(string path)
    {
        string[] titles = ["Monday", "Thursday", "Tuesday", "Wednesday"];
        int[] days = [4, 1, 3, 2];
        var stories = titles.Zip(days, (title, day) => Some.Story(Some.Article(title: title + " report", published: Some.Moment.AddDays(-day)) with { FirstSeen = Some.Moment })).ToArray();

        var page = Site.Page(Some.Edition(stories), path);

        Assert.Equal(["Thursday", "Wednesday", "Tuesday", "Monday"], titles.OrderBy(title => page.IndexOf(title + " report", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("en", "Languages: English, French, tlh")]
    [InlineData("de", "Sprachen: Englisch, Französisch, tlh")]
    public void AStorysLanguagesAreCalledByTheirNamesWhateverTheirRegion(string locale, string said)
    {
        string?[] languages = ["en-GB", "fr", "EN_us", null, "en", "tlh"];
        var story = Some.Story([.. languages.Select((language, place) => Some.Article(title: $"Report {place}") with { Language = language })]);

        var page = Site.Page(Some.Edition(story) with { Masthead = Some.Masthead() with { Locale = locale } }, $"story/{story.Id}/index.html");

        Assert.Contains($"<li>{said}</li>", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("opened", 0.314, "Opened the story. A sentence model finds the nearest other story 31% alike in meaning.")]
    [InlineData("joined", 0.826, "Joined it: 21% alike. A sentence model finds them 83% alike in meaning.")]
    [InlineData("joined", null, "Joined it: 21% alike.")]
    public void AStorysPageSaysWhatTheSecondOpinionWas(string reason, double? opinion, string said)
    {
        var story = Some.Story(Some.Article(), Some.Article(title: "Another report"));
        var placement = new Placement(story.Articles[1].Id, story.Id, 0.21, [], null, 0, reason) { SecondOpinion = opinion };
        var edition = Some.Edition(story);

        var pages = new[] { placement, placement with { SecondOpinion = 0.5 } }
            .Select(placed => Site.Plan(edition with { Placements = new Dictionary<string, Placement> { [placed.ArticleId] = placed } })[$"public/story/{story.Id}/index.html"])
            .ToArray();

        Assert.Contains($" · {said}</summary>", pages[0].Text(), StringComparison.Ordinal);
        Assert.NotEqual(pages[0].InputHash, pages[1].InputHash);
    }

    /// <summary>February 2026 begins on a Sunday; fourteen months are two more than are drawn.</summary>
    [Fact]
    public void TheArchiveLeadsToEveryDayOfTheNewestMonthsAndToTheMonthsBefore()
    {
        var stories = Enumerable.Range(0, 14).Select(month => Some.Story(Some.Article(title: $"Report {month}", published: new DateTimeOffset(2026, 2, 3, 9, 0, 0, TimeSpan.Zero).AddMonths(-month)))).ToArray();

        var page = new HtmlParser().ParseDocument(Site.Page(Some.Edition(stories), "archive/index.html"));

        var newest = page.QuerySelector(".calendars section")!;
        Assert.Equal("February 2026", newest.QuerySelector("h2")!.TextContent);
        Assert.NotNull(newest.QuerySelector(".calendar.starts-7"));
        Assert.Equal(28, newest.QuerySelectorAll("li").Length);
        Assert.Equal(["/day/2026-02-03/"], newest.QuerySelectorAll("li a").Select(link => link.GetAttribute("href")));
        Assert.Equal(12, page.QuerySelectorAll(".calendars section").Length);
        Assert.Equal(["February 2025", "January 2025"], page.QuerySelectorAll(".calendars ~ ul a").Select(link => link.TextContent));
    }

    [Fact]
    public void TheFrontPageIsLight()
    {
        var site = Site.Plan(Paper);

        var bytes = site["public/index.html"].Render().Length + site["public/assets/theme/style.css"].Render().Length;

        Assert.InRange(bytes, 1, 60 * 1024);
    }

    [Fact]
    public void TheSameEditionGivesTheSameBytes()
    {
        var once = Site.Plan(Paper);
        var again = Site.Plan(SomeEdition.Create());

        Assert.Equal(once.Keys.Order(StringComparer.Ordinal), again.Keys.Order(StringComparer.Ordinal));
        Assert.All(once, file => Assert.Equal(file.Value.Text(), again[file.Key].Text()));
        Assert.All(once, file => Assert.Equal(file.Value.InputHash, again[file.Key].InputHash));
    }

    [Fact]
    public void AnHourWithoutNewsChangesNothing()
    {
        var now = Site.Plan(Paper);
        var later = Site.Plan(Paper with { At = Paper.At.AddMinutes(20), Stories = [.. Paper.Stories.Select(story => story with { Rank = story.Rank - 1 })] });

        Assert.All(later, file => Assert.Equal(now[file.Key].InputHash, file.Value.InputHash));
    }

    [Fact]
    public void OneNewArticleTouchesFewFiles()
    {
        var story = Paper.Stories[^2];
        var arrival = Some.Article(title: "Path wardens thank the chapel", url: "https://northshorepost.example/path", published: Some.Moment, provider: Paper.Stories[3].Lead.Provider);
        var grown = story with { Articles = [.. story.Articles, arrival], Heat = story.Heat + 20 };
        var before = Site.Plan(Paper);

        var after = Site.Plan(Paper with { Stories = [.. Paper.Stories.Select(known => ReferenceEquals(known, story) ? grown : known)] });

        var touched = after.Values.Where(file => !before.TryGetValue(file.Path, out var known) || known.InputHash != file.InputHash).Select(file => file.Path).ToList();
        Assert.InRange(touched.Count, 1, 50);
        Assert.Contains("public/" + "story/" + story.Id + "/index.html", touched);
        Assert.DoesNotContain("public/story/" + Paper.Stories[0].Id + "/index.html", touched);
    }

    [Fact]
    public void AHashThatStaysMeansBytesThatStay()
    {
        var before = Site.Plan(Paper);
        var first = Paper.Stories[0];
        Story[] changed =
        [
            first with { Heat = first.Heat + 1 },
            first with { LeadReason = "The editor chose it." },
            first with { PublishReason = "The editor said so." },
            first with { IsPinned = true },
            first with { Articles = [first.Lead with { Title = "Another headline" }, .. first.Articles.Skip(1)] },
            first with { Articles = [first.Lead with { Excerpt = "Another excerpt." }, .. first.Articles.Skip(1)] },
            first with { Articles = [first.Lead with { Authors = ["Somebody Else"] }, .. first.Articles.Skip(1)] },
            first with { Articles = [first.Lead with { Images = [] }, .. first.Articles.Skip(1)] },
            first with { Articles = [first.Lead with { Language = "fr" }, .. first.Articles.Skip(1)] },
            first with { Articles = [first.Lead with { WebUrl = "https://harbourgazette.example/moved" }, .. first.Articles.Skip(1)] },
            first with { Articles = [first.Lead with { Provider = first.Lead.Provider with { Name = "Renamed" } }, .. first.Articles.Skip(1)] },
            first with { Articles = [first.Lead with { Sightings = [new Sighting("https://planet.example/feed", "1", true, Some.Moment)] }, .. first.Articles.Skip(1)] },
            first with { Articles = [first.Articles[1], first.Lead, .. first.Articles.Skip(2)] },
        ];

        foreach (var story in changed)
        {
            var after = Site.Plan(Paper with { Stories = [story, .. Paper.Stories.Skip(1)] });
            Assert.All(
                after.Values.Where(file => before.TryGetValue(file.Path, out var known) && known.InputHash == file.InputHash),
                file => Assert.Equal(before[file.Path].Text(), file.Text()));
        }
    }

    [Fact]
    public void OldListPagesAreNotTouchedWhenAStoryArrives()
    {
        var old = Enumerable.Range(0, 100).Select(number => Some.Story(Some.Article(
            id: $"a{number:x16}",
            title: "Harbour report " + number,
            url: $"https://gazette.example/{number}",
            published: Some.Moment.AddDays(-60).AddHours(number)))).ToArray();
        var options = new WebsiteOptions { ListStories = 10 };
        var before = Site.Plan(Some.Edition(old), options);

        var after = Site.Plan(Some.Edition([Some.Story(Some.Article(title: "A new one", url: "https://gazette.example/new")), .. old]), options);

        var touched = after.Values
            .Where(file => file.Path.StartsWith("public/topic/harbour/2026-01", StringComparison.Ordinal) && before[file.Path].InputHash != file.InputHash)
            .Select(file => file.Path);
        Assert.True(before.ContainsKey("public/topic/harbour/2026-01/5/index.html"));
        Assert.DoesNotContain(touched, path => !path.EndsWith(LastPageBefore(before), StringComparison.Ordinal));
    }

    [Fact]
    public void UnpublishedStoriesAreNowhere()
    {
        var hidden = Some.Story(Some.Article(title: "Nobody may read this")) with { IsPublished = false };

        Assert.All(Site.Plan(Some.Edition(hidden)).Values, file => Assert.DoesNotContain("Nobody may read this", file.Text(), StringComparison.Ordinal));
    }

    [Fact]
    public void AnEmptyPaperIsAPaper()
    {
        var page = Site.Page(Some.Edition(), "index.html");

        Assert.Contains("No news yet", page, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSiteSpeaksItsLanguage()
    {
        var edition = Paper with { Masthead = Paper.Masthead with { Locale = "de-at", TimeZone = "Europe/Vienna" } };

        var page = Site.Page(edition, "index.html");

        Assert.Contains("Mittwoch, 4. März 2026", page, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"de-at\"", page, StringComparison.Ordinal);
        Assert.Contains("Warum steht das hier?", page, StringComparison.Ordinal);
        Assert.Contains("Von Feeds zu Artikeln", Site.Page(edition, "about/index.html"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ar", "rtl")]
    [InlineData("he-il", "rtl")]
    [InlineData("fr-fr", "ltr")]
    public void TheDirectionFollowsTheLanguage(string locale, string direction)
    {
        var edition = Paper with { Masthead = Paper.Masthead with { Locale = locale } };

        Assert.Contains($"dir=\"{direction}\"", Site.Page(edition, "404.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void TranslationsHaveTheSameKeys()
    {
        var theme = Theme.Load();
        var english = System.Text.Json.JsonDocument.Parse(theme.Strings("en")!).RootElement.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal);
        var german = System.Text.Json.JsonDocument.Parse(theme.Strings("de")!).RootElement.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal);

        Assert.Equal(english, german);
    }

    [Fact]
    public void EveryStringATemplateAsksForExists()
    {
        var theme = Theme.Load();
        var keys = System.Text.Json.JsonDocument.Parse(theme.Strings("en")!).RootElement.EnumerateObject().Select(member => member.Name).ToHashSet(StringComparer.Ordinal);

        var missing =
            from name in theme.TemplateNames
            from Match use in StringUse().Matches(theme.Template(name)!)
            let key = use.Groups[1].Value
            where !keys.Contains(key) && !keys.Contains(key + ".other")
            select $"{name}: {key}";

        Assert.Empty(missing);
    }

    [Fact]
    public void NumbersOnAStoryPageAddUp()
    {
        var story = Paper.Stories[0];
        var page = new HtmlParser().ParseDocument(Site.Page(Paper, $"story/{story.Id}/index.html"));

        var rows = page.QuerySelectorAll("#heat tr .points").Select(cell => int.Parse(cell.TextContent, System.Globalization.CultureInfo.InvariantCulture)).ToList();

        Assert.Equal(story.Heat, rows[^1]);
        Assert.Equal(rows[^1], rows.Take(rows.Count - 1).Sum());
    }

    [Fact]
    public void TheTimelineBeginsWithTheFirstReport()
    {
        var story = Paper.Stories[0];
        var page = new HtmlParser().ParseDocument(Site.Page(Paper, $"story/{story.Id}/index.html"));

        var times = page.QuerySelectorAll(".timeline time").Select(time => time.GetAttribute("datetime")!).ToList();

        Assert.Equal(story.Articles.Count, times.Count);
        Assert.Equal(times.Order(StringComparer.Ordinal), times);
        Assert.Contains("First report", page.QuerySelector(".timeline li")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void ACopyOfAnEarlierTextSaysWhoseItIs()
    {
        var story = Paper.Stories[0];
        var (original, copy) = (story.Articles[0], story.Articles[1]);
        var paper = Paper with { Placements = Paper.Placements.ToDictionary(item => item.Key, item => item.Key == copy.Id ? item.Value with { CopyOf = original.Id } : item.Value) };
        var path = $"public/story/{story.Id}/index.html";

        var page = new HtmlParser().ParseDocument(Site.Plan(paper)[path].Text());

        Assert.Equal(["Same text as Harbour Gazette"], page.QuerySelectorAll(".timeline .kind").Select(mark => mark.TextContent));
        Assert.Equal(copy.Title, page.QuerySelector(".timeline li:has(.kind) .headline")!.TextContent);
        Assert.NotEqual(Site.Plan(Paper)[path].InputHash, Site.Plan(paper)[path].InputHash);
    }

    private static string LastPageBefore(Dictionary<string, PlannedFile> site) =>
        site.Keys.Where(path => path.StartsWith("public/topic/harbour/2026-01/", StringComparison.Ordinal) && path.Count(c => c == '/') == 5)
            .OrderBy(path => int.Parse(path.Split('/')[^2], System.Globalization.CultureInfo.InvariantCulture)).Last()["public/".Length..];

    [GeneratedRegex("\"([a-z_.]+)\" \\| t\\b")]
    private static partial Regex StringUse();
}
