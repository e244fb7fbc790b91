using System.Globalization;
using System.Text.Json;
using Broadsheet.Decisions;
using Broadsheet.Testing;

namespace Broadsheet.Cli.Tests;

/// <summary><c>broadsheet quality fit</c> through the real program.</summary>
public sealed class QualityCommandTests(RunSample sample) : IDisposable
{
    private readonly SiteCopy site = sample.Site.Copy();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task WhatItPromisesIsWhatThePrintedSiteDoes()
    {
        var log = new DecisionLog(site.Root);
        // The editors want long stories, whoever leads them, and no short ones: no weight can please them in everything.
        foreach (var story in (await AskAsync("stories", "list")).EnumerateArray())
        {
            var (id, at) = (story.GetProperty("id").GetString()!, Some.Moment);
            log.Append(story.GetProperty("articles").GetArrayLength() > 2 ? new Decision.Publish(id) { At = at, By = "editor" } : new Decision.Unpublish(id) { At = at, By = "editor" });
        }

        var promised = await AskAsync("quality", "fit");
        var weights = promised.GetProperty("weights").EnumerateArray().ToDictionary(
            weight => weight.GetProperty("setting").GetString()!["quality.".Length..], weight => weight.GetProperty("suggested").GetInt32());
        site.Write("broadsheet.yml", File.ReadAllText(Path.Combine(site.Root, "broadsheet.yml")) + "\nquality:\n"
            + string.Concat(weights.Select(weight => string.Create(CultureInfo.InvariantCulture, $"  {weight.Key}: {weight.Value}\n"))));
        await BroadsheetProcess.DoneAsync("publish", site.Root, "--now", SiteCopy.Evening);
        var kept = await AskAsync("quality", "fit");

        Assert.NotEqual(0, promised.GetProperty("agreedThen").GetInt32());
        Assert.Equal(promised.GetProperty("agreedThen").GetInt32(), kept.GetProperty("agreedNow").GetInt32());
        Assert.Equal(promised.GetProperty("decidedThen").GetInt32(), kept.GetProperty("shown").GetInt32() + kept.GetProperty("withheld").GetInt32());
    }

    private async Task<JsonElement> AskAsync(string noun, string verb)
    {
        var asked = await BroadsheetProcess.DoneAsync(noun, verb, site.Root, "--json", "--now", SiteCopy.Evening);
        return JsonDocument.Parse(asked.Output).RootElement;
    }
}
