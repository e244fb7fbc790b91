using Broadsheet.Classification;
using Broadsheet.Testing;

namespace Broadsheet.Tests.Classification;

public sealed class TopicClassifierTests
{
    private static readonly Topic PowerApps = new() { Id = "power-apps", Name = "Power Apps", Keywords = ["power apps"] };
    private static readonly Topic Canvas = new() { Id = "canvas", Name = "Canvas", Parent = "Power Apps", Keywords = ["canvas app", "canvas apps"] };
    private static readonly Topic Voice = new() { Id = "voice", Name = "Town Voice", Parent = "Power Apps", Sources = ["gazette.example"] };
    private static readonly ClassificationOptions Old = new() { Keywords = TermMode.Substring, FirstIsRoot = true };

    [Fact]
    public void TheRootComesFirstThenTheFilesOrder()
    {
        var decision = Classify([PowerApps, Canvas, Voice], Some.Article(title: "Canvas apps in Power Apps"));

        Assert.Equal(["Power Apps", "Canvas", "Town Voice"], Names(decision));
        Assert.Equal(["root", "keyword", "source"], decision.Topics.Select(match => match.Reason));
        Assert.Equal(["\"power apps\" in title", "\"canvas apps\" in title", "provider gazette.example"], decision.Topics.Select(match => match.Evidence));
    }

    [Fact]
    public void ASearchFindIsWantedOnlyForTheRoot()
    {
        var decision = Classify([PowerApps, Canvas], Some.Article(title: "A canvas app for the harbour"));

        Assert.False(decision.IsWanted);
        Assert.Equal("It has nothing that Power Apps asks for.", decision.Reason);
    }

    [Fact]
    public void ACuratedFindIsAlwaysWanted()
    {
        var article = Some.Article(title: "Quiet day") with { Sightings = [new Sighting("https://blog.example/feed", "1", IsCurated: true, Some.Moment)] };

        var decision = Classify([PowerApps], article);

        Assert.True(decision.IsWanted);
        Assert.Equal("Delivered by the curated source https://blog.example/feed.", decision.Reason);
        Assert.Equal(["Power Apps"], Names(decision));
    }

    [Fact]
    public void TheOldSystemTookWordsInsideWords()
    {
        var article = Some.Article(title: "Superpower apps are here");

        Assert.True(Classify([PowerApps], article, Old).IsWanted);
        Assert.False(Classify([PowerApps], article).IsWanted);
    }

    [Fact]
    public void ARuleKeepsTheElectronicsOut()
    {
        var strict = PowerApps with { Rules = new TopicRules([], [Rule(any: ["diode", "dac"], mode: TermMode.Stem, line: 12)]), File = "_data/topics/00-power-apps.yaml" };

        var diode = Classify([strict], Some.Article(title: "Pin Diode Handles High Power Apps"));
        var dacs = Classify([strict], Some.Article(title: "Stereo DACs Ready For Low Power Apps"));

        Assert.False(diode.IsWanted);
        Assert.Empty(diode.Topics);
        Assert.Equal("Kept out of Power Apps by \"diode\" in title (exclude rule _data/topics/00-power-apps.yaml:12).", diode.Reason);
        Assert.False(dacs.IsWanted);
        Assert.True(Classify([strict], Some.Article(title: "Power Apps gets faster")).IsWanted);
    }

    [Fact]
    public void WithoutARootAnyTopicWants()
    {
        Topic sport = new() { Id = "sport", Name = "Sport", Keywords = ["regatta"] };
        Topic town = new() { Id = "town", Name = "Town", Keywords = ["mayor"] };

        Assert.Equal(["Town"], Names(Classify([sport, town], Some.Article(title: "The mayor speaks"))));
        Assert.False(Classify([sport, town], Some.Article(title: "Quiet day")).IsWanted);
    }

    [Fact]
    public void ARootThatAsksForNothingTakesAll() =>
        Assert.True(Classify([new Topic { Id = "all", Name = "All" }], Some.Article(title: "Quiet day")).IsWanted);

    [Theory]
    [InlineData("ferry", TermMode.Word, "The ferry is back", true)]
    [InlineData("ferry", TermMode.Word, "FERRY!", true)]
    [InlineData("ferry", TermMode.Word, "Ferrymen strike", false)]
    [InlineData("ferry", TermMode.Word, "The car-ferry", true)]
    [InlineData("ferry", TermMode.Stem, "Two ferries collide", true)]
    [InlineData("vote", TermMode.Stem, "Voting begins", true)]
    [InlineData("fishing boat", TermMode.Stem, "Fishing boats return", true)]
    [InlineData("fishing boat", TermMode.Stem, "Boats fishing", false)]
    [InlineData("ferr", TermMode.Stem, "Two ferries collide", false)]
    [InlineData("ferr", TermMode.Substring, "Two ferries collide", true)]
    [InlineData("cafe", TermMode.Word, "Le Café du port", true)]
    [InlineData("café", TermMode.Word, "Le cafe du port", true)]
    [InlineData("café", TermMode.Word, "Le cafe\u0301 du port", true)]
    [InlineData("café", TermMode.Substring, "Le cafe du port", false)]
    [InlineData("o'brien", TermMode.Word, "O’Brien resigns", true)]
    [InlineData("power apps", TermMode.Word, "Power\u00a0 Apps", true)]
    [InlineData("power apps", TermMode.Word, "Power\u200bApps", false)]
    [InlineData("C++", TermMode.Word, "Why C++ stays", true)]
    [InlineData(".NET", TermMode.Word, "What is .NET?", true)]
    [InlineData("東京", TermMode.Word, "今日の東京は晴れ", true)]
    [InlineData("서울", TermMode.Word, "서울에서 열린 회의", true)]
    [InlineData("quiet day", TermMode.Exact, "Quiet  Day", true)]
    [InlineData("quiet", TermMode.Exact, "Quiet day", false)]
    public void ATermStandsInATitle(string term, TermMode mode, string title, bool stands) =>
        Assert.Equal(stands, Holds(Rule(any: [term], mode: mode), Some.Article(title: title, url: "https://gazette.example/1")));

    [Theory]
    [InlineData("de", "wahl", "Wahlen in Hafenstadt", true)]
    [InlineData("fr", "bateau", "Les bateaux rentrent", false)]
    [InlineData("fr", "ville", "Les villes du nord", true)]
    [InlineData("en", "wahl", "Wahlen in Hafenstadt", false)]
    [InlineData("de-AT", "wahl", "Wahlen in Hafenstadt", true)]
    public void EndingsFallOffByTheArticlesLanguage(string language, string term, string title, bool stands) =>
        Assert.Equal(stands, Holds(Rule(any: [term], mode: TermMode.Stem), Some.Article(title: title, url: "https://gazette.example/1") with { Language = language }));

    [Theory]
    [InlineData(TopicFields.Title, "headline", true)]
    [InlineData(TopicFields.Excerpt, "summary", true)]
    [InlineData(TopicFields.Body, "inside", true)]
    [InlineData(TopicFields.Url, "sport", true)]
    [InlineData(TopicFields.Author, "ada quay", true)]
    [InlineData(TopicFields.Author, "quay bob", false)]
    [InlineData(TopicFields.Provider, "gazette.example", true)]
    [InlineData(TopicFields.Feed, "feeds.example", true)]
    [InlineData(TopicFields.Tag, "boats", true)]
    [InlineData(TopicFields.Title, "summary", false)]
    [InlineData(TopicFields.Title | TopicFields.Body, "inside", true)]
    public void EachFieldIsLookedIn(TopicFields fields, string term, bool stands)
    {
        var article = Some.Article(title: "The headline", excerpt: "The summary", url: "https://gazette.example/sport/1") with
        {
            Text = "It is inside.",
            Authors = ["Ada Quay", "Bob Pier"],
            Tags = ["Boats"],
            Sightings = [new Sighting("https://feeds.example/a", "1", IsCurated: false, Some.Moment)],
        };

        Assert.Equal(stands, Holds(new TopicRule { Any = [new TopicTerm(term, fields, TermMode.Word)] }, article));
    }

    [Theory]
    [InlineData("red boat", true)]
    [InlineData("red boat sinks", false)]
    [InlineData("blue boat at the quay", true)]
    [InlineData("blue boat", true)]
    [InlineData("green boat", false)]
    [InlineData("red", false)]
    public void AnyAllAndNoneHoldTogether(string title, bool holds)
    {
        var rule = Rule(any: ["red", "blue"]) with { All = Rule(any: ["boat"]).Any, None = Rule(any: ["sinks"]).Any };

        Assert.Equal(holds, Holds(rule, Some.Article(title: title)));
    }

    [Fact]
    public void AVoiceTakesTheHostsBelowItsDomain()
    {
        var article = Some.Article(title: "Power Apps", provider: Some.Provider(domain: "sport.gazette.example"));

        Assert.Contains("Town Voice", Names(Classify([PowerApps, Voice], article)));
    }

    [Fact]
    public void ManyOverlappingTermsAreAllFound()
    {
        string[] words = ["a", "ab", "abc", "b", "bc", "c", "abcd", "cd"];
        var topics = words.Select(word => new Topic { Id = word, Name = word, Rules = new TopicRules([Rule(any: [word], mode: TermMode.Substring)], []) }).ToList();

        Assert.Equal(words, Names(Classify(topics, Some.Article(title: "xabcdx"))));
    }

    private static bool Holds(TopicRule rule, Article article) =>
        Classify([new Topic { Id = "t", Name = "T", Rules = new TopicRules([rule], []) }], article).IsWanted;

    private static TopicRule Rule(string[] any, TermMode mode = TermMode.Word, int line = 1) =>
        new() { Any = [.. any.Select(term => new TopicTerm(term, TopicFields.Title, mode))], Line = line };

    private static TopicDecision Classify(IReadOnlyList<Topic> topics, Article article, ClassificationOptions? options = null) =>
        new TopicClassifier(topics, options ?? new ClassificationOptions()).Classify(article);

    private static IEnumerable<string> Names(TopicDecision decision) => decision.Topics.Select(match => match.Topic);
}
