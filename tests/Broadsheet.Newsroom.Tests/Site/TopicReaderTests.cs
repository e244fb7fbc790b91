using Broadsheet.Site;

namespace Broadsheet.Tests.Site;

public sealed class TopicReaderTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("broadsheet-").FullName;
    private readonly SiteProblems problems = new();

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void ReadsTheOldFormatAndOurs()
    {
        Put("01-voice.yaml", """
            taxonomy: topic
            _id: town-voice
            name: Town Voice
            parent: Harbour
            sources: [Gazette.example]
            highlight:
              text: Town Voice
              textColor: "#FFFFFF"
              backgroundColor: "#0015BC"
            """);
        Put("00-harbour.yaml", """
            taxonomy: topic
            _id: harbour
            name: Harbour
            keywords:
              - ferry
              - ferry
            hashtags:
              - "#Harbour"
            services:
              news: https://site.example/api/news/
              events: https://site.example/api/events/
            include:
              - any: [boat, "provider:courier.example"]
                all: [quay]
                in: [title, excerpt]
                match: stem
              - any: [/harbour/]
                in: url
            exclude:
              - any: [pearl harbour]
            """);

        var topics = TopicReader.Read(root, problems);

        Assert.Empty(problems.All);
        Assert.Equal(["Harbour", "Town Voice"], topics.Select(topic => topic.Name));
        Assert.Equal(["ferry", "ferry"], topics[0].Keywords);
        Assert.Equal(["news", "events"], topics[0].Services.Select(service => service.Key));
        Assert.Equal(["gazette.example"], topics[1].Sources);
        Assert.Equal(new Highlight("Town Voice", "#FFFFFF", "#0015BC"), topics[1].Highlight);
        var rules = topics[0].Rules!;
        Assert.Equal(
            [new TopicTerm("boat", TopicFields.Title | TopicFields.Excerpt, TermMode.Stem), new TopicTerm("courier.example", TopicFields.Provider, TermMode.Stem)],
            rules.Include[0].Any);
        Assert.Equal([new TopicTerm("/harbour/", TopicFields.Url, TermMode.Substring)], rules.Include[1].Any);
        Assert.Equal([new TopicTerm("pearl harbour", TopicFields.Title, TermMode.Word)], rules.Exclude[0].Any);
        Assert.Equal((13, 20, "any: pearl harbour"), (rules.Include[0].Line, rules.Exclude[0].Line, rules.Exclude[0].Wording));
    }

    [Theory]
    [InlineData("name: Harbour", "_id", "This is missing.")]
    [InlineData("_id: My Harbour\nname: Harbour", "_id", "'My Harbour' cannot stand in an address.")]
    [InlineData("_id: a\nname: A\nkeywrods: [x]", "keywrods", "Did you mean 'keywords'?")]
    [InlineData("_id: a\nname: A\nparent: B", "parent", "There is no topic named 'B'.")]
    [InlineData("_id: a\nname: A\nkeywords: ['']", "keywords", "An empty entry would match everything.")]
    [InlineData("_id: a\nname: A\nhighlight: {text: x, textColor: red, backgroundColor: '#fff'}", "highlight.textColor", "A colour is expected here.")]
    [InlineData("_id: a\nname: A\ninclude:\n  - none: [x]", "include[0].any", "A rule must ask for something.")]
    [InlineData("_id: a\nname: A\ninclude:\n  - any: [x]\n    in: titel", "include[0].in", "There is no field 'titel'.")]
    [InlineData("_id: a\nname: A\ninclude:\n  - any: [x]\n    match: fuzzy", "include[0].match", "'fuzzy' is not a way to match.")]
    public void AMistakeIsToldWithItsSetting(string yaml, string setting, string words)
    {
        Put("00-a.yaml", yaml);

        _ = TopicReader.Read(root, problems);

        var problem = Assert.Single(problems.All);
        Assert.Equal(("_data/topics/00-a.yaml", setting), (problem.File, problem.Setting));
        Assert.Contains(words, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TwoTopicsOfOneNameAreAMistake()
    {
        Put("00-a.yaml", "_id: a\nname: A");
        Put("01-b.yaml", "_id: b\nname: A");

        Assert.Single(TopicReader.Read(root, problems));
        Assert.Contains("_data/topics/00-a.yaml has the same.", Assert.Single(problems.All).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadsOrganizations()
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, "_data/organizations")).FullName;
        File.WriteAllText(Path.Combine(folder, "gazette.example.md"), """
            ---
            taxonomy: organization
            _id: gazette.example
            name: The Gazette
            otherNames: [Gazette]
            domain: Gazette.example
            images:
              - url: /assets/images/organizations/gazette.example-50x50.jpg
                width: 50
                height: 50
            ---
            """);
        File.WriteAllText(Path.Combine(folder, "other.md"), "---\nname: Other\ndomain: https://other.example/\n---\n");

        var organization = Assert.Single(OrganizationReader.Read(root, problems));

        Assert.Equal(("The Gazette", "gazette.example", 50), (organization.Name, organization.Domain, organization.Images[0].Width));
        Assert.Contains("_data/organizations/other.md:3: domain:", Assert.Single(problems.All).ToString(), StringComparison.Ordinal);
    }

    private void Put(string name, string yaml)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, TopicReader.Folder)).FullName;
        File.WriteAllText(Path.Combine(folder, name), yaml);
    }
}
