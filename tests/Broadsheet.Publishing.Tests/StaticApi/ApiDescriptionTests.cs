using System.Text.Json;
using System.Text.Json.Nodes;
using Broadsheet.Publishing.StaticApi;
using Broadsheet.Testing;
using Json.Schema;

namespace Broadsheet.Publishing.Tests.StaticApi;

public sealed class ApiDescriptionTests
{
    private static readonly Masthead Example = new() { Title = "A Broadsheet site", Url = "https://news.example" };

    /// <summary>Set BROADSHEET_REWRITE=1 to write them anew.</summary>
    [Theory]
    [InlineData("api.schema.json")]
    [InlineData("api.openapi.json")]
    public void TheDescriptionsInTheDocumentsAreCurrent(string name)
    {
        var current = name == "api.schema.json" ? ApiDescription.JsonSchema() : ApiDescription.OpenApi(Example);
        var file = Path.Combine(Repository.Root, "docs", "formats", name);
        if (Environment.GetEnvironmentVariable("BROADSHEET_REWRITE") == "1")
            File.WriteAllText(file, current);

        Assert.Equal(current, File.ReadAllText(file));
    }

    [Fact]
    public void WhatWeWriteIsValid()
    {
        var schema = JsonSchema.FromText(ApiDescription.JsonSchema());
        var edition = SomeEdition.Create();
        var topics = edition.Topics.Append(new Topic { Id = "empty", Name = "Nothing yet", Parent = "Saltmere" }).ToList();

        var pages = Plan(edition with { Topics = topics }).Where(file => file.Path.StartsWith("api/news/", StringComparison.Ordinal)).ToList();

        Assert.True(pages.Count > 10);
        foreach (var page in pages)
            AssertValid(schema, page);
    }

    [Fact]
    public void TheTopicsAreValid()
    {
        var text = JsonNode.Parse(ApiDescription.JsonSchema())!.AsObject();
        text["$ref"] = "#/$defs/Topics";

        AssertValid(JsonSchema.FromText(text.ToJsonString()), Plan(SomeEdition.Create()).Single(file => file.Path == "api/topics/index.json"));
    }

    /// <summary>A schema that takes everything would prove nothing.</summary>
    [Theory]
    [InlineData("\"nextPage\": null", "\"nextPage\": \"2\"")]
    [InlineData("\"page\": 1", "\"page\": 1, \"unknown\": 1")]
    [InlineData("\"quality\": ", "\"qualities\": ")]
    public void WhatAClientCouldNotReadIsNotValid(string written, string broken)
    {
        var schema = JsonSchema.FromText(ApiDescription.JsonSchema());
        var page = System.Text.Encoding.UTF8.GetString(Plan(Some.Edition(Some.Story(Some.Article()))).Single(file => file.Path == "api/news/index.json").Render().Span);

        Assert.Contains(written, page, StringComparison.Ordinal);
        Assert.True(schema.Evaluate(JsonDocument.Parse(page).RootElement).IsValid);
        Assert.False(schema.Evaluate(JsonDocument.Parse(page.Replace(written, broken, StringComparison.Ordinal)).RootElement).IsValid);
    }

    [Fact]
    public void EveryPathOfTheDescriptionIsAFileOfTheSite()
    {
        var files = Plan(SomeEdition.Create()).Select(file => "/" + file.Path).ToHashSet(StringComparer.Ordinal);

        foreach (var path in JsonNode.Parse(ApiDescription.OpenApi(Example))!["paths"]!.AsObject().Select(path => path.Key))
            Assert.Contains(path.Replace("{topic}", "harbour", StringComparison.Ordinal).Replace("{page}", "1", StringComparison.Ordinal), files);
    }

    private static List<PlannedFile> Plan(Edition edition) => [.. new StaticApiPublisher(new ApiOptions { PageSize = 3 }).Plan(edition)];

    private static void AssertValid(JsonSchema schema, PlannedFile file)
    {
        var result = schema.Evaluate(JsonDocument.Parse(file.Render()).RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
        Assert.True(result.IsValid, file.Path + ": " + string.Join("; ", (result.Details ?? []).Where(detail => detail.Errors is not null).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation} {error.Value}")).Take(5)));
    }
}
