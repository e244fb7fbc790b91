using System.Text;
using System.Text.Json;
using Broadsheet.Publishing.StaticApi;
using Broadsheet.Testing;
using CsCheck;

namespace Broadsheet.Publishing.Tests.StaticApi;

public sealed class StaticApiPublisherTests
{
    private static readonly Topic Harbour = new() { Id = "harbour", Name = "Harbour" };
    private static readonly Topic Sport = new() { Id = "sport", Name = "Sport", Parent = "Harbour" };

    [Fact]
    public void EveryTopicBesideTheRootHasPages()
    {
        var files = Plan(new ApiOptions { PageSize = 2 }, [.. Enumerable.Range(0, 3).Select(i => Some.Story(Some.Article(title: $"Ferry {i}")))]);

        Assert.Equal(
            ["api/news/index.json", "api/news/page/1/index.json", "api/news/page/2/index.json", "api/news/sport/index.json", "api/news/sport/page/1/index.json", "api/topics/index.json"],
            files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(2, Json(files["api/news/index.json"]).GetProperty("nextPage").GetInt32());
        Assert.Equal(JsonValueKind.Null, Json(files["api/news/page/2/index.json"]).GetProperty("nextPage").ValueKind);
        Assert.Equal(0, Json(files["api/news/sport/index.json"]).GetProperty("value").GetArrayLength());
        Assert.Equal(
            ["https://gazette.example/api/news/", "https://gazette.example/api/news/sport/"],
            Json(files["api/topics/index.json"]).GetProperty("value").EnumerateArray().Select(topic => topic.GetProperty("services")[0].GetProperty("endpoint").GetString()));
    }

    [Fact]
    public void OurFieldsComeAfterTheOldOnes()
    {
        var story = Some.Story(Some.Article(), Some.Article(title: "Ferry back"));

        var item = Json(Plan(new ApiOptions(), [story])["api/news/index.json"]).GetProperty("value")[0];

        Assert.Equal(
            ["topics", "id", "quality", "authors", "language", "story", "related", "why", "links"],
            item.EnumerateObject().Select(field => field.Name).SkipWhile(name => name != "topics"));
        Assert.Equal(120, item.GetProperty("heat").GetInt32());
        Assert.Equal("Ferry back", item.GetProperty("related")[0].GetProperty("title").GetString());
        Assert.Equal(100, item.GetProperty("why").GetProperty("quality")[0].GetProperty("points").GetInt32());
    }

    [Fact]
    public void WhatIsNotPublishedIsNotListed() =>
        Assert.Equal(0, Json(Plan(new ApiOptions(), [Some.Story(Some.Article()) with { IsPublished = false }])["api/news/index.json"]).GetProperty("value").GetArrayLength());

    [Fact]
    public void OnlyPagesThatChangedHaveAnotherHash()
    {
        List<Story> stories = [.. Enumerable.Range(0, 4).Select(i => Some.Story(Some.Article(title: $"Ferry {i}", published: Some.Moment.AddHours(-i))))];
        var before = Plan(new ApiOptions { PageSize = 2 }, stories);
        stories[3] = stories[3] with { Heat = 500 };
        var after = Plan(new ApiOptions { PageSize = 2 }, stories);

        Assert.Equal(["api/news/page/2/index.json"], after.Keys.Where(path => path != "api/topics/index.json" && after[path].InputHash != before[path].InputHash));
    }

    [Fact]
    public void AnyTextComesBackThroughAJsonLibrary() =>
        Gen.String.Where(text => !text.Any(char.IsSurrogate)).Sample(text =>
            JsonDocument.Parse(new JsonText().BeginObject().Key("a").BeginArray().Value(text).EndArray().EndObject().ToBytes()).RootElement.GetProperty("a")[0].GetString() == text);

    [Fact]
    public void TheMarginIsTwoSpacesAndEmptyListsStayShut() =>
        Assert.Equal(
            "{\n  \"a\": [],\n  \"b\": [\n    1,\n    {\n      \"c\": null\n    }\n  ]\n}",
            new JsonText().BeginObject().Key("a").BeginArray().EndArray().Key("b").BeginArray().Value(1L).Raw("{\n  \"c\": null\n}").EndArray().EndObject().ToString());

    private static Dictionary<string, PlannedFile> Plan(ApiOptions options, IReadOnlyList<Story> stories) =>
        new StaticApiPublisher(options).Plan(Some.Edition([.. stories]) with { Topics = [Harbour, Sport] }).ToDictionary(file => file.Path, StringComparer.Ordinal);

    private static JsonElement Json(PlannedFile file) => JsonDocument.Parse(Encoding.UTF8.GetString(file.Render().Span)).RootElement;
}
