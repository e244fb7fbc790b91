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
        var files = Plan(new ApiOptions { PageSize = 2 }, Ferries(5));

        Assert.Equal(
            [
                "api/news/index.json", "api/news/page/1/index.json",
                "api/news/page/2026030001/index.json", "api/news/page/2026030002/index.json", "api/news/page/2026030003/index.json",
                "api/news/sport/index.json", "api/news/sport/page/1/index.json", "api/openapi.json", "api/topics/index.json",
            ],
            files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(JsonValueKind.Null, Json(files["api/news/page/2026030001/index.json"]).GetProperty("nextPage").ValueKind);
        Assert.Equal(0, Json(files["api/news/sport/index.json"]).GetProperty("value").GetArrayLength());
        Assert.Equal(
            ["https://gazette.example/api/news/", "https://gazette.example/api/news/sport/"],
            Json(files["api/topics/index.json"]).GetProperty("value").EnumerateArray().Select(topic => topic.GetProperty("services")[0].GetProperty("endpoint").GetString()));
    }

    /// <summary>Whoever follows nextPage meets every item once, the newest first, however many there are and whatever the months.</summary>
    [Fact]
    public void FollowingNextPageMeetsEveryItemOnce() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[1, 5], Gen.Int[1, 3], Gen.Int[1, 400]).Sample((count, size, counted, hours) =>
        {
            var files = Plan(new ApiOptions { PageSize = size, CountedPages = counted }, Ferries(count, hours));
            List<string> met = [];
            var path = "api/news/index.json";
            for (var steps = 0; steps <= count; steps++)
            {
                var page = Json(files[path]);
                met.AddRange(page.GetProperty("value").EnumerateArray().Select(item => item.GetProperty("title").GetString()!));
                if (page.GetProperty("nextPage").ValueKind == JsonValueKind.Null)
                    break;
                path = $"api/news/page/{page.GetProperty("nextPage").GetInt32()}/index.json";
            }

            Assert.Equal(Enumerable.Range(0, count).Select(i => $"Ferry {i}"), met);
        });

    [Fact]
    public void ANewItemChangesTheNewestPageAndTheOneBeingFilled()
    {
        var before = Plan(new ApiOptions { PageSize = 4 }, Ferries(30));
        var after = Plan(new ApiOptions { PageSize = 4 }, [Some.Story(Some.Article(title: "The newest")), .. Ferries(30)]);

        Assert.Equal(
            ["api/news/index.json", "api/news/page/1/index.json", "api/news/page/2026030008/index.json"],
            after.Keys.Where(path => after[path].InputHash is null || after[path].InputHash != before.GetValueOrDefault(path)?.InputHash).Except(["api/topics/index.json", "api/openapi.json"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheOldProfileCountsItsPages()
    {
        var files = Plan(new ApiOptions { PageSize = 2, Profile = ApiProfile.Compat }, Ferries(3));

        Assert.Equal(
            ["api/news/index.json", "api/news/page/1/index.json", "api/news/page/2/index.json", "api/news/sport/index.json", "api/news/sport/page/1/index.json"],
            files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(2, Json(files["api/news/index.json"]).GetProperty("nextPage").GetInt32());
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
        var stories = Ferries(4);
        var before = Plan(new ApiOptions { PageSize = 2 }, stories);
        stories[3] = stories[3] with { Heat = 500 };
        var after = Plan(new ApiOptions { PageSize = 2 }, stories);

        Assert.Equal(["api/news/page/2026030001/index.json"], after.Keys.Where(path => path.StartsWith("api/news/", StringComparison.Ordinal) && after[path].InputHash != before[path].InputHash));
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

    /// <summary>Stories with the names Ferry 0, Ferry 1 and so on, the newest first.</summary>
    private static List<Story> Ferries(int count, int hoursBetween = 1) =>
        [.. Enumerable.Range(0, count).Select(i => Some.Story(Some.Article(title: $"Ferry {i}", published: Some.Moment.AddHours(-1 - (i * hoursBetween)))))];

    private static Dictionary<string, PlannedFile> Plan(ApiOptions options, IReadOnlyList<Story> stories) =>
        new StaticApiPublisher(options).Plan(Some.Edition([.. stories]) with { Topics = [Harbour, Sport] }).ToDictionary(file => file.Path, StringComparer.Ordinal);

    private static JsonElement Json(PlannedFile file) => JsonDocument.Parse(Encoding.UTF8.GetString(file.Render().Span)).RootElement;
}
