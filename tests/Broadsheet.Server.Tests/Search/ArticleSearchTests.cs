using System.Globalization;
using Broadsheet.Server.Search;
using Broadsheet.Testing;
using CsCheck;
using Microsoft.Data.Sqlite;

namespace Broadsheet.Server.Tests.Search;

/// <summary>Search over a real index.</summary>
public sealed class ArticleSearchTests : IDisposable
{
    private static readonly Article Ferry = Some.Article(title: "Harbour ferry returns to service", excerpt: "The ferry sails again.") with { Text = "Crème brûlée was served on board." };
    private static readonly Article Service = Some.Article(title: "Service at the harbour returns", excerpt: "Without any boat.", provider: Some.Provider("The Mercury", "mercury.example"));
    private static readonly Article Script = Some.Article(title: "<script>alert('ferryman')</script> & more", excerpt: "Tags <b>stay</b> text.", topics: [new TopicMatch("Weather & Sea", "keyword", "sea")]);

    private readonly string folder = Directory.CreateTempSubdirectory("broadsheet-search-").FullName;
    private readonly ArticleSearch search;

    public ArticleSearchTests() => search = new ArticleSearch(Path);

    private string Path => System.IO.Path.Combine(folder, "state", "search.db");

    public void Dispose()
    {
        search.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    public static TheoryData<string, string> Queries => [.. QueryCases.All.Select(one => (one.Query, one.Found))];

    [Theory]
    [MemberData(nameof(Queries))]
    public void AQueryFindsWhatItSays(string query, string expected)
    {
        var news = new NewsSnapshot(Some.Edition([.. QueryCases.Articles.Values.Select(article => Some.Story(article))]) with { Topics = QueryCases.Topics }, []);
        search.Update(news, TestContext.Current.CancellationToken);

        var found = Find(news, SearchQuery.Parse(query), 10).Select(hit => QueryCases.Articles.Single(one => one.Value.Id == hit.Placed.Article.Id).Key);

        Assert.Equal(expected, string.Concat(found.Order()));
    }

    [Fact]
    public void TheTextIsLookedThroughToo() => Assert.Equal([Ferry.Id], Found("creme brulee", Ferry, Service, Script));

    [Fact]
    public void HighlightsAreMarkedAndAllElseIsEscaped()
    {
        var hit = Find(Indexed(Script), SearchQuery.Parse("ferryman"), 10).Single();

        Assert.Equal("&lt;script&gt;alert(&#x27;<mark>ferryman</mark>&#x27;)&lt;/script&gt; &amp; more", hit.Title);
        Assert.DoesNotContain("<b>", hit.Snippet, StringComparison.Ordinal);
    }

    [Fact]
    public void APublisherCannotForgeAHighlight()
    {
        var hit = Find(Indexed(Some.Article(title: "Sea \uE000all of it\uE001")), SearchQuery.Parse("sea"), 10).Single();

        Assert.Equal("<mark>Sea</mark>  all of it ", hit.Title);
    }

    [Fact]
    public void ATitleCountsMoreThanAText()
    {
        var text = Some.Article(title: "Something else", url: "https://a.example/1") with { Text = "There is a lighthouse in it." };
        var title = Some.Article(title: "Lighthouse tower", url: "https://a.example/2");

        Assert.Equal([title.Id, text.Id], Found("lighthouse", text, title));
    }

    [Fact]
    public void FreshComesBeforeOldAndHotBeforeCool()
    {
        var old = Some.Article(title: "Lighthouse one", url: "https://a.example/1", published: Some.Moment.AddDays(-90), quality: 100);
        var cool = Some.Article(title: "Lighthouse two", url: "https://a.example/2", quality: 100);
        var hot = Some.Article(title: "Lighthouse six", url: "https://a.example/3", quality: 180);

        Assert.Equal([hot.Id, cool.Id, old.Id], Found("lighthouse", old, cool, hot));
    }

    [Fact]
    public void TheIndexFollowsTheEdition()
    {
        Indexed(Ferry, Service);
        var news = Indexed(Ferry with { Title = "Catamaran returns" }, Script);

        Assert.Single(Find(news, SearchQuery.Parse("catamaran"), 10));
        Assert.Single(Find(news, SearchQuery.Parse("alert"), 10));
        Assert.Empty(Find(news, SearchQuery.Parse("mercury"), 10));
        Assert.Empty(Find(news, SearchQuery.Parse("title:harbour"), 10));
    }

    [Fact]
    public void OfAnEditionWithALineageOnlyWhatChangedIsReadAgain()
    {
        var (ferry, service, script) = (Some.Story(Ferry), Some.Story(Service), Some.Story(Script));
        var first = Lined(Some.Edition(ferry, service), null);
        search.Update(new NewsSnapshot(first, []), TestContext.Current.CancellationToken);
        var other = Some.Story(Ferry with { Title = "Catamaran returns" });
        var second = Lined(Some.Edition(other, script), first, other, script, service);
        var news = new NewsSnapshot(second, []);
        search.Update(news, TestContext.Current.CancellationToken);

        Assert.Single(Find(news, SearchQuery.Parse("catamaran"), 10));
        Assert.Single(Find(news, SearchQuery.Parse("alert"), 10));
        Assert.Empty(Find(news, SearchQuery.Parse("mercury"), 10));

        // Told wrongly, on purpose: were the texts compared, the trawler would be found.
        var third = Lined(Some.Edition(Some.Story(Ferry with { Title = "Trawler returns" }), script), second);
        news = new NewsSnapshot(third, []);
        search.Update(news, TestContext.Current.CancellationToken);

        Assert.Empty(Find(news, SearchQuery.Parse("trawler"), 10));
        news = new NewsSnapshot(Lined(third with { Topics = [new Topic { Id = "sea", Name = "Harbour" }] }, third), []);
        search.Update(news, TestContext.Current.CancellationToken);
        Assert.Single(Find(news, SearchQuery.Parse("trawler topic:sea"), 10));

        static Edition Lined(Edition edition, Edition? before, params Story[] changed) => edition with
        {
            Lineage = new EditionLineage(edition, before?.Lineage, changed.ToDictionary(story => story.Id, story => edition.Stories.FirstOrDefault(other => other.Id == story.Id))),
        };
    }

    [Fact]
    public void WhatIsNotPublishedIsNotFound()
    {
        var news = new NewsSnapshot(Some.Edition(Some.Story(Ferry) with { IsPublished = false }), []);
        search.Update(news, TestContext.Current.CancellationToken);

        Assert.Empty(Find(news, SearchQuery.Parse("ferry"), 10));
    }

    /// <summary>Two servers of one site bring its index to a new edition at the same moment.</summary>
    [Fact]
    public async Task TwoWhoWriteTheIndexAtOnceBothHaveIt()
    {
        Article[] articles = [.. Enumerable.Range(0, 300).Select(number => Some.Article(id: string.Create(CultureInfo.InvariantCulture, $"a{number:x16}"), title: string.Create(CultureInfo.InvariantCulture, $"Ferry {number}")))];
        var news = new NewsSnapshot(Some.Edition([.. articles.Select(article => Some.Story(article))]), []);
        using var other = new ArticleSearch(Path);
        search.Update(new NewsSnapshot(Some.Edition(), []), TestContext.Current.CancellationToken);
        using var both = new Barrier(2);

        await Task.WhenAll(((ArticleSearch[])[search, other]).Select(one => Task.Factory.StartNew(
            () =>
            {
                both.SignalAndWait(TestContext.Current.CancellationToken);
                one.Update(news, TestContext.Current.CancellationToken);
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        foreach (var one in (ArticleSearch[])[search, other])
            Assert.Equal(articles[123].Id, Assert.Single(await one.FindAsync(news, SearchQuery.Parse("123"), 10, TestContext.Current.CancellationToken)).Placed.Article.Id);
    }

    /// <summary>What was written over stays in the index until its pieces are joined, and is looked through by every search.</summary>
    [Fact]
    public void AfterAllArticlesChangedTheIndexIsOnePieceAgain()
    {
        Article[] articles = [.. Enumerable.Range(0, 2500).Select(number => Some.Article(id: string.Create(CultureInfo.InvariantCulture, $"a{number:x16}"), title: string.Create(CultureInfo.InvariantCulture, $"Ferry {number}")))];
        Indexed(articles);

        Indexed([.. articles.Select(article => article with { Excerpt = "It sails." })]);

        using var index = SqliteFile.Open(Path, SqliteOpenMode.ReadOnly);
        Assert.Equal(1, index.All("SELECT COUNT(DISTINCT segid) FROM words_idx", row => row.GetInt64(0))[0]);
    }

    [Fact]
    public void ADamagedIndexIsMadeAnew()
    {
        Directory.CreateDirectory(System.IO.Path.Combine(folder, "state"));
        File.WriteAllText(System.IO.Path.Combine(folder, "state", "search.db"), string.Concat(Enumerable.Repeat("This is no database at all. ", 200)));

        Assert.Single(Find(Indexed(Ferry), SearchQuery.Parse("ferry"), 10));
    }

    [Theory]
    [InlineData("ferry")]
    [InlineData("harbour returns")]
    [InlineData("service -boat")]
    [InlineData("service \"at the harbour\"")]
    [InlineData("harb* provider:mercury")]
    [InlineData("-sea ferr* harbour service the")]
    public void TheTextIsRankedAsSqliteItselfWouldRankIt(string query)
    {
        Indexed([Ferry, Service, Script, .. Enumerable.Range(0, 40).Select(n => Some.Article(title: $"Ferry {(n % 3 == 0 ? "harbour" : "quay")} {n}", url: $"https://a.example/{n}", excerpt: n % 2 == 0 ? "Service of the ferry at the harbour returns." : "Nothing."))]);
        var read = SearchQuery.Parse(query);
        using var reader = new SearchReader(Path, 0);
        using var connection = SearchSchema.OpenToRead(Path);
        var articles = (int)connection.All("SELECT count(*) FROM indexed", row => row.GetInt64(0))[0];
        double[] weights = [.. read.Wanted.Select(term => reader.Frequency(term, articles, articles)).Select(n => Math.Max(1e-6, Math.Log((articles - n + 0.5) / (n + 0.5))))];

        var ours = reader.Matches(read.Match!, weights, new int[articles + 1]).Select(found => (found.Number, Math.Round(found.Relevance, 9)));

        var theirs = connection.All(
            "SELECT -rowid, -bm25(words, 8.0, 4.0, 1.0, 3.0, 2.0) FROM words WHERE words MATCH $1 ORDER BY rowid", row => (row.GetInt64(0), Math.Round(row.GetDouble(1), 9)), read.Match);
        Assert.NotEmpty(theirs);
        Assert.Equal(theirs, ours);
    }

    /// <summary>Texts of all kinds of characters, and questions of words, phrases and beginnings that meet, overlap and go on behind the piece.</summary>
    [Fact]
    public void MatchesAreMarkedAsSqliteItselfWouldMarkThem()
    {
        string[] words = ["ferry", "harbour", "quay", "Ferry", "férry", "fe\u0301rry", "fer\u0332ry", "fer\u0345ry", "naïve", "東京", "東", "𝒜lpha", "😀", "ø", "m²", "ਕ\u0A3C", "a", "fer\u200Dry", "\uFFFE", "\uE123", "\U000F0001", "\U0001FBF0", "\uD800", "\u1C89", "\u0301"];
        string[] gaps = [" ", " ", " ", ". ", ".", ": ", "\n", " .\n\t", ", ", "\u00A0", "…", " — "];
        string[] queries = ["ferry", "harbour quay", "\"ferry harbour\" harbour", "\"harbour quay ferry\" \"quay ferry\"", "fe* a", "ferry -quay", "東京", "naive m²", "ferry ferry har*", "\"ferry ferry\"", "provider:mercury ferry", "topic:sea", "quay topic:sea provider:merc*"];
        var random = new Random(5);
        string Text(int most) => string.Concat(Enumerable.Range(0, random.Next(most)).Select(_ => words[random.Next(random.Next(2) == 0 ? 3 : words.Length)] + gaps[random.Next(random.Next(2) == 0 ? 3 : gaps.Length)]));
        Indexed([.. Enumerable.Range(0, 300).Select(n => Some.Article(title: Text(12), url: $"https://a.example/{n}", excerpt: Text(60), provider: Some.Provider("The Mercury", "mercury.example"), topics: [new TopicMatch("Weather & Sea", "keyword", "sea")]) with { Text = Text(150) })]);
        using var reader = new SearchReader(Path, 0);
        using var connection = SearchSchema.OpenToRead(Path);

        foreach (var read in queries.Select(SearchQuery.Parse))
        {
            var ours = reader.Ask(asked => asked.Matches(read.Match!, [.. read.Wanted.Select(_ => 1.0)], new int[301]).Select(match => (match.Number, asked.Marked(match))).ToList())
                .Select(found => (found.Number, found.Item2.Title, found.Item2.Excerpt));

            var theirs = connection.All(
                "SELECT -rowid, highlight(words, 0, $2, $3), snippet(words, -1, $2, $3, '…', 24) FROM words WHERE words MATCH $1 ORDER BY rowid",
                row => (row.GetInt64(0), row.GetString(1), row.GetString(2)),
                read.Match,
                SearchReader.MarkBegin.ToString(),
                SearchReader.MarkEnd.ToString());
            Assert.NotEmpty(theirs);
            Assert.Equal(theirs, ours);
        }
    }

    [Fact]
    public void HowCommonAWordIsIsToldFromTheNewest()
    {
        Indexed([.. Enumerable.Range(0, 1000).Select(n => Some.Article(title: n % 2 == 0 ? $"ferry {n}" : $"quay {n}", url: $"https://a.example/{n}", published: Some.Moment.AddMinutes(-n)))]);
        using var reader = new SearchReader(Path, 0);

        Assert.InRange(reader.Frequency("title : \"ferry\"", 1000, 1000), 490, 510);
        Assert.Equal(1, reader.Frequency("title : \"500\"", 1000, 1000));
    }

    [Fact]
    public void WhatWasFoundIsKeptForItsEditionAlone()
    {
        var news = Indexed(Ferry, Service);
        var first = Find(news, SearchQuery.Parse("returns"), 10);

        Assert.Same(first, Find(news, SearchQuery.Parse("returns"), 10));
        Assert.Single(Find(news, SearchQuery.Parse("returns"), 1));
        Assert.NotSame(first, Find(Indexed(Ferry), SearchQuery.Parse("returns"), 10));
    }

    /// <summary>A reader may be answered from the edition before or after the one that is indexed.</summary>
    [Fact]
    public void WhatWasFoundForOneEditionIsNotGivenForAnother()
    {
        var indexed = Indexed(Ferry, Service);
        var other = new NewsSnapshot(Some.Edition(Some.Story(Service)), []);

        NewsSnapshot[] asked = [other, indexed, other];
        var found = asked.Select(news => string.Join(' ', Find(news, SearchQuery.Parse("returns"), 10).Select(hit => hit.Placed.Article.Id).Order(StringComparer.Ordinal)));

        Assert.Equal([Service.Id, string.Join(' ', ((string[])[Ferry.Id, Service.Id]).Order(StringComparer.Ordinal)), Service.Id], found);
    }

    [Fact]
    public async Task ManyMayAskAtOnceWhileTheIndexMovesOn()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var news = Indexed(Ferry, Service, Script);
        var asking = Enumerable.Range(0, 200).Select(n => Task.Run(() => search.FindAsync(news, SearchQuery.Parse(n % 2 == 0 ? "ferry" : $"harbour -word{n}"), 10, cancellation), cancellation)).ToArray();
        for (var i = 0; i < 10; i++)
            Indexed(Ferry, Service with { Title = $"Service at the harbour returns {i}" }, Script);

        Assert.All(await Task.WhenAll(asking), found => Assert.NotEmpty(found));
    }

    [Fact]
    public void NoQueryAtAllThrows()
    {
        var news = Indexed(Ferry, Service, Script);
        string[] pieces = ["\"", "*", "-", "(", ")", "NEAR(", " AND ", " OR ", " NOT ", ":", "title:", "provider:", "topic:", "{", "}", "^", "+", "'", ";", "--", "\0", "\uE000", "\uD800", "ferry", "é", "漢字", " ", "\u0301", "👩‍🚀", "\n"];

        Gen.OneOf(Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]), Gen.String).Array[0, 30].Select(string.Concat)
            .Sample(query => Find(news, SearchQuery.Parse(query), 10).Count <= 3, iter: 3000);
    }

    private IReadOnlyList<SearchHit> Find(NewsSnapshot news, SearchQuery query, int limit) =>
        search.FindAsync(news, query, limit, CancellationToken.None).GetAwaiter().GetResult();

    private IEnumerable<string> Found(string query, params Article[] articles) =>
        Find(Indexed(articles), SearchQuery.Parse(query), 10).Select(hit => hit.Placed.Article.Id);

    private NewsSnapshot Indexed(params Article[] articles)
    {
        var news = new NewsSnapshot(Some.Edition([.. articles.Select(article => Some.Story(article))]), []);
        search.Update(news, TestContext.Current.CancellationToken);
        return news;
    }
}
