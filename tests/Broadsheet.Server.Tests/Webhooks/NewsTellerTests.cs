using System.Text;
using System.Text.Json;
using Broadsheet.Server.Webhooks;
using Broadsheet.Testing;

namespace Broadsheet.Server.Tests.Webhooks;

public sealed class NewsTellerTests : IDisposable
{
    private static readonly WebhookOptions Everything = new() { Endpoints = ["https://one.example/", "https://two.example/"], Events = [.. WebhookEvent.Kinds] };
    private readonly string folder = Directory.CreateTempSubdirectory("broadsheet-told-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void TheFirstEditionIsTheBeginningAndNoNews()
    {
        using var store = WebhookStore.Open(folder);

        Assert.Equal(0, NewsTeller.Tell(store, Everything, Some.Edition(Ferry())));
        Assert.Equal(1, NewsTeller.Tell(store, Everything, Some.Edition(Ferry(), Bridge())));
    }

    [Fact]
    public void AnEmptyNewspaperIsABeginningToo()
    {
        using var store = WebhookStore.Open(folder);

        NewsTeller.Tell(store, Everything, Some.Edition());

        Assert.Equal(1, NewsTeller.Tell(store, Everything, Some.Edition(Ferry())));
    }

    [Fact]
    public void EachChangeIsToldOnceUnderAnIdOfItsOwn()
    {
        using var store = Begun();
        var corrected = Some.Story(Some.Article(title: "The ferry", id: Ferry().Lead.Id)) with { Id = Ferry().Id };

        Tell(store, Ferry(), Bridge());
        Tell(store, Ferry() with { Rank = 7 }, Bridge() with { IsPinned = true });
        Tell(store, corrected, Bridge());
        Tell(store, Bridge());
        Tell(store, Bridge() with { IsPublished = false });
        Tell(store, corrected, Bridge());

        Assert.Equal(
            ["story.new bridge", "story.changed ferry", "story.gone ferry", "story.gone bridge", "story.new bridge", "story.new ferry"],
            Events(store).Select(one => $"{one.Kind} {(one.Subject == Ferry().Id ? "ferry" : "bridge")}").ToArray() is var told ? [.. told.Take(4), .. told.Skip(4).Order(StringComparer.Ordinal)] : []);
        Assert.Equal(6, Events(store).Select(one => one.EventId).Distinct().Count());
        Assert.Equal(12, store.Counts()["waiting"]);
    }

    [Fact]
    public void WhoRestoresABackupTellsTheSameUnderTheSameId()
    {
        using (Begun())
        {
            // What was told so far is in the backup.
        }

        var copy = Directory.CreateTempSubdirectory("broadsheet-told-").FullName;
        File.Copy(Path.Combine(folder, WebhookStore.FileName), Path.Combine(copy, WebhookStore.FileName));
        try
        {
            using var first = WebhookStore.Open(folder);
            using var second = WebhookStore.Open(copy);
            Tell(first, Ferry(), Bridge());
            Tell(second, Ferry(), Bridge());

            Assert.Equal(Events(first)[0].EventId, Assert.Single(Events(second)).EventId);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    [Fact]
    public void OnlyWhatIsAskedForIsTold()
    {
        using var store = Begun();

        NewsTeller.Tell(store, new WebhookOptions { Endpoints = Everything.Endpoints, Events = ["story.gone"] }, Some.Edition(Bridge()));

        Assert.Equal(["story.gone"], Events(store).Select(one => one.Kind));
    }

    [Fact]
    public void AnEventHoldsTheStoryAsTheApiStatesIt()
    {
        using var store = Begun();
        Tell(store, Ferry(), Bridge());

        using var body = JsonDocument.Parse(store.Due("https://one.example/", DateTimeOffset.MaxValue.AddYears(-1), 10)[0].Body);

        Assert.Equal("2026-03-04T12:00:00Z", body.RootElement.GetProperty("timestamp").GetString());
        Assert.Equal("The bridge opens", body.RootElement.GetProperty("data").GetProperty("title").GetString());
    }

    [Fact]
    public void WhatHappenedWhileTellingWasOffIsNotToldAfterwards()
    {
        using var store = Begun();
        store.Forget();

        Tell(store, Ferry(), Bridge());

        Assert.Empty(Events(store));
    }

    [Theory]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    public void TheSignatureIsThatOfStandardWebhooks(string secret, string expected) => Assert.Equal(
        expected,
        Signature.Of([Signature.Secret(secret)!], "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), Encoding.UTF8.GetBytes("{\"test\": 2432232314}")));

    [Theory]
    [InlineData("short")]
    [InlineData("whsec_not base64 at all but long enough to be")]
    [InlineData("whsec_c2hvcnQ=")]
    public void ASecretThatIsTooShortIsNone(string secret) => Assert.Null(Signature.Secret(secret));

    private static Story Ferry() => Some.Story(Some.Article(title: "The ferry returns"));

    private static Story Bridge() => Some.Story(Some.Article(title: "The bridge opens"));

    private WebhookStore Begun()
    {
        var store = WebhookStore.Open(folder);
        NewsTeller.Tell(store, Everything, Some.Edition(Ferry()));
        return store;
    }

    private static void Tell(WebhookStore store, params Story[] stories) => NewsTeller.Tell(store, Everything, Some.Edition(stories));

    // One for each event, the first first.
    private static List<WebhookDelivery> Events(WebhookStore store) => [.. store.Deliveries(null, 100).Where(one => one.Endpoint == "https://one.example/").Reverse()];
}
