using System.Text.Json;

namespace Broadsheet.Cli.Tests;

/// <summary><c>broadsheet explain</c> through the real program.</summary>
public sealed class ExplainCommandTests(RunSample sample)
{
    [Fact]
    public async Task SaysWhatThePageSaidAndWhatOfItWasBelieved()
    {
        var record = Directory.GetFiles(Path.Combine(sample.Site.Root, "_news"), "*.md").Order(StringComparer.Ordinal).First();
        var slug = Path.GetFileNameWithoutExtension(record)["2026-03-07-".Length..];

        using var told = JsonDocument.Parse((await BroadsheetProcess.DoneAsync("explain", slug, sample.Site.Root, "--json")).Output);
        var people = await BroadsheetProcess.DoneAsync("explain", slug, sample.Site.Root);

        var candidates = Find(told.RootElement, "pageCandidates").EnumerateArray()
            .Select(candidate => (Field: candidate.GetProperty("field").GetString()!, Sure: candidate.GetProperty("confidence").GetDouble(), From: candidate.GetProperty("from").GetString()!))
            .ToArray();
        Assert.Contains(candidates, candidate => candidate is { Field: "title", Sure: > 0 });
        Assert.Contains(candidates, candidate => candidate.Field == "canonical");
        Assert.All(candidates, candidate => Assert.NotEmpty(candidate.From));
        // Of each field the surest first, a handful at most.
        Assert.All(candidates.GroupBy(candidate => candidate.Field), field =>
        {
            Assert.Equal(field.OrderByDescending(candidate => candidate.Sure).Select(candidate => candidate.Sure), field.Select(candidate => candidate.Sure));
            Assert.InRange(field.Count(), 1, 4);
        });
        Assert.Contains("Its page says", people.Output, StringComparison.Ordinal);
    }

    private static JsonElement Find(JsonElement root, string name) =>
        root.TryGetProperty(name, out var found) ? found : root.EnumerateObject().Select(member => member.Value).First(value => value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out _)).GetProperty(name);
}
